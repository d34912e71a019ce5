import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  BusinessHours,
  ButtonAgent,
  ButtonSettings,
  PressStatistics,
} from '../../../../worker/api/button.ts';
import type { InboxSummary } from '../../../../worker/api/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeButtonSettings, getButtonSettings, getClickStatistics } from '../../../client/api/button.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { MessageUs } from '../../../message-us/message-us-element.ts';
import { customElement } from '../../ui/custom-element.ts';
import { dayLines, settingsIn, weekdays } from './button-form.ts';
import './button-tags.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';

interface Shown {
  settings: ButtonSettings;
  clicks: PressStatistics;
}

// The page may have it already, from its own tag.
if (!customElements.get('message-us')) customElements.define('message-us', MessageUs);

/** The texts of the button, a preview, the tags to paste, and how often it was clicked. */
@customElement('agent-console-button-settings')
export class ButtonSettingsElement extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property() worker = '';
  /** As they are being edited; null while they are as stored. */
  @state() private agents: readonly ButtonAgent[] | null = null;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), {
    textOf: ({ details, message }) => reasonsIn(details, this.#formNow() ?? {}) || message,
  });

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      .preview {
        display: grid;
        gap: 12px;
        justify-items: center;
        padding: 20px;
        border-radius: 12px;
        background: var(--sunken);
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      .scroll {
        overflow-x: auto;
      }
      th,
      td {
        padding: 8px;
        border-block-end: 1px solid var(--line);
        text-align: start;
        overflow-wrap: anywhere;
      }
      .count {
        text-align: end;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .own {
        display: grid;
        gap: 12px;
      }
      [role='group'] + [role='group'] {
        padding-block-start: 12px;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  protected override render() {
    const { number } = this;
    const { settings, clicks } = this.#task.shown ?? {};
    if (!settings || !number) return this.#task.renderOutcome();
    const { hours, closed, consent } = settings;
    return html`<h3>${strings.buttonTitle}: <bdi>${number.displayPhoneNumber}</bdi></h3>
      <p class="quiet">${words.intro}</p>
      <div class="preview">
        <message-us @message-us-press=${(event: Event) => event.preventDefault()}></message-us>
        <small>${words.preview}</small>
      </div>
      <form @submit=${this.#submit} @input=${this.#show}>
        <fieldset>
          <legend>${words.look}</legend>
          <div class="pair">
            ${field('label', words.label, settings.label)}
            ${field('color', words.color, settings.color, 60, words.colorHint)}
          </div>
          <label
            >${words.text}
            <textarea name="text" rows="2" maxlength="1000" dir="auto" .defaultValue=${settings.text ?? ''}></textarea>
            <small>${words.textHint}</small>
          </label>
        </fieldset>
        <fieldset>
          <legend>${words.card}</legend>
          <small>${words.cardHint}</small>
          <div class="pair">
            ${field('name', words.name, settings.name)} ${field('status', words.status, settings.status, 120)}
          </div>
          <label
            >${words.greeting}
            <textarea name="greeting" rows="2" dir="auto" .defaultValue=${(settings.greeting ?? []).join('\n')}></textarea>
            <small>${words.greetingHint}</small>
          </label>
          <div class="pair">
            ${field('avatar', words.avatar, settings.avatar, 1_024)}
            ${field('consent', words.consent, consent?.text, 500)}
            ${field('consentUrl', words.consentUrl, consent?.url, 1_024)}
            <label class="check"
              ><input type="checkbox" name="consentRequired" .defaultChecked=${consent?.isRequired ?? false} />${words.consentRequired}</label
            >
          </div>
        </fieldset>
        <fieldset>
          <legend>${words.agents}</legend>
          ${repeat(
            this.agents ?? settings.agents ?? [],
            (agent) => agent,
            (agent, index) => this.#renderAgent(agent, index),
          )}
          <div class="end">
            <button type="button" class="plain" @click=${() => this.#changeAgents([...this.#agentsNow(), { name: '' }])}>${words.addAgent}</button>
          </div>
        </fieldset>
        <fieldset>
          <legend>${words.hours}</legend>
          <small>${words.hoursHint}</small>
          ${renderHours('', hours)}
          ${field('closedText', words.closedText, closed?.text, 500)}
          <label class="check"
            ><input type="checkbox" name="takesMessages" .defaultChecked=${closed?.takesMessages ?? true} />${words.takesMessages}</label
          >
        </fieldset>
        <div class="end">
          <button class="primary">${strings.save}</button>
          ${this.#task.renderOutcome()}
        </div>
      </form>
      <agent-console-button-tags
        .number=${number}
        .worker=${this.worker}
        .label=${settings.label ?? ''}
      ></agent-console-button-tags>
      ${clicks ? renderClicks(clicks) : nothing}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#show();
  }

  #renderAgent(agent: ButtonAgent, index: number) {
    return html`<div class="pair" role="group" aria-label=${words.agent(index + 1)}>
      ${field('agent-name', words.agentName, agent.name)} ${field('agent-role', words.agentRole, agent.role)}
      ${field('agent-number', words.agentNumber, agent.number, 100)}
      ${field('agent-text', words.agentText, agent.text, 1_000)}
      ${field('agent-avatar', words.avatar, agent.avatar, 1_024)}
      <details class="wide" ?open=${agent.hours !== undefined}>
        <summary>${words.agentHours}</summary>
        <div class="own">
          <small>${words.agentHoursHint}</small>
          ${renderHours('agent-', agent.hours)}
        </div>
      </details>
      <button
        type="button"
        class="plain wide"
        @click=${() => this.#changeAgents(this.#agentsNow().filter((_, place) => place !== index))}
      >
        ${words.removeAgent(agent.name || words.agent(index + 1))}
      </button>
    </div>`;
  }

  /** Shows the button with the settings in the form. */
  #show(): void {
    const button = this.renderRoot.querySelector('message-us');
    const now = this.#formNow();
    if (button && now && this.number) button.settings = { number: this.number.displayPhoneNumber, ...now };
  }

  #formNow(): ButtonSettings | null {
    const form = this.renderRoot.querySelector('form');
    const settings = this.#task.shown?.settings;
    return form && settings ? settingsIn(new FormData(form), settings) : null;
  }

  #agentsNow(): readonly ButtonAgent[] {
    return this.#formNow()?.agents ?? [];
  }

  #changeAgents(agents: readonly ButtonAgent[]): void {
    this.agents = agents;
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [settings, clicks] = await Promise.all([
      getButtonSettings(api, number.id),
      getClickStatistics(api, number.id),
    ]);
    return { settings, clicks };
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const wanted = this.#formNow();
    const { number } = this;
    const { clicks } = this.#task.shown ?? {};
    if (!wanted || !number || !clicks) return;
    void this.#task.show(
      async (api) => ({ settings: await changeButtonSettings(api, number.id, wanted), clicks }),
      { done: strings.saved },
    );
  }
}

function renderClicks({ rows }: PressStatistics) {
  return html`<h3 id="presses">${words.presses}</h3>
    ${
      rows.length === 0
        ? html`<p class="quiet">${words.noPresses}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="presses">
            <table>
              <thead>
                <tr>
                  <th>${words.page}</th>
                  <th>${words.campaign}</th>
                  <th class="count">${words.count}</th>
                  <th class="count">${words.conversations}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (row) => html`<tr>
                    <td><bdi>${row.page}</bdi></td>
                    <td><bdi>${row.campaign ?? ''}</bdi></td>
                    <td class="count">${row.presses}</td>
                    <td class="count">${row.conversations}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}

/** The reasons for a rejection, each once, with the name of the agent concerned. */
function reasonsIn(details: unknown, { agents = [] }: ButtonSettings): string {
  if (!Array.isArray(details)) return '';
  const reasons = details.map(({ path, message }: { path?: string; message?: string }) => {
    const agent = agents[Number(/^agents\.(\d+)\./.exec(path ?? '')?.[1])];
    return agent ? `${agent.name}: ${message}` : message;
  });
  return [...new Set(reasons)].join(' ');
}

function field(name: string, label: string, value = '', longest = 60, hint = '') {
  return html`<label>${label}<input name=${name} maxlength=${longest} dir="auto" .defaultValue=${value} />${hint ? html`<small>${hint}</small>` : nothing}</label>`;
}

/** `area` is the prefix of the fields' names. */
function renderHours(area: '' | 'agent-', hours: BusinessHours | undefined) {
  const { timeZone } = hours ?? Intl.DateTimeFormat().resolvedOptions();
  return html`${field(`${area}timeZone`, words.timeZone, timeZone, 64)}
    <div class="pair">
      ${weekdays.map((day, index) => field(`${area}${day}`, dayName(index), hours?.week[day], 200))}
    </div>
    <label
      >${words.days}
      <textarea name="${area}days" rows="3" .defaultValue=${dayLines(hours?.days)}></textarea>
      <small>${words.daysHint}</small>
    </label>`;
}

/** Monday first, in the reader's language. */
function dayName(index: number): string {
  return new Intl.DateTimeFormat(speech.locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 0, 5 + index)),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-button-settings': ButtonSettingsElement;
  }
}
