import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RawEvent, RawEventKind, Retention } from '../../../../worker/api/numbers/data.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import * as data from '../../../client/api/numbers/data.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { downloadFile } from '../../ui/download-file.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { UnsavedChange } from '../unsaved.ts';

/** `none`: events that belong to no connected number. */
type Listed = RawEventKind | 'none';
const kinds: readonly Listed[] = ['notice', 'message', 'status', 'none'];

/** How long a number's messages are kept, their export and deletion, and the events that Meta sent. For admins. */
@customElement('agent-console-data-settings')
export class DataSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** As it is ticked; null: as it is stored. */
  @state() private keepsAll: boolean | null = null;
  @state() private kind: Listed = 'notice';
  #check = new FormCheck(this);
  #retention = new SettingsTask<Retention>(
    this,
    async (api) => this.number && data.getRetention(api, this.number.id),
    { of: ['retention'] },
  );
  #export = new SettingsTask<null>(this, async () => null);
  #events = new SettingsTask<Page<RawEvent>>(this, (api) => this.#page(api, null));
  #table = new Table<RawEvent>(this);
  #erasure = new SettingsTask<null>(this, async () => null);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    tableStyles,
    css`
      pre {
        max-block-size: 320px;
        margin: 0 0 8px;
        padding: 12px;
        overflow: auto;
        border-radius: 10px;
        background: var(--sunken);
        font-size: 13px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { number } = this;
    const retention = this.#retention.shown;
    if (!retention || !number) return this.#retention.renderUnloaded();
    const keepsAll = this.keepsAll ?? retention.messageDays === null;
    const check = this.#check;
    const days = { check, type: 'number', isRequired: true, most: 3_650 } as const;
    return html`<h3>${strings.dataKept} <bdi>${number.displayPhoneNumber}</bdi></h3>
      <form novalidate @input=${this.#typed} @submit=${this.#changeRetention}>
        <div class="rows">
          ${renderSwitch({
            name: 'deletes',
            label: strings.deleteOld,
            isOn: !keepsAll,
            hint: strings.messageDaysHint,
            change: (isOn) => {
              this.keepsAll = !isOn;
            },
          })}
          ${
            keepsAll
              ? nothing
              : renderField({
                  ...days,
                  name: 'messageDays',
                  label: strings.messageDays,
                  value: String(retention.messageDays ?? 365),
                  least: 7,
                })
          }
          <div class="pair">
            ${renderField({ ...days, name: 'rawDays', label: strings.rawDays, value: String(retention.rawDays), least: 1 })}
            ${renderField({
              ...days,
              name: 'eventDays',
              label: strings.eventDays,
              value: String(retention.eventDays ?? 7),
              least: 1,
            })}
          </div>
        </div>
        <div class="end">
          <button class="button main" ?disabled=${this.#retention.isBusy}>${strings.save}</button>
          ${this.#retention.renderOutcome()}
        </div>
      </form>
      <section>
        <h4>${strings.exportTitle}</h4>
        <p class="quiet">${strings.exportHint}</p>
        <div class="end">
          <button class="button" ?disabled=${this.#export.isBusy} @click=${this.#save}>${strings.exportAll}</button>
          ${this.#export.renderOutcome()}
        </div>
      </section>
      ${this.#renderEvents()}
      <section>
        <h4>${strings.eraseTitle}</h4>
        <p class="quiet">${strings.eraseHint}</p>
        <div class="end">
          <button class="button danger soft" ?disabled=${this.#erasure.isBusy} @click=${this.#erase}>
            ${strings.eraseAll}
          </button>
          ${this.#erasure.renderOutcome()}
        </div>
      </section>`;
  }

  #renderEvents() {
    const { rows: events = null, next = null } = this.#events.shown ?? {};
    return html`<section>
      <h4>${strings.rawEvents}</h4>
      <p class="quiet">${strings.rawEventsHint} ${this.#events.renderOutcome()}</p>
      <label
        >${strings.rawKind}
        <select
          @change=${({ target }: Event) => {
            if (target instanceof HTMLSelectElement) this.kind = kinds[target.selectedIndex] ?? 'notice';
            void this.#events.reload();
          }}
        >
          ${kinds.map((kind) => html`<option ?selected=${kind === this.kind}>${strings.rawKinds[kind]}</option>`)}
        </select>
      </label>
      ${events || this.#events.isBusy ? this.#renderTable(events) : nothing}
      ${
        next === null
          ? nothing
          : html`<div class="end">
              <button class="button" ?disabled=${this.#events.isBusy} @click=${() => this.#more(next)}>${strings.rawMore}</button>
            </div>`
      }
    </section>`;
  }

  #renderTable(rows: readonly RawEvent[] | null) {
    const { event, problem, time } = strings.rawColumns;
    return this.#table.render({
      label: strings.rawEvents,
      rows,
      keyOf: ({ id }) => id,
      empty: { icon: icons.webhook, text: strings.rawNone },
      columns: [
        { name: 'event', heading: event, cell: ({ kind }) => html`<code>${kind}</code>` },
        {
          name: 'problem',
          heading: problem,
          kind: 'long',
          cell: (one) => (one.problem === null ? '–' : html`<span class="problem">${one.problem}</span>`),
        },
        { name: 'time', heading: time, kind: 'time', cell: ({ at }) => (at === null ? '–' : momentText(at)) },
      ],
      details: (one) => html`<pre dir="ltr" tabindex="0">${one.json}${one.isCut ? '…' : ''}</pre>
        <button class="button" @click=${() => this.#replay(one)}>${strings.replay}</button>`,
    });
  }

  #page(api: ApiClient, before: string | null): Promise<Page<RawEvent>> {
    const { kind, number } = this;
    const limit = 20;
    return kind === 'none' || !number
      ? data.listUnroutedEvents(api, { before, limit })
      : data.listEvents(api, number.id, { kind, before, limit });
  }

  #more(before: string): void {
    void this.#events.show(async (api) => {
      const page = await this.#page(api, before);
      return { ...page, rows: [...(this.#events.shown?.rows ?? []), ...page.rows] };
    });
  }

  #replay({ id }: RawEvent): void {
    const { kind, number } = this;
    if (!number) return;
    void this.#events.change(async (api) => {
      const { stored } = await (kind === 'none'
        ? data.replayUnroutedEvent(api, id)
        : data.replayEvent(api, number.id, id));
      this.#events.succeed(stored > 0 ? strings.replayed : strings.notReplayed);
    });
  }

  #typed = (event: Event): void => {
    this.#check.typed(event);
    this.#retention.forgetOutcome();
    this.dispatchEvent(new UnsavedChange(true));
  };

  async #changeRetention(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { target } = event;
    const { number } = this;
    const before = this.#retention.shown;
    if (!(target instanceof HTMLFormElement) || !number || !before || !this.#check.accepts(target)) return;
    const form = new FormData(target);
    const days = form.get('messageDays');
    const wanted: Retention = {
      messageDays: days === null ? null : Number(days),
      rawDays: Number(form.get('rawDays')),
      eventDays: Number(form.get('eventDays')),
    };
    if (!(await this.#isSure(before.messageDays, wanted.messageDays))) return;
    const isSaved = await this.#retention.show((api) => data.changeRetention(api, number.id, wanted), {
      done: strings.saved,
    });
    if (isSaved) this.dispatchEvent(new UnsavedChange(false));
  }

  /** Asks when messages that are kept now will be deleted. */
  async #isSure(before: number | null, after: number | null): Promise<boolean> {
    if (after === null || (before !== null && after >= before)) return true;
    return confirmed(this, {
      title: strings.shortenTitle(after),
      text: strings.shortenText,
      action: strings.delete,
      isDangerous: true,
    });
  }

  #save(): void {
    const { number } = this;
    if (!number) return;
    void this.#export.run(async (api) =>
      downloadFile(await data.exportNumber(api, number.id), `message-us-${number.id}.ndjson`),
    );
  }

  async #erase(): Promise<void> {
    const { number } = this;
    if (!number) return;
    const { displayPhoneNumber } = number;
    const isSure = await confirmed(this, {
      title: strings.eraseAll,
      text: strings.eraseHint,
      action: strings.delete,
      isDangerous: true,
      typed: { label: strings.eraseConfirm(displayPhoneNumber), text: displayPhoneNumber },
    });
    if (!isSure) return;
    const isErased = await this.#erasure.run(
      (api) => data.eraseConversations(api, number.id, displayPhoneNumber),
      { done: strings.erased },
    );
    if (isErased) await this.#events.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-data-settings': DataSettings;
  }
}
