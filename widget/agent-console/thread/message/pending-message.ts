import { html, nothing } from 'lit';
import { withName } from '../../../../worker/whatsapp/sending/agent-name.ts';
import type { PendingMessage } from '../../../client/state/inbox-state.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { lineText } from '../../content/line-text.ts';
import { renderContent } from '../../content/message-content.ts';
import { timeText } from '../../ui/time/times.ts';
import { isOfWindow, writtenIn } from '../delivery/remedy.ts';
import { renderTick } from '../delivery/ticks.ts';
import type { MessageAction } from './message-action.ts';

/** With these it would be refused again. */
const noRetry = ['invalid_content', 'file_gone'];

/** A message that the inbox has not accepted yet, or has rejected. */
export function renderPending(
  message: PendingMessage,
  {
    shownName,
    isOpen,
    isFirst,
    products,
    act,
  }: {
    shownName: string | null;
    isOpen: boolean;
    /** Whether it begins a group. */
    isFirst: boolean;
    products: ProductShelf | null;
    act: (action: MessageAction) => void;
  },
) {
  const { content, upload, problem, replyTo, sentAt, isSequel } = message;
  const shown = shownName === null || isSequel ? content : withName(content, shownName);
  const media = upload && {
    state: 'stored' as const,
    mimeType: upload.file.type,
    size: upload.file.size,
    width: null,
    height: null,
    error: null,
  };
  const written = writtenIn(content);
  const isShut = problem !== null && isOfWindow(problem) && !isOpen;
  return html`<div class="row out ${isFirst ? 'first' : ''}"><span class="side"></span><article class="out ${content.type === 'text' ? 'text' : 'wide'}">
    ${replyTo ? html`<div class="quoted" dir="auto"><span>${lineText(replyTo.content, replyTo.direction)}</span></div>` : nothing}
    <div class="main">
    <div class="body">${renderContent(shown, { direction: 'out', media, url: upload?.url ?? null, products })}</div>
    <footer>
      ${
        upload && upload.progress < 1 && problem === null
          ? html`<button class="act" aria-label=${strings.cancel} @click=${() => act({ type: 'discard', message })}>
              ${icons.close}
            </button>`
          : nothing
      }
      <time>${timeText(sentAt)}</time>${renderTick('queued')}
    </footer>
    </div>
    ${
      upload && problem === null && upload.progress < 1
        ? html`<progress
            max="1"
            .value=${upload.progress}
            aria-label=${strings.uploading(Math.round(upload.progress * 100))}
          ></progress>`
        : nothing
    }
    ${
      problem === null
        ? nothing
        : html`<div class="problem" role="alert">
            <strong>${strings.notSentYet}</strong> ${problem.message}<br />
            ${
              isShut
                ? html`<button class="plain" @click=${() => act({ type: 'template' })}>${strings.sendTemplate}</button>`
                : nothing
            }
            ${
              isShut || noRetry.includes(problem.code)
                ? nothing
                : html`<button class="plain" @click=${() => act({ type: 'retry', message })}>
                    ${problem.code === 'file_missing' ? strings.sendWithoutFile : strings.retry}
                  </button>`
            }
            ${
              written === null
                ? nothing
                : html`<button
                    class="plain"
                    @click=${() => {
                      act({ type: 'edit', text: written });
                      act({ type: 'discard', message });
                    }}
                  >
                    ${strings.edit}
                  </button>`
            }
            <button class="plain" @click=${() => act({ type: 'discard', message })}>${strings.cancel}</button>
          </div>`
    }
  </article></div>`;
}
