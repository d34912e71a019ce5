import { html, nothing } from 'lit';
import { withName } from '../../worker/whatsapp/agent-name.ts';
import type { PendingMessage } from '../client/inbox-state.ts';
import { strings } from '../locales/strings.ts';
import { icons } from '../theme/icons.ts';
import type { MessageAction } from './console-thread.ts';
import { renderContent } from './content/message-content.ts';
import { contentText } from './content-text.ts';
import { renderTick } from './message-fate.ts';
import { timeText } from './times.ts';

/** A message that the inbox has not taken in yet, or could not. */
export function renderPending(
  message: PendingMessage,
  { shownName, act }: { shownName: string | null; act: (action: MessageAction) => void },
) {
  const { content, upload, problem, replyTo, sentAt, isSequel } = message;
  const shown = shownName === null || isSequel ? content : withName(content, shownName);
  const media = upload && {
    state: 'stored' as const,
    mimeType: upload.file.type,
    size: upload.file.size,
    error: null,
  };
  return html`<article class="out">
    ${replyTo ? html`<div class="quoted" dir="auto"><span>${contentText(replyTo.content, replyTo.direction)}</span></div>` : nothing}
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
            <button class="plain" @click=${() => act({ type: 'retry', message })}>${strings.retry}</button>
            ${
              content.type === 'text'
                ? html`<button
                    class="plain"
                    @click=${() => {
                      act({ type: 'edit', text: content.text.body });
                      act({ type: 'discard', message });
                    }}
                  >
                    ${strings.edit}
                  </button>`
                : nothing
            }
            <button class="plain" @click=${() => act({ type: 'discard', message })}>${strings.cancel}</button>
          </div>`
    }
  </article>`;
}
