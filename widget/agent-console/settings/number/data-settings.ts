import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RawEvent, RawEventKind, Retention } from '../../../../worker/api/data.ts';
import type { InboxSummary } from '../../../../worker/api/numbers.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import * as data from '../../../client/api/data.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { downloadFile } from '../../ui/download-file.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

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
  #retention = new SettingsTask<Retention>(
    this,
    async (api) => this.number && data.getRetention(api, this.number.id),
  );
  #export = new SettingsTask<null>(this, async () => null);
  #events = new SettingsTask<Page<RawEvent>>(this, (api) => this.#page(api, null));
  #erasure = new SettingsTask<null>(this, async () => null);

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

  protected override render() {
    const { number } = this;
    const retention = this.#retention.shown;
    if (!retention || !number) return this.#retention.renderOutcome();
    const keepsAll = this.keepsAll ?? retention.messageDays === null;
    return html`<form @submit=${this.#changeRetention}>
        <h3>${strings.dataKept} <bdi>${number.displayPhoneNumber}</bdi></h3>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${!keepsAll}
            @change=${({ target }: Event) => {
              this.keepsAll = !(target instanceof HTMLInputElement && target.checked);
            }}
          />${strings.deleteOld}</label
        >
        ${
          keepsAll
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
        <label
          >${strings.eventDays}
          <input name="eventDays" type="number" required min="1" max="3650" value=${retention.eventDays ?? 7} />
        </label>
        <div class="end"><button class="primary">${strings.save}</button>${this.#retention.renderOutcome()}</div>
      </form>
      <section>
        <h3>${strings.exportTitle}</h3>
        <p class="quiet">${strings.exportHint}</p>
        <div class="end">
          <button class="plain" ?disabled=${this.#export.isBusy} @click=${this.#save}>
            ${strings.exportAll}
          </button>
          ${this.#export.renderOutcome()}
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
        <div class="end">
          <button class="plain problem">${strings.eraseAll}</button>${this.#erasure.renderOutcome()}
        </div>
      </form>`;
  }

  #renderEvents() {
    const { rows: events = [], next = null } = this.#events.shown ?? {};
    return html`<section>
      <h3>${strings.rawEvents}</h3>
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
      ${this.#events.shown && events.length === 0 ? html`<p class="quiet">${strings.rawNone}</p>` : nothing}
      <ul aria-label=${strings.rawEvents}>
        ${events.map(
          (event) => html`<li>
            <details>
              <summary>
                <code>${event.kind}</code>
                <small>${event.at === null ? '' : momentText(event.at)}</small>
                ${event.problem === null ? nothing : html`<span class="problem">${event.problem}</span>`}
              </summary>
              <pre dir="ltr" tabindex="0">${event.json}${event.isCut ? '…' : ''}</pre>
              <button class="plain" @click=${() => this.#replay(event)}>${strings.replay}</button>
            </details>
          </li>`,
        )}
      </ul>
      ${
        next === null
          ? nothing
          : html`<div class="end">
              <button class="plain" ?disabled=${this.#events.isBusy} @click=${() => this.#more(next)}>${strings.rawMore}</button>
            </div>`
      }
    </section>`;
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

  #changeRetention(event: SubmitEvent): void {
    const form = formOf(event);
    const { number } = this;
    if (!form || !number) return;
    const days = form.get('messageDays');
    const wanted: Retention = {
      messageDays: days === null ? null : Number(days),
      rawDays: Number(form.get('rawDays')),
      eventDays: Number(form.get('eventDays')),
    };
    void this.#retention.show((api) => data.changeRetention(api, number.id, wanted), { done: strings.saved });
  }

  #save(): void {
    const { number } = this;
    if (!number) return;
    void this.#export.run(async (api) =>
      downloadFile(await data.exportNumber(api, number.id), `message-us-${number.id}.ndjson`),
    );
  }

  async #erase(event: SubmitEvent): Promise<void> {
    const typed = formOf(event)?.get('displayPhoneNumber');
    const { number } = this;
    if (typeof typed !== 'string' || !number) return;
    const isErased = await this.#erasure.run((api) => data.eraseConversations(api, number.id, typed.trim()), {
      done: strings.erased,
    });
    if (isErased) await this.#events.reload();
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
