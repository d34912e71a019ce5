import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemReplay } from '../../../../worker/api/numbers/data.ts';
import type { HealthRow, NumberHealth, TimelineEntry } from '../../../../worker/api/numbers/health.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { MasterKeyStatus } from '../../../../worker/api/people/settings.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  getHealth,
  getMasterKeyStatus,
  replayProblems,
  runHealthChecks,
} from '../../../client/api/numbers/numbers.ts';
import { strings } from '../../../locales/strings.ts';
import { errorBook, errorText } from '../../../locales/worker-texts/errors.ts';
import { explanationIn } from '../../../locales/worker-texts/explanations.ts';
import { healthBook } from '../../../locales/worker-texts/health.ts';
import { noticeBook } from '../../../locales/worker-texts/notices.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';

interface Shown {
  health: NumberHealth;
  masterKey: MasterKeyStatus;
}

/** Problems come first. */
const order: readonly HealthRow['state'][] = ['bad', 'warning', 'unknown', 'good'];

/** The health of a number, row by row, with advice for each problem. For admins. */
@customElement('agent-console-health-settings')
export class HealthSettings extends WordedElement {
  protected override readonly book = [healthBook, noticeBook, errorBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private isTesting = false;
  /** The result of the last replay. */
  @state() private replayed: string | null = null;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api));

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    css`
      li.row {
        display: grid;
        grid-template-columns: 20px 1fr;
        gap: 2px 12px;
        align-items: baseline;
        padding-block: 8px;
      }
      .row > * {
        grid-column: 2;
      }
      .row > .state {
        grid-column: 1;
        grid-row: 1;
        display: grid;
        place-items: center;
        block-size: 20px;
        color: var(--quiet);
      }
      .row > .state svg {
        inline-size: 18px;
        block-size: 18px;
      }
      .warning > .state {
        color: var(--warning);
      }
      .summary {
        white-space: pre-line;
      }
      .bad > .state,
      .bad > strong {
        color: var(--alarm);
      }
      .good > .state {
        color: var(--good);
      }
      .seen {
        ${spokenOnly}
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    const { number } = this;
    const { health, masterKey } = this.#task.shown ?? {};
    if (!health || !masterKey || !number) return this.#task.renderUnloaded(6);
    const rows = [...health.rows].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    return html`<h3>${strings.health}: <bdi>${number.displayPhoneNumber}</bdi></h3>
      <div class="end">
        <button class="primary" ?disabled=${this.isTesting} @click=${() => void this.#test()}>
          ${this.isTesting ? strings.healthTesting : strings.healthTest}
        </button>
        <span class="quiet" role="status"
          >${
            health.checkedAt === null
              ? strings.healthNotChecked
              : strings.healthCheckedAt(momentText(health.checkedAt))
          }</span
        >
      </div>
      <ul aria-label=${strings.health}>
        ${rows.map((row) => this.#renderRow(row))}
      </ul>
      ${this.#renderMasterKey(masterKey)} ${this.#renderTimeline(health)} ${this.#task.renderProblem()}`;
  }

  #renderRow(row: HealthRow) {
    const { name, state: how, at } = row;
    const { summary, advice } = explanationIn(healthBook.words, withReasons(row));
    const marks = { good: icons.check, warning: icons.warning, bad: icons.wrong, unknown: icons.question };
    return html`<li class="row ${how}">
      <span class="state" aria-hidden="true">${marks[how]}</span>
      <strong>${strings.healthRows[name]} <span class="seen">${strings.healthStates[how]}</span></strong>
      <span class="summary" dir="auto">${summary} ${at === null ? nothing : html`<small>${momentText(at)}</small>`}</span>
      ${advice === null ? nothing : html`<span class="quiet" dir="auto">${advice}</span>`}
      ${
        name === 'unparsed' && how !== 'good'
          ? html`<span
              ><button class="plain" ?disabled=${this.#task.isBusy} @click=${() => this.#replay()}>
                ${strings.replay}
              </button>
              <span class="quiet" role="status">${this.replayed ?? ''}</span></span
            >`
          : nothing
      }
    </li>`;
  }

  #renderMasterKey({ current, older, waiting, unreadable }: MasterKeyStatus) {
    if (older.length === 0 && unreadable === 0) return nothing;
    return html`<section>
      <h3>${strings.masterKey}</h3>
      ${unreadable > 0 ? html`<p class="problem">${strings.masterKeyMissing(unreadable)}</p>` : nothing}
      ${
        older.length === 0
          ? nothing
          : html`<p>
              ${
                waiting > 0
                  ? strings.masterKeyWaiting(waiting, current)
                  : strings.masterKeyDone(current, older.join(', '))
              }
            </p>`
      }
    </section>`;
  }

  #renderTimeline({ timeline }: NumberHealth) {
    return html`<section>
      <h3>${strings.timeline}</h3>
      ${timeline.length === 0 ? html`<p class="quiet">${strings.timelineEmpty}</p>` : nothing}
      <ul aria-label=${strings.timeline}>
        ${timeline.map((entry) => this.#renderNotice(entry))}
      </ul>
    </section>`;
  }

  #renderNotice(entry: TimelineEntry) {
    const { at, matters } = entry;
    const { summary, advice } = explanationIn(noticeBook.words, entry);
    return html`<li class="row ${matters ? 'bad' : ''}">
      <span class="state" aria-hidden="true">${matters ? '!' : '·'}</span>
      <span dir="auto">${summary} <small>${momentText(at)}</small></span>
      ${advice === null ? nothing : html`<span class="quiet" dir="auto">${advice}</span>`}
    </li>`;
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [health, masterKey] = await Promise.all([getHealth(api, number.id), getMasterKeyStatus(api)]);
    return { health, masterKey };
  }

  async #test(): Promise<void> {
    const { number } = this;
    const { masterKey } = this.#task.shown ?? {};
    if (!number || !masterKey) return;
    this.isTesting = true;
    await this.#task.show(async (api) => ({ health: await runHealthChecks(api, number.id), masterKey }));
    this.isTesting = false;
  }

  /** Reads again all events that could not be read or stored. */
  #replay(): void {
    const { number } = this;
    if (!number) return;
    this.replayed = null;
    void this.#task.change(async (api) => {
      let [stored, left] = [0, 0];
      for (let after: string | null = '0'; after !== null; ) {
        const part: ProblemReplay = await replayProblems(api, number.id, after);
        stored += part.stored;
        left += part.left;
        after = part.next;
      }
      this.replayed = strings.problemsReplayed(stored, left);
    });
  }
}

/** The row with the reasons for failed messages in the language of the console. */
function withReasons(row: HealthRow): HealthRow {
  if (row.errors === undefined) return row;
  const reasons = row.errors
    .map(({ count, code, title }) => `${count} × ${errorText({ code, title, advice: '' }).title} (${code})`)
    .join('\n');
  return { ...row, params: { ...row.params, reasons } };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-health-settings': HealthSettings;
  }
}
