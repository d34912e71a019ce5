import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Author, Message, MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import type { MessageError } from '../../../../worker/api/errors.ts';
import { strings } from '../../../locales/strings.ts';
import { errorText } from '../../../locales/worker-texts/errors.ts';
import { icons } from '../../../theme/icons.ts';
import { lineText } from '../../content/line-text.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { copyText } from '../../ui/copy-text.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../ui/feedback/toast-show.ts';
import '../../ui/overlays/dialog.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { automaticSource } from '../automatic-source.ts';
import type { AnswerDesk } from './answer-desk.ts';
import { historyStyles, renderHistory } from './delivery-history.ts';
import { renderCode } from './delivery-problem.ts';

/** The delivery details of one message: when it got how far, why it failed, and its ids. */
@customElement('agent-console-delivery')
export class DeliveryDetails extends LitElement {
  @property({ attribute: false }) message: Message | null = null;
  /** Null while it is loading. */
  @property({ attribute: false }) history: MessageHistory | null = null;

  /** For what the assistant has answered. */
  @property({ attribute: false }) answers: AnswerDesk | null = null;

  static override readonly styles = [
    tokens,
    controlStyles,
    skeletonStyles,
    historyStyles,
    css`
      .sections {
        display: grid;
        gap: 16px;
      }
      .quote {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        margin: 0;
        overflow: hidden;
        color: var(--quiet);
        overflow-wrap: anywhere;
      }
      .failure {
        padding: 12px;
        border-radius: var(--radius-m);
        background: var(--alarm-surface);
        color: var(--alarm);
        font-size: 13px;
      }
      .failure strong,
      .failure a,
      .failure .code {
        display: block;
        color: inherit;
      }
      .automatic {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 8px;
        padding: 12px;
        border-radius: var(--radius-m);
        background: var(--sunken);
        font-size: 13px;
        line-height: 18px;
      }
      .automatic svg {
        inline-size: 18px;
        block-size: 18px;
        color: var(--accent);
      }
      .automatic p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .automatic strong {
        font-weight: 500;
      }
      .automatic small {
        display: block;
        color: var(--quiet);
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 4px 12px;
        align-items: center;
        margin: 0;
        padding-block-start: 12px;
        border-block-start: 1px solid var(--line);
        font-size: 13px;
      }
      dl > div {
        display: grid;
        grid-template-columns: subgrid;
        grid-column: 1 / -1;
        align-items: center;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        margin: 0;
        overflow: hidden;
        font-family: ui-monospace, monospace;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      dd + dd {
        overflow: visible;
      }
    `,
  ];

  protected override render() {
    const { message, history } = this;
    if (!message) return nothing;
    return html`<agent-console-dialog heading=${strings.deliveryDetails}>
      <div class="sections">
        <div>
          <p class="quote" dir="auto">${lineText(message.content, message.direction)}</p>
          <small class="time">${momentText(message.sentAt)}</small>
        </div>
        ${renderAutomatic(message.author)} ${this.#renderAnswer(message)}
        ${history ? renderHistory(history) : renderSkeleton(2)}
        ${message.error ? renderFailure(message.error) : nothing}
        <dl>
          ${this.#renderId(strings.whatsappMessageId, message.wamid)}
          ${this.#renderId(strings.messageId, String(message.id))}
          ${this.#renderId(strings.messageReference, message.reference)}
        </dl>
      </div>
    </agent-console-dialog>`;
  }

  /** Which entries of the knowledge it used, and whether it was good. */
  #renderAnswer(message: Message) {
    const isAssistant = message.author?.type === 'automation' && message.author.source === 'assistant';
    if (!isAssistant || !this.answers) return nothing;
    void import('./answer-details.ts');
    return html`<agent-console-answer .desk=${this.answers} .message=${message}></agent-console-answer>`;
  }

  #renderId(name: string, id: string | null) {
    if (id === null) return nothing;
    return html`<div>
      <dt>${name}</dt>
      <dd dir="ltr" title=${id}>${id}</dd>
      <dd>
        <button class="icon-button" aria-label=${strings.copyOf(name)} @click=${() => void this.#copy(id)}>
          ${icons.copy}
        </button>
      </dd>
    </div>`;
  }

  async #copy(text: string): Promise<void> {
    await copyText(text);
    this.dispatchEvent(new ToastShow({ text: strings.copied }));
  }
}

/** Which automation sent it, and whether the customer has their answer. */
function renderAutomatic(author: Author | null) {
  if (author?.type !== 'automation') return nothing;
  return html`<div class="automatic">
    ${icons.bot}
    <p>
      <strong>${strings.sentAutomaticallyTitle}: <bdi>${automaticSource(author)}</bdi></strong>
      <small>${author.answers ? strings.automaticAnswers : strings.automaticNoAnswer}</small>
    </p>
  </div>`;
}

function renderFailure(error: MessageError) {
  const { title, advice } = errorText(error);
  return html`<div class="failure">
    <strong>${title}</strong> ${advice} ${error.details ? html`<small dir="auto">${error.details}</small>` : nothing}
    ${typeof error.code === 'number' ? renderCode(error) : nothing}
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-delivery': DeliveryDetails;
  }
}
