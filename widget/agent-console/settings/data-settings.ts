import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary, Page, RawEvent, RawEventKind, Retention } from '../../../worker/api.ts';
import { type ApiClient, ApiFailure } from '../../client/api-client.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { settingsStyles } from '../ui/form-styles.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

/** `none`: of no number that is connected. */
type Listed = RawEventKind | 'none';
const kinds: readonly Listed[] = ['notice', 'message', 'status', 'none'];

/** How long a number's messages are kept, all of them as a file, none of them any more, and what Meta sent. For admins. */
@customElement('agent-console-data-settings')
export class DataSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private retention: Retention | null = null;
  @state() private keepsAll = true;
  @state() private kind: Listed = 'notice';
  @state() private events: readonly RawEvent[] = [];
  @state() private next: string | null = null;
  @state() private isExporting = false;
  @state() private outcome: { isGood: boolean; text: string } | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      details {
        flex: 1 1 100%;
        min-inline-size: 0;
      }
      summary {
        min-block-size: 44px;
        align-content: center;
        cursor: pointer;
      }
      pre {
        max-block-size: 320px;
        margin: 0;
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

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => {
      void this.#try(async (api, path) => {
        this.retention = await api.call<Retention>('GET', `${path}/retention`);
        this.keepsAll = this.retention.messageDays === null;
      });
      void this.#list(null);
    });
  }

  protected override render() {
    const { retention, number } = this;
    if (!retention || !number) return this.#renderOutcome();
    return html`<form @submit=${this.#save}>
        <h3>${strings.dataKept} <bdi>${number.displayPhoneNumber}</bdi></h3>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${!this.keepsAll}
            @change=${({ target }: Event) => {
              this.keepsAll = !(target instanceof HTMLInputElement && target.checked);
            }}
          />${strings.deleteOld}</label
        >
        ${
          this.keepsAll
            ? nothing
            : html`<label
                >${strings.messageDays}
                <input name="messageDays" type="number" required min="7" max="3650" value=${retention.messageDays ?? 365} />
                <small>${strings.messageDaysHint}</small>
              </label>`
        }
        <label
          >${strings.rawDays}
          <input name="rawDays" type="number" required min="1" max="3650" value=${retention.rawDays} />
        </label>
        <div class="end"><button class="primary">${strings.save}</button>${this.#renderOutcome()}</div>
      </form>
      <section>
        <h3>${strings.exportTitle}</h3>
        <p class="quiet">${strings.exportHint}</p>
        <div class="end">
          <button class="plain" ?disabled=${this.isExporting} @click=${() => void this.#export()}>
            ${strings.exportAll}
          </button>
        </div>
      </section>
      ${this.#renderEvents()}
      <form @submit=${this.#erase}>
        <h3>${strings.eraseTitle}</h3>
        <p class="quiet">${strings.eraseHint}</p>
        <label
          >${strings.eraseConfirm(number.displayPhoneNumber)}
          <input name="displayPhoneNumber" required autocomplete="off" />
        </label>
        <div class="end"><button class="plain problem">${strings.eraseAll}</button></div>
      </form>`;
  }

  #renderEvents() {
    return html`<section>
      <h3>${strings.rawEvents}</h3>
      <p class="quiet">${strings.rawEventsHint}</p>
      <label
        >${strings.rawKind}
        <select
          @change=${({ target }: Event) => {
            if (target instanceof HTMLSelectElement) this.kind = kinds[target.selectedIndex] ?? 'notice';
            void this.#list(null);
          }}
        >
          ${kinds.map((kind) => html`<option ?selected=${kind === this.kind}>${strings.rawKinds[kind]}</option>`)}
        </select>
      </label>
      ${this.events.length === 0 ? html`<p class="quiet">${strings.rawNone}</p>` : nothing}
      <ul aria-label=${strings.rawEvents}>
        ${this.events.map(
          (event) => html`<li>
            <details>
              <summary>
                <code>${event.kind}</code>
                <small>${event.at === null ? '' : momentText(event.at)}</small>
                ${event.problem === null ? nothing : html`<span class="problem">${event.problem}</span>`}
              </summary>
              <pre dir="ltr" tabindex="0">${event.json}${event.isCut ? '…' : ''}</pre>
              <button class="plain" @click=${() => void this.#replay(event)}>${strings.replay}</button>
            </details>
          </li>`,
        )}
      </ul>
      ${
        this.next === null
          ? nothing
          : html`<div class="end">
              <button class="plain" @click=${() => void this.#list(this.next)}>${strings.rawMore}</button>
            </div>`
      }
    </section>`;
  }

  #renderOutcome() {
    const { outcome } = this;
    return html`<span role="status" class=${outcome?.isGood === false ? 'problem' : 'quiet'}>${outcome?.text ?? ''}</span>`;
  }

  async #list(before: string | null): Promise<void> {
    await this.#try(async (api, path) => {
      const { kind } = this;
      const query = `${kind === 'none' ? '' : `&kind=${kind}`}${before === null ? '' : `&before=${before}`}`;
      const page = await api.call<Page<RawEvent>>(
        'GET',
        `${kind === 'none' ? '' : path}/events?limit=20${query}`,
      );
      if (kind !== this.kind) return;
      this.events = before === null ? page.rows : [...this.events, ...page.rows];
      this.next = page.next;
    });
  }

  async #replay({ id }: RawEvent): Promise<void> {
    await this.#try(async (api, path) => {
      const from = this.kind === 'none' ? '' : path;
      const { stored } = await api.call<{ stored: number }>('POST', `${from}/events/${id}/replay`, {});
      this.outcome = { isGood: true, text: stored > 0 ? strings.replayed : strings.notReplayed };
      await this.#list(null);
    });
  }

  async #save(event: SubmitEvent): Promise<void> {
    const data = formOf(event);
    if (!data) return;
    const days = data.get('messageDays');
    const wanted: Retention = {
      messageDays: days === null ? null : Number(days),
      rawDays: Number(data.get('rawDays')),
    };
    await this.#try(async (api, path) => {
      this.retention = await api.call<Retention>('PUT', `${path}/retention`, wanted);
      this.outcome = { isGood: true, text: strings.saved };
    });
  }

  async #export(): Promise<void> {
    this.isExporting = true;
    await this.#try(async (api, path) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await api.file(`${path}/export`));
      link.download = `message-us-${this.number?.id}.ndjson`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
    this.isExporting = false;
  }

  async #erase(event: SubmitEvent): Promise<void> {
    const displayPhoneNumber = formOf(event)?.get('displayPhoneNumber');
    if (typeof displayPhoneNumber !== 'string') return;
    await this.#try(async (api, path) => {
      await api.call('DELETE', `${path}/conversations`, { displayPhoneNumber: displayPhoneNumber.trim() });
      this.outcome = { isGood: true, text: strings.erased };
      await this.#list(null);
    });
  }

  async #try(command: (api: ApiClient, path: string) => Promise<void>): Promise<void> {
    if (!this.api || !this.number) return;
    try {
      await command(this.api, `/inboxes/${this.number.id}`);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.outcome = { isGood: false, text: error.message };
    }
  }
}

function formOf(event: SubmitEvent): FormData | null {
  event.preventDefault();
  return event.target instanceof HTMLFormElement ? new FormData(event.target) : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-data-settings': DataSettings;
  }
}
