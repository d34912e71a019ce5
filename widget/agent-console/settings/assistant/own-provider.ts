import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  CurrentProvider,
  ModelProvider,
  ProviderTest,
} from '../../../../worker/api/automation/provider.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { deleteProvider, getProvider, testProvider } from '../../../client/api/assistant.ts';
import { assistantBook, assistantWords as words } from '../../../locales/assistant.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { momentText, numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';
import { faultText } from './fault-text.ts';
import './provider-dialog.ts';

/** The provider was connected, changed or deleted. */
export class ProviderChange extends Event {
  constructor() {
    super('provider-change', { bubbles: true, composed: true });
  }
}

/** The deployment's own provider of models: its address and model, and whether it answers. */
@customElement('agent-console-own-provider')
export class OwnProvider extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @state() private isEditing = false;
  @state() private test: ProviderTest | null = null;
  #task = new SettingsTask<CurrentProvider>(this, getProvider);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    emptyStyles,
    skeletonStyles,
    css`
      .test {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 8px;
        padding: 12px 16px;
        border-radius: var(--radius-m);
        background: var(--good-surface);
        color: var(--good);
      }
      .test.failed {
        background: var(--alarm-surface);
        color: var(--alarm);
      }
      .test small {
        color: var(--ink);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { shown } = this.#task;
    if (!shown) return this.#task.renderUnloaded(1);
    const { provider } = shown;
    return html`${provider ? this.#renderProvider(provider) : this.#renderNone()}
      ${this.test ? renderTest(this.test) : nothing} ${this.#task.renderProblem()}
      ${
        this.isEditing
          ? html`<agent-console-provider-dialog
              .api=${this.api}
              .provider=${provider}
              @provider-saved=${() => this.#saved()}
              @dialog-close=${() => {
                this.isEditing = false;
              }}
            ></agent-console-provider-dialog>`
          : nothing
      }`;
  }

  #renderNone() {
    return renderEmpty({
      ...{ icon: icons.key, text: words.noProvider },
      action: html`<button class="button main" @click=${() => this.#edit()}>${words.connectProvider}</button>`,
    });
  }

  #renderProvider({ url, model, embeddingModel, keyEnd, testedAt }: ModelProvider) {
    return html`<ul aria-label=${words.providers.own}>
      <li>
        <span>
          <strong><bdi dir="ltr">${model}</bdi></strong>
          ${
            embeddingModel === null
              ? nothing
              : html`<small>${words.embeddingModel}: <bdi dir="ltr">${embeddingModel}</bdi></small>`
          }
          <small><bdi dir="ltr">${url}</bdi></small>
          <small>${keyEnd === null ? words.noKey : words.keyEnds(keyEnd)} · ${words.testedAt(momentText(testedAt))}</small>
        </span>
        <button class="button" ?disabled=${this.#task.isBusy} @click=${() => this.#try()}>${words.tryProvider}</button>
        <button class="icon-button" aria-label=${words.editProvider} title=${words.editProvider} @click=${() => this.#edit()}>
          ${icons.edit}
        </button>
        <button
          class="icon-button"
          aria-label=${words.deleteProvider}
          title=${words.deleteProvider}
          @click=${() => void this.#delete()}
        >
          ${icons.trash}
        </button>
      </li>
    </ul>`;
  }

  #edit(): void {
    this.test = null;
    this.isEditing = true;
  }

  #saved(): void {
    this.isEditing = false;
    void this.#task.reload();
    this.dispatchEvent(new ProviderChange());
  }

  #try(): void {
    this.test = null;
    void this.#task.run(async (api) => {
      this.test = await testProvider(api);
    });
  }

  async #delete(): Promise<void> {
    const isSure = await confirmed(this, {
      ...{ title: words.deleteProviderTitle, text: words.deleteProviderText },
      ...{ action: strings.delete, isDangerous: true },
    });
    if (!isSure) return;
    this.test = null;
    if (await this.#task.change(deleteProvider)) this.dispatchEvent(new ProviderChange());
  }
}

function renderTest({ isWorking, code, model, detail, ms }: ProviderTest) {
  if (isWorking)
    return html`<div class="test" role="status">
      ${icons.check}<span>${words.testPassed(numberText(ms))}</span>
    </div>`;
  return html`<div class="test failed" role="alert">
    ${icons.wrong}<span>${faultText(code)} <small dir="auto">${[model, detail].filter(Boolean).join(': ')}</small></span>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-own-provider': OwnProvider;
  }
}
