import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FollowUps, FollowUpsInput } from '../../../../worker/api/automation/follow-ups.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeFollowUps } from '../../../client/api/automation.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import './automatic-text.ts';
import type { DraftTexts, TextsChange } from './automatic-text.ts';
import { trimmed } from './block-values.ts';
import type { FollowUp } from './blocks.ts';

export class FollowUpSaved extends Event {
  constructor() {
    super('follow-up-saved', { bubbles: true, composed: true });
  }
}

const timers = ['customerHours', 'automatedHours', 'teamHours'] as const;
const maxHours = 30 * 24;

/** What happens after silence, or at the end of a conversation. Remove it on `follow-up-saved` and on `dialog-close`. */
@customElement('agent-console-follow-up')
export class FollowUpDialog extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) kind: FollowUp = 'resolve';
  @property({ attribute: false }) settings: FollowUps | null = null;
  /** The question. */
  @state() private question: DraftTexts | null = null;
  /** The text before a conversation is resolved, or the thanks. */
  @state() private last: DraftTexts | null = null;
  /** Whether there is one. */
  @state() private hasLast: boolean | null = null;
  @state() private isBusy = false;
  @state() private problem = '';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 800px;
      }
    `,
  ];

  protected override render() {
    const { settings, kind } = this;
    if (!settings) return nothing;
    return html`<agent-console-dialog heading=${words.blocks[kind]}>
      <form id="follow-up" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        <p class="quiet">${words.about[kind]}</p>
        ${kind === 'resolve' ? this.#renderTimers() : this.#renderQuestion()}
        ${renderSwitch({
          ...{ name: 'has-last', label: kind === 'resolve' ? words.resolveText : words.thanks },
          hint: kind === 'resolve' ? words.resolveTextHint : words.thanksHint,
          isOn: this.#hasLast,
          change: (isOn) => {
            this.hasLast = isOn;
          },
        })}
        ${
          this.#hasLast
            ? this.#renderText(this.#last, (texts) => {
                this.last = texts;
              })
            : nothing
        }
        <p class="problem" role="alert">${this.problem}</p>
      </form>
      <button slot="actions" class="button main" form="follow-up" ?disabled=${this.isBusy}>${strings.save}</button>
    </agent-console-dialog>`;
  }

  #renderTimers() {
    const { resolve = null } = this.settings ?? {};
    return html`<div class="pair">
      ${timers.map((name) => {
        const hours = resolve?.[name] ?? null;
        return renderField({
          ...{ name, label: words.resolveHours[name], hint: words.resolveHint, check: this.#check },
          ...{ type: 'number', least: 1, most: maxHours, value: hours === null ? '' : String(hours) },
        });
      })}
    </div>`;
  }

  #renderQuestion() {
    return html`${this.#renderText(
      this.#question,
      (texts) => {
        this.question = texts;
      },
      this.settings?.satisfaction?.button,
    )}
    ${renderField({
      ...{ name: 'button', label: words.answersButton, check: this.#check, max: 20, isRequired: true },
      value: this.settings?.satisfaction?.button ?? '',
      words: { missing: words.answersButtonMissing },
    })}`;
  }

  #renderText(texts: DraftTexts, change: (texts: DraftTexts) => void, button?: string) {
    const { number } = this;
    return html`<agent-console-automatic-text
      .texts=${texts}
      .language=${number?.language ?? speech.language}
      .numberName=${number?.name ?? ''}
      .buttons=${button ? [button] : []}
      @texts-change=${(event: TextsChange) => change(event.texts)}
    ></agent-console-automatic-text>`;
  }

  get #question(): DraftTexts {
    return this.question ?? this.settings?.satisfaction?.question ?? {};
  }

  get #stored(): DraftTexts | null {
    const { settings, kind } = this;
    return (kind === 'resolve' ? settings?.resolve?.text : settings?.satisfaction?.thanks) ?? null;
  }

  get #last(): DraftTexts {
    return this.last ?? this.#stored ?? {};
  }

  get #hasLast(): boolean {
    return this.hasLast ?? this.#stored !== null;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { settings } = this;
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || this.isBusy || !settings) return;
    const data = new FormData(form);
    const hours = (name: string) => {
      const typed = String(data.get(name) ?? '').trim();
      return typed === '' ? null : Number(typed);
    };
    const isResolve = this.kind === 'resolve';
    const isAccepted = this.#check.accepts(form, {
      customerHours: isResolve && timers.every((name) => hours(name) === null) ? words.oneTimer : null,
      teamHours: isResolve && hours('teamHours') !== null && !this.#hasLast ? words.teamNeedsText : null,
    });
    const texts = [...form.querySelectorAll('agent-console-automatic-text')].map((field) => field.check());
    if (!isAccepted || texts.includes(false)) return;
    const last = this.#hasLast ? trimmed(this.#last) : null;
    const change: FollowUpsInput = isResolve
      ? {
          resolve: {
            ...{ customerHours: hours('customerHours'), automatedHours: hours('automatedHours') },
            ...{ teamHours: hours('teamHours'), text: last },
          },
        }
      : {
          satisfaction: {
            ...{ question: trimmed(this.#question), button: String(data.get('button')).trim(), thanks: last },
          },
        };
    void this.#save({ ...settings, ...change }, form);
  }

  async #save(change: FollowUpsInput, form: HTMLFormElement): Promise<void> {
    const { api, number } = this;
    if (!api || !number) return;
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(async () => {
      await changeFollowUps(api, number.id, change);
      this.dispatchEvent(new FollowUpSaved());
    });
    this.isBusy = false;
    if (failure && !this.#check.explains(form, failure)) this.problem = failure.message;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-follow-up': FollowUpDialog;
  }
}
