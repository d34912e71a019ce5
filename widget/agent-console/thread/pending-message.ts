import { html, nothing } from 'lit';
import { withName } from '../../../worker/whatsapp/sending/agent-name.ts';
import type { PendingMessage } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { lineText } from '../content/line-text.ts';
import { renderContent } from '../content/message-content.ts';
import { timeText } from '../ui/time/times.ts';
import { renderTick } from './delivery-state.ts';
import type { MessageAction } from './message-action.ts';
import { isOfWindow, writtenIn } from './remedy.ts';

/** With these it would be refused again. */
const noRetry = ['invalid_content', 'file_gone'];

/** A message that the inbox has not accepted yet, or has rejected. */
export function renderPending(
  message: PendingMessage,
  {
    shownName,
    isOpen,
    act,
  }: { shownName: string | null; isOpen: boolean; act: (action: MessageAction) => void },
) {
  const { content, upload, problem, replyTo, sentAt, isSequel } = message;
  const shown = shownName === null || isSequel ? content : withName(content, shownName);
  const media = upload && {
    state: 'stored' as const,
    mimeType: upload.file.type,
    size: upload.file.size,
    error: null,
  };
  const written = writtenIn(content);
  const isShut = problem !== null && isOfWindow(problem) && !isOpen;
  return html`<article class="out">
    ${replyTo ? html`<div class="quoted" dir="auto"><span>${lineText(replyTo.content, replyTo.direction)}</span></div>` : nothing}
    ${renderContent(shown, { direction: 'out', media, url: upload?.url ?? null })}
    ${
      upload && problem === null && upload.progress < 1
        ? html`<progress
            max="1"
            .value=${upload.progress}
            aria-label=${strings.uploading(Math.round(upload.progress * 100))}
          ></progress>`
        : nothing
    }
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
  </article>`;
}
