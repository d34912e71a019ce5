import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  HealthRow,
  InboxSummary,
  MasterKeyStatus,
  NumberHealth,
  ProblemReplay,
} from '../../../worker/api.ts';
import { type ApiClient, ApiFailure } from '../../client/api-client.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { settingsStyles } from '../ui/form-styles.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

/** What needs somebody comes first. */
const order: readonly HealthRow['state'][] = ['bad', 'warning', 'unknown', 'good'];

/** How one number does, row by row, with what to do where it is not good. For admins. */
@customElement('agent-console-health-settings')
export class HealthSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private health: NumberHealth | null = null;
  @state() private masterKey: MasterKeyStatus | null = null;
  @state() private isTesting = false;
  @state() private problem: string | null = null;
  @state() private isReplaying = false;
  /** What came of the last replay. */
  @state() private replayed: string | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      li.row {
        display: grid;
        grid-template-columns: 20px 1fr;
        gap: 1.6px 12px;
        align-items: baseline;
        padding-block: 9.6px;
      }
      .row > * {
        grid-column: 2;
      }
      .row > .state {
        grid-column: 1;
        grid-row: 1;
        font-weight: 700;
        text-align: center;
      }
      .summary {
        white-space: pre-line;
      }
      .bad > .state,
      .bad > strong {
        color: var(--alarm);
      }
      .good > .state {
        color: var(--accent);
      }
      .seen {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.#load('GET', ''));
  }

  protected override render() {
    const { health, number } = this;
    if (!health || !number) return this.#renderProblem();
    const rows = [...health.rows].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    return html`<h3>${strings.health} <bdi>${number.displayPhoneNumber}</bdi></h3>
      <div class="end">
        <button class="primary" ?disabled=${this.isTesting} @click=${() => void this.#load('POST', '/test')}>
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
      ${this.#renderMasterKey()} ${this.#renderTimeline(health)} ${this.#renderProblem()}`;
  }

  #renderRow({ name, state: how, summary, advice, at }: HealthRow) {
    const marks = { good: '✓', warning: '!', bad: '✕', unknown: '?' };
    return html`<li class="row ${how}">
      <span class="state" aria-hidden="true">${marks[how]}</span>
      <strong>${strings.healthRows[name]} <span class="seen">${strings.healthStates[how]}</span></strong>
      <span class="summary" dir="auto">${summary} ${at === null ? nothing : html`<small>${momentText(at)}</small>`}</span>
      ${advice === null ? nothing : html`<span class="quiet" dir="auto">${advice}</span>`}
      ${
        name === 'unparsed' && how !== 'good'
          ? html`<span
              ><button class="plain" ?disabled=${this.isReplaying} @click=${() => void this.#replay()}>
                ${strings.replay}
              </button>
              <span class="quiet" role="status">${this.replayed ?? ''}</span></span
            >`
          : nothing
      }
    </li>`;
  }

  #renderMasterKey() {
    const { masterKey } = this;
    if (!masterKey || (masterKey.older.length === 0 && masterKey.unreadable === 0)) return nothing;
    const { current, older, waiting, unreadable } = masterKey;
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
        ${timeline.map(
          ({ at, summary, advice, matters }) => html`<li class="row ${matters ? 'bad' : ''}">
            <span class="state" aria-hidden="true">${matters ? '!' : '·'}</span>
            <span dir="auto">${summary} <small>${momentText(at)}</small></span>
            ${advice === null ? nothing : html`<span class="quiet" dir="auto">${advice}</span>`}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderProblem() {
    return html`<p class="problem" role="alert">${this.problem ?? ''}</p>`;
  }

  /** All events that could not be read or stored, a part at a time. */
  async #replay(): Promise<void> {
    const { api, number } = this;
    if (!api || !number) return;
    this.isReplaying = true;
    this.replayed = null;
    try {
      let [stored, left] = [0, 0];
      for (let after: string | null = '0'; after !== null; ) {
        const path: string = `/inboxes/${number.id}/problems/replay?after=${after}`;
        const part: ProblemReplay = await api.call<ProblemReplay>('POST', path, {});
        stored += part.stored;
        left += part.left;
        after = part.next;
      }
      this.replayed = strings.problemsReplayed(stored, left);
      await this.#load('GET', '');
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.problem = error.message;
    } finally {
      this.isReplaying = false;
    }
  }

  async #load(method: 'GET' | 'POST', path: '' | '/test'): Promise<void> {
    const { api, number } = this;
    if (!api || !number) return;
    this.problem = null;
    this.isTesting = method === 'POST';
    try {
      const body = method === 'POST' ? {} : undefined;
      this.health = await api.call<NumberHealth>(method, `/inboxes/${number.id}/health${path}`, body);
      this.masterKey ??= await api.call<MasterKeyStatus>('GET', '/settings/master-key');
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.problem = error.message;
    } finally {
      this.isTesting = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-health-settings': HealthSettings;
  }
}
