import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CsvTable, Report, ReportFilter } from '../../../worker/api/analytics/analytics.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Team } from '../../../worker/api/people/teams.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { ApiFailure } from '../../client/api/api-failure.ts';
import { listLabels } from '../../client/api/conversations/shared.ts';
import { downloadAnalytics, getAnalytics } from '../../client/api/numbers/analytics.ts';
import { listTeams } from '../../client/api/people/teams.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { analyticsBook, analyticsWords as words } from '../../locales/analytics.ts';
import { assistantBook } from '../../locales/assistant.ts';
import { strings } from '../../locales/strings.ts';
import { errorBook } from '../../locales/worker-texts/errors.ts';
import { icons } from '../../theme/icons.ts';
import { SettingsTask } from '../settings/settings-task.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { fieldStyles } from '../ui/controls/field-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { downloadFile } from '../ui/download-file.ts';
import { labelStyles } from '../ui/labels/label-mark.ts';
import { numberNames } from '../ui/number-names.ts';
import type { NumberSelect } from '../ui/number-switch.ts';
import { focusedElement } from '../ui/overlays/focused.ts';
import { tableStyles } from '../ui/table/table-styles.ts';
import { tokens } from '../ui/tokens.ts';
import { WordedElement } from '../ui/worded-element.ts';
import type { AnalyticsContext, Clock } from './analytics-context.ts';
import { type Filters, pagesIn, renderFilters } from './analytics-filters.ts';
import { AnalyticsParts } from './analytics-parts.ts';
import { analyticsStyles, barStyles } from './analytics-styles.ts';
import type { EnglishErrors } from './breakdowns.ts';
import './counted-list.ts';
import type { FigureChoice } from './figure-choice.ts';
import { dateText } from './figure-text.ts';
import { type Dates, datesBefore, datesOf, daysIn, maxListedDays, todayIn } from './period.ts';
import { fitOnSheet } from './print/one-sheet.ts';
import { paperStyles } from './print/paper-styles.ts';
import { WholePrint } from './print/whole-print.ts';

/** The analytics are closed. */
export class AnalyticsClose extends Event {
  constructor() {
    super('analytics-close', { bubbles: true, composed: true });
  }
}

interface Shown {
  report: Report;
  labels: readonly Label[];
  teams: readonly Team[];
  errors: EnglishErrors | null;
}

/** What was counted of a number, over the inbox or on a page of its own. */
@customElement('agent-console-analytics')
export class ConsoleAnalytics extends WordedElement {
  protected override readonly book = [analyticsBook, errorBook, assistantBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Those that the agent may see. */
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  /** The number that is shown: its inbox. */
  @property() inbox = '';
  /** Where the inbox is, if it is not around this page. */
  @property() console = '';
  @state() private filters: Filters = {
    ...{ period: '7', own: { from: '', to: '' }, isCompared: true },
    ...{ agent: '', label: '', team: '', source: '' },
  };
  @state() private clock: Clock = 'wall';
  /** The figure whose list is open. */
  @state() choice: FigureChoice | null = null;
  /** The days of the period before, beside those of this report. */
  @state() private daysBefore: { report: Report; days: Report['days'] } | null = null;
  @state() private helps: ReadonlySet<string> = new Set();
  #timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  /** Everybody who has had figures here, so that a filter does not take the others away. */
  #agents: ReadonlyMap<string, string> = new Map();
  #pages: readonly string[] = [];
  #parts = new AnalyticsParts(this);
  #before: HTMLElement | null = null;
  #isPrinting = false;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api));

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    tableStyles,
    labelStyles,
    barStyles,
    analyticsStyles,
    paperStyles,
  ];

  constructor() {
    super();
    new WholePrint(this, {
      // On a page of somebody else, the rest is printed as well, unless the button is pressed.
      isWanted: () => this.console === '' || this.#isPrinting,
      open: () => this.#layOut(true),
      close: () => this.#layOut(false),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = focusedElement();
    this.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#pressed);
    if (focusedElement() === null && this.#before?.isConnected) this.#before.focus();
  }

  protected override firstUpdated(): void {
    if (this.console === '') this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('inbox') && changed.get('inbox') !== undefined) this.#startAgain();
  }

  protected override render() {
    const { shown } = this.#task;
    return html`<div class="all ${this.console === '' ? 'layer' : ''}" role="region" aria-labelledby="title">
      <header>
        ${
          this.console === ''
            ? html`<button class="icon-button" aria-label=${strings.close} @click=${() => this.back()}>
                ${icons.close}
              </button>`
            : nothing
        }
        <h2 id="title" tabindex="-1">${words.title}</h2>
        ${this.#renderNumbers()}
        ${
          shown
            ? html`<button class="icon-button" aria-label=${words.print} title=${words.print} @click=${() => void this.#print()}>
                ${icons.print}
              </button>`
            : nothing
        }
      </header>
      <div class="scroll">
        <div class="page" aria-busy=${this.#task.isBusy}>
          ${renderFilters({
            ...{ filters: this.filters, dates: this.#dates, today: this.#today },
            ...{ agents: this.#agents, labels: shown?.labels ?? [] },
            ...{ teams: shown?.teams ?? [], pages: this.#pages },
            change: (change) => this.#change(change),
          })}
          ${shown ? this.#renderShown(shown) : this.#task.renderUnloaded(6)}
          ${shown ? this.#task.renderProblem() : nothing}
        </div>
      </div>
      ${this.#renderList()}
    </div>`;
  }

  #renderNumbers() {
    if (this.numbers.length < 2) return nothing;
    void import('../ui/number-switch.ts');
    return html`<agent-console-number-switch
      .numbers=${numberNames(this.numbers)}
      .shown=${this.inbox}
      .hasAll=${false}
      @number-select=${(event: NumberSelect) => {
        event.stopPropagation();
        if (event.inbox !== null) this.inbox = event.inbox;
      }}
    ></agent-console-number-switch>`;
  }

  #renderShown(shown: Shown) {
    const { report } = shown;
    const { from, to, timeZone } = report.period;
    const { agent, label, team, source } = this.filters;
    const hasFilter = [agent, label, team, source].some((one) => one !== '');
    return html`<p class="quiet about" role="status">
        ${dateText(from, 'long')} – ${dateText(to, 'long')}. ${words.inZone(timeZone)}
        ${report.since !== null && report.since > from ? words.since(dateText(report.since, 'long')) : nothing}
        ${report.isCounting ? words.isCounting : nothing}
        ${daysIn(this.#dates) > maxListedDays ? html`<span class="hint">${words.listHint}</span>` : nothing}
      </p>
      ${this.#parts.render(this.#contextOf(shown), hasFilter, shown.errors)}`;
  }

  #contextOf({ report, labels }: Shown): AnalyticsContext & { setClock(clock: Clock): void } {
    return {
      ...{ api: this.api, inbox: this.inbox, report, labels, clock: this.clock },
      daysBefore: this.daysBefore?.report === report ? this.daysBefore.days : null,
      hasHoursOfAll: this.#hasHoursOfAll,
      canList: daysIn(this.#dates) <= maxListedDays,
      list: (choice) => {
        this.choice = choice;
      },
      download: (table) => void this.#download(table),
      isHelpOpen: (name) => this.helps.has(name),
      toggleHelp: (name) => {
        const helps = new Set(this.helps);
        if (!helps.delete(name)) helps.add(name);
        this.helps = helps;
      },
      setClock: (clock) => {
        this.clock = clock;
      },
    };
  }

  #renderList() {
    if (!this.choice) return nothing;
    return html`<agent-console-counted
      .api=${this.api}
      .inbox=${this.inbox}
      .choice=${this.choice}
      .filter=${this.#filter}
      .console=${this.console}
      @dialog-close=${() => {
        this.choice = null;
      }}
    ></agent-console-counted>`;
  }

  /** One step out: from a list of conversations to the figures, else out of the analytics. */
  back(): void {
    if (this.choice) this.choice = null;
    else if (this.console === '') this.dispatchEvent(new AnalyticsClose());
  }

  async #load(api: ApiClient): Promise<Shown> {
    const [report, labels, teams, errors] = await Promise.all([
      this.#report(api),
      this.#task.shown?.labels ?? listLabels(api),
      this.#task.shown?.teams ?? listTeams(api),
      this.#task.shown?.errors ?? englishErrors(),
    ]);
    this.#agents = new Map([...this.#agents, ...namesIn(report)]);
    this.#pages = [...new Set([...this.#pages, ...pagesIn(report)])];
    void this.#compareDays(api, report);
    return { report, labels, teams, errors };
  }

  /** Asked again if it is another day there than here. */
  async #report(api: ApiClient): Promise<Report> {
    const { from, to } = this.#dates;
    const report = await getAnalytics(api, this.inbox, this.#query);
    this.#timeZone = report.period.timeZone;
    const now = this.#dates;
    return now.from === from && now.to === to ? report : getAnalytics(api, this.inbox, this.#query);
  }

  /** Loaded after the figures, which do not wait for it. Without them, the charts have a line less. */
  async #compareDays(api: ApiClient, report: Report): Promise<void> {
    if (!this.filters.isCompared) return;
    const filter = { ...this.#filter, ...datesBefore(report.period) };
    const before = await getAnalytics(api, this.inbox, filter).catch((error: unknown) => {
      if (error instanceof ApiFailure) return null;
      throw error;
    });
    if (before && this.#task.shown?.report === report) this.daysBefore = { report, days: before.days };
  }

  /** The lines of charts that have not been on screen are drawn first. */
  async #print(): Promise<void> {
    await Promise.all(this.#charts.map((chart) => chart.draw()));
    this.#isPrinting = true;
    window.print();
    this.#isPrinting = false;
  }

  get #charts() {
    return [...this.renderRoot.querySelectorAll('agent-console-day-chart')];
  }

  /** For paper, on one sheet, or back for the screen. */
  #layOut(isOnPaper: boolean): void {
    const all = this.renderRoot.querySelector<HTMLElement>('.all');
    all?.classList.toggle('on-paper', isOnPaper);
    if (all && isOnPaper) fitOnSheet(all);
    for (const chart of this.#charts) chart.fit();
  }

  get #today(): string {
    return todayIn(this.#timeZone, Date.now());
  }

  get #dates(): Dates {
    return datesOf(this.filters.period, this.#today, this.filters.own);
  }

  get #filter() {
    const { agent, label, team, source } = this.filters;
    const isShort = daysIn(this.#dates) <= maxListedDays;
    return {
      ...this.#dates,
      ...(agent !== '' && { agent }),
      ...(isShort && label !== '' && { label }),
      ...(isShort && team !== '' && { team }),
      ...(isShort && source !== '' && { source }),
    };
  }

  get #hasHoursOfAll(): boolean {
    const { agent, label, team, source } = this.#filter;
    return agent !== undefined && [label, team, source].every((one) => one === undefined);
  }

  get #query(): ReportFilter {
    return { ...this.#filter, ...(this.filters.isCompared && { compare: '1' }) };
  }

  #change(change: Partial<Filters>): void {
    this.filters = { ...this.filters, ...change };
    void this.#reload();
  }

  #reload(): Promise<boolean> {
    return this.#task.show((api) => this.#load(api));
  }

  /** Another number has its own agents, labels and pages. */
  #startAgain(): void {
    this.#agents = new Map();
    this.#pages = [];
    this.filters = { ...this.filters, agent: '', label: '', team: '', source: '' };
    void this.#reload();
  }

  async #download(table: CsvTable): Promise<void> {
    await this.#task.run(async (api) => {
      const file = await downloadAnalytics(api, this.inbox, { ...this.#query, table });
      const { from, to } = this.#dates;
      downloadFile(file, `analytics-${table}-${from}-${to}-${this.#timeZone.replaceAll('/', '-')}.csv`);
    });
  }

  /** A dialog closes first. */
  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isOfInputMethod(event)) return;
    if (this.console !== '' || event.composedPath().some((one) => one instanceof HTMLDialogElement)) return;
    event.preventDefault();
    event.stopPropagation();
    this.back();
  };
}

function namesIn({ agents }: Report): [string, string][] {
  return (agents ?? []).filter(({ name }) => name !== '').map(({ id, name }) => [id, name]);
}

async function englishErrors(): Promise<EnglishErrors> {
  return (await import('../../../worker/whatsapp/graph/error-catalogue.ts')).errorCatalogue;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-analytics': ConsoleAnalytics;
  }
}
