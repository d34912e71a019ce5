import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ButtonAgent, ButtonDesign, PressStatistics } from '../../../../worker/api/numbers/button.ts';
import type { BusinessHours } from '../../../../worker/api/numbers/hours.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeButtonSettings,
  changeHours,
  getButtonSettings,
  getClickStatistics,
  getHours,
} from '../../../client/api/numbers/button.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';

import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { renderSaveBar, saveBarStyles } from '../save-bar.ts';
import { SettingsTask } from '../settings-task.ts';
import { UnsavedChange } from '../unsaved.ts';
import { renderAgent } from './agent-fields.ts';
import { opensCard, storedDesign } from './button-form.ts';
import './button-preview.ts';
import type { Placement } from './button-snippet.ts';
import type { PlacementChange } from './button-tags.ts';
import './button-tags.ts';
import { type ClickRow, renderClicks } from './click-table.ts';
import type { ColorChange } from './color-field.ts';
import './color-field.ts';
import { designerStyles } from './designer-styles.ts';
import { type HoursChange, usualHours } from './hours-editor.ts';
import type { PictureChange } from './picture-field.ts';
import './hours-editor.ts';
import './picture-field.ts';

interface Stored {
  design: ButtonDesign;
  hours: BusinessHours | null;
}

interface Shown extends Stored {
  clicks: PressStatistics;
}

/** The designer of the button and its card: every setting beside a live preview, the code to paste, and its clicks. */
@customElement('agent-console-button-settings')
export class ButtonSettingsElement extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property() worker = '';
  /** As it is being edited; null while it is as stored. */
  @state() private draft: Stored | null = null;
  @state() private floating: Placement['floating'] = 'end';
  #check = new FormCheck(this);
  #clicks = new Table<ClickRow>(this);
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), {
    of: ['button', 'hours'],
    textOf: ({ details, message }) => reasonsIn(details, this.#now?.design ?? {}) || message,
  });

  static override readonly styles = [
    tokens,
    designerStyles,
    controlStyles,
    fieldStyles,
    tableStyles,
    saveBarStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .designer {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px;
        align-items: start;
      }
      .preview {
        display: grid;
        gap: 8px;
        padding: 16px;
        border-radius: 16px;
        background: var(--sunken);
        text-align: center;
      }
      @container (min-width: 780px) {
        .designer {
          grid-template-columns: minmax(0, 1fr) 400px;
        }
        .preview {
          grid-area: 1 / 2;
          position: sticky;
          inset-block-start: 0;
        }
      }
      .agent {
        display: grid;
        gap: 12px;
      }
      .agent + .agent {
        padding-block-start: 16px;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  protected override render() {
    const now = this.#now;
    const { number, worker } = this;
    const clicks = this.#task.shown?.clicks;
    if (!now || !number || !clicks) return this.#task.renderUnloaded();
    const { design, hours } = now;
    const settings = {
      number: number.displayPhoneNumber,
      ...this.#shownDesign(design),
      ...(hours && { hours }),
    };
    return html`<h3>${strings.buttonTitle}: <bdi>${number.displayPhoneNumber}</bdi></h3>
      <p class="quiet">${words.intro}</p>
      <div class="designer">
        <div class="preview">
          <agent-console-button-preview
            .settings=${settings}
            .floating=${this.floating}
          ></agent-console-button-preview>
          <small>${words.preview}</small>
        </div>
        <form novalidate @submit=${this.#submit} @input=${this.#check.typed}>
          ${this.#renderButton(design)} ${this.#renderCard(design, number)} ${opensCard(design) ? this.#renderAgents(design, number) : nothing}
          ${this.#renderHours(design, hours)}
          ${
            this.draft
              ? renderSaveBar({
                  isBusy: this.#task.isBusy,
                  outcome: this.#task.renderOutcome(strings.unsavedChanges),
                  discard: () => this.#settle(),
                })
              : this.#task.renderOutcome()
          }
        </form>
      </div>
      <section aria-labelledby="code">
        <!-- The previews before it have a heading of level 2, and none may be left out after that. -->
        <h4 id="code" aria-level="3">${words.snippet}</h4>
        <agent-console-button-tags
          .number=${number}
          .worker=${worker}
          .label=${design.label ?? ''}
          @placement-change=${({ placement }: PlacementChange) => {
            this.floating = placement.floating;
          }}
        ></agent-console-button-tags>
      </section>
      ${renderClicks(this.#clicks, clicks)}`;
  }

  get #now(): Stored | null {
    return this.draft ?? this.#task.shown;
  }

  #renderButton(design: ButtonDesign) {
    return html`<fieldset>
      <legend>${words.look}</legend>
      ${this.#field('label', words.label, { max: 60 })}
      <agent-console-color
        .color=${design.color ?? ''}
        @color-change=${({ color }: ColorChange) => this.#change({ color })}
      ></agent-console-color>
      ${this.#field('text', words.text, { max: 1_000, rows: 2, hint: words.textHint })}
    </fieldset>`;
  }

  #renderCard(design: ButtonDesign, number: InboxSummary) {
    const { consent = { text: '' }, greeting = [] } = design;
    const isOn = opensCard(design);
    const toggle = renderCheckbox({
      name: 'card',
      label: words.opensCard,
      hint: words.cardHint,
      isOn,
      change: (card) => this.#change({ card }),
    });
    if (!isOn) return html`<fieldset><legend>${words.card}</legend>${toggle}</fieldset>`;
    return html`<fieldset>
      <legend>${words.card}</legend>
      ${toggle}
      <div class="pair">
        ${this.#field('name', words.name, { max: 60 })} ${this.#field('status', words.status, { max: 120 })}
      </div>
      <agent-console-picture
        .api=${this.api}
        .inbox=${number.id}
        .worker=${this.worker}
        .name=${design.name ?? ''}
        .picture=${design.avatar ?? ''}
        @picture-change=${({ picture }: PictureChange) => this.#change({ avatar: picture })}
      ></agent-console-picture>
      ${renderField({
        name: 'greeting',
        label: words.greeting,
        value: greeting.join('\n'),
        check: this.#check,
        rows: 2,
        hint: words.greetingHint,
        change: (text) => this.#change({ greeting: text.split('\n').slice(0, 5) }),
      })}
      <div class="pair">
        ${renderField({
          name: 'consent',
          label: words.consent,
          value: consent.text,
          check: this.#check,
          max: 500,
          change: (text) => this.#change({ consent: { ...consent, text } }),
        })}
        ${renderField({
          name: 'consent-url',
          label: words.consentUrl,
          value: consent.url ?? '',
          check: this.#check,
          type: 'url',
          dir: 'ltr',
          max: 1_024,
          change: (url) => this.#change({ consent: { ...consent, url } }),
        })}
      </div>
      ${renderCheckbox({
        name: 'consent-required',
        label: words.consentRequired,
        isOn: consent.isRequired === true,
        change: (isRequired) => this.#change({ consent: { ...consent, isRequired } }),
      })}
    </fieldset>`;
  }

  #renderAgents({ agents = [] }: ButtonDesign, number: InboxSummary) {
    const set = (next: ButtonAgent[]) => this.#change({ agents: next });
    return html`<fieldset>
      <legend>${words.agents}</legend>
      ${agents.map((agent, index) =>
        renderAgent(agent, index, {
          api: this.api,
          number,
          worker: this.worker,
          check: this.#check,
          change: (changed) => set(agents.map((one, place) => (place === index ? changed : one))),
          remove: () => set(agents.filter((_, place) => place !== index)),
        }),
      )}
      <div>
        <button type="button" class="button" @click=${() => set([...agents, { name: '' }])}>${words.addAgent}</button>
      </div>
    </fieldset>`;
  }

  #renderHours({ closed = {} }: ButtonDesign, hours: BusinessHours | null) {
    return html`<fieldset>
      <legend>${words.hours}</legend>
      ${renderCheckbox({
        name: 'hours',
        label: words.hasHours,
        hint: words.hoursHint,
        isOn: hours !== null,
        change: (isOn) => this.#edit({ hours: isOn ? usualHours() : null }),
      })}
      ${
        hours
          ? html`<agent-console-hours
                .hours=${hours}
                @hours-change=${({ hours: next }: HoursChange) => this.#edit({ hours: next })}
              ></agent-console-hours>
              ${renderField({
                name: 'closed',
                label: words.closedText,
                value: closed.text ?? '',
                check: this.#check,
                max: 500,
                change: (text) => this.#change({ closed: { ...closed, text } }),
              })}
              ${renderCheckbox({
                name: 'takes-messages',
                label: words.takesMessages,
                isOn: closed.takesMessages !== false,
                change: (takesMessages) => this.#change({ closed: { ...closed, takesMessages } }),
              })}`
          : nothing
      }
    </fieldset>`;
  }

  #field(
    name: 'label' | 'text' | 'name' | 'status',
    label: string,
    more: { max: number; rows?: number; hint?: string },
  ) {
    const value = this.#now?.design[name] ?? '';
    const change = (text: string) => this.#change({ [name]: text });
    return renderField({ name, label, value, check: this.#check, change, ...more });
  }

  /** As a visitor would see it: without empty values, and with the full addresses of uploaded pictures. */
  #shownDesign(design: ButtonDesign): ButtonDesign {
    const full = <Value extends { avatar?: string }>(value: Value): Value =>
      value.avatar?.startsWith('/') ? { ...value, avatar: this.worker + value.avatar } : value;
    const stored = storedDesign(design);
    const { agents } = stored;
    return { ...full(stored), ...(agents && { agents: agents.map(full) }) };
  }

  #change(change: Partial<ButtonDesign>): void {
    const now = this.#now;
    if (now) this.#edit({ design: { ...now.design, ...change } });
  }

  #edit(change: Partial<Stored>): void {
    const now = this.#now;
    if (!now) return;
    this.draft = { design: now.design, hours: now.hours, ...change };
    this.dispatchEvent(new UnsavedChange(true));
    if (this.#task.outcome) this.#task.forgetOutcome();
  }

  /** Nothing is left to save. */
  #settle(): void {
    this.draft = null;
    this.#check.reset();
    this.dispatchEvent(new UnsavedChange(false));
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [design, { hours }, clicks] = await Promise.all([
      getButtonSettings(api, number.id),
      getHours(api, number.id),
      getClickStatistics(api, number.id),
    ]);
    return { design, hours, clicks };
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { number, draft } = this;
    const { clicks } = this.#task.shown ?? {};
    const now = this.#now;
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (!now || !number || !clicks || !form || !this.#check.accepts(form)) return;
    const isSaved = await this.#task.show(
      async (api) => {
        const { hours } = await changeHours(api, number.id, { hours: now.hours });
        const design = await changeButtonSettings(api, number.id, storedDesign(now.design));
        return { design, hours, clicks };
      },
      { done: strings.saved },
    );
    // Text typed in the meantime stays in the form.
    if (isSaved && this.draft === draft) this.#settle();
  }
}

/** The reasons for a rejection, each once, with the name of the agent concerned. */
function reasonsIn(details: unknown, { agents = [] }: ButtonDesign): string {
  if (!Array.isArray(details)) return '';
  const reasons = details.map(({ path, message }: { path?: string; message?: string }) => {
    const agent = agents[Number(/^agents\.(\d+)\./.exec(path ?? '')?.[1])];
    return agent ? `${agent.name}: ${message}` : message;
  });
  return [...new Set(reasons)].join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-button-settings': ButtonSettingsElement;
  }
}
