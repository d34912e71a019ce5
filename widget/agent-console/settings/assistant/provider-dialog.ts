import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import * as v from 'valibot';
import type { ModelProvider, ProviderChange } from '../../../../worker/api/automation/provider.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { type ApiFailure, failureOf } from '../../../client/api/api-failure.ts';
import { changeProvider } from '../../../client/api/assistant.ts';
import { assistantBook, assistantWords as words } from '../../../locales/assistant.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { faultText } from './fault-text.ts';

/** It has answered the test, and is stored. */
export class ProviderSaved extends Event {
  constructor() {
    super('provider-saved', { bubbles: true, composed: true });
  }
}

const testDetails = v.object({ code: v.string(), detail: v.string(), model: v.optional(v.string(), '') });

/** Address, key and model of a provider. Remove it on `provider-saved` and on `dialog-close`. */
@customElement('agent-console-provider-dialog')
export class ProviderDialog extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Null: there is none yet. */
  @property({ attribute: false }) provider: ModelProvider | null = null;
  /** Whether the stored key is to be deleted. */
  @state() private isKeyless = false;
  @state() private isBusy = false;
  @state() private problem: { text: string; detail: string } | null = null;
  #check = new FormCheck(this);

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles];

  protected override render() {
    const { provider, isKeyless, isBusy, problem } = this;
    const keyEnd = provider?.keyEnd ?? null;
    return html`<agent-console-dialog heading=${provider ? words.editProvider : words.connectProvider}>
      <form id="provider" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        <p class="quiet">${words.providerFormHint}</p>
        ${renderField({
          ...{ name: 'url', label: words.address, hint: words.addressHint, type: 'url', dir: 'ltr' },
          ...{ value: provider?.url ?? '', placeholder: 'https://api.openai.com/v1', check: this.#check },
          isRequired: true,
        })}
        ${renderField({
          ...{ name: 'model', label: words.model, dir: 'ltr', value: provider?.model ?? '', max: 120 },
          ...{ check: this.#check, isRequired: true, placeholder: 'gpt-5-mini' },
        })}
        ${renderField({
          ...{
            name: 'embedding-model',
            label: words.embeddingModel,
            hint: words.embeddingModelHint,
            dir: 'ltr',
          },
          ...{ value: provider?.embeddingModel ?? '', max: 120, check: this.#check },
          placeholder: 'text-embedding-3-small',
        })}
        ${
          isKeyless
            ? nothing
            : renderField({
                ...{ name: 'key', label: words.key, type: 'password', dir: 'ltr', check: this.#check },
                hint: keyEnd === null ? words.keyHint : words.keyStays(keyEnd),
              })
        }
        ${
          keyEnd === null
            ? nothing
            : renderCheckbox({
                ...{ name: 'keyless', label: words.removeKey, isOn: isKeyless },
                change: (isOn) => {
                  this.isKeyless = isOn;
                },
              })
        }
        <p class="problem" role="alert">
          ${problem ? html`${problem.text}${problem.detail === '' ? nothing : html`<br /><small dir="auto">${problem.detail}</small>`}` : nothing}
        </p>
      </form>
      <button slot="actions" class="button main" form="provider" ?disabled=${isBusy} aria-busy=${isBusy ? 'true' : nothing}>
        ${isBusy ? words.testing : words.testAndSave}
      </button>
    </agent-console-dialog>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target: form } = event;
    const { api } = this;
    if (!(form instanceof HTMLFormElement) || !api || this.isBusy || !this.#check.accepts(form)) return;
    const data = new FormData(form);
    const entered = (name: string) => String(data.get(name) ?? '').trim();
    const key = entered('key');
    const isKept = key === '' && !this.isKeyless && this.provider !== null && this.provider.keyEnd !== null;
    void this.#save(api, form, {
      ...{ url: entered('url'), model: entered('model') },
      embeddingModel: entered('embedding-model') || null,
      ...(!isKept && { key: key === '' ? null : key }),
    });
  }

  async #save(api: ApiClient, form: HTMLFormElement, change: ProviderChange): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    const failure = await failureOf(() => changeProvider(api, change));
    this.isBusy = false;
    if (!failure) this.dispatchEvent(new ProviderSaved());
    else if (!this.#check.explains(form, failure)) this.problem = problemOf(failure);
  }
}

/** What the provider did in the test comes before that it failed. */
function problemOf({ message, details }: ApiFailure): { text: string; detail: string } {
  const test = v.safeParse(testDetails, details);
  if (!test.success) return { text: message, detail: '' };
  const { code, detail, model } = test.output;
  return { text: faultText(code), detail: [model, detail].filter(Boolean).join(': ') };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-provider-dialog': ProviderDialog;
  }
}
