/** Why a message waits or has failed, and what can be done about it. */
import { css, html, nothing } from 'lit';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { MessageError } from '../../../../worker/api/errors.ts';
import { withoutName } from '../../../../worker/whatsapp/sending/agent-name.ts';
import { strings } from '../../../locales/strings.ts';
import { errorText } from '../../../locales/worker-texts/errors.ts';
import { momentText, preciseTimeText, timeText } from '../../ui/time/times.ts';
import type { MessageAction } from '../message/message-action.ts';
import { isOfPart, isOfWindow, type Remedy, writtenIn } from './remedy.ts';

export const problemStyles = css`
  .problem {
    margin-block-start: 8px;
    padding: 8px 12px;
    border-radius: var(--radius-m);
    background: var(--alarm-surface);
    color: var(--ink);
    font-size: 13px;
    line-height: 18px;
  }
  .problem:not(.waits) strong {
    color: var(--alarm);
  }
  .problem .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }
  .problem .ends:empty {
    display: none;
  }
  .problem.waits {
    background: color-mix(in srgb, var(--quiet) 14%, transparent);
    color: inherit;
  }
  .code {
    align-self: center;
    margin-inline-start: auto;
    color: inherit;
    font-size: 12px;
  }
  @media (pointer: coarse) {
    .code {
      display: inline-grid;
      align-content: center;
      min-block-size: 44px;
    }
  }
`;

export function renderProblem(
  message: Message,
  {
    now,
    remedy,
    isFollowed,
    isCopied,
    act,
    copy,
  }: {
    now: number;
    remedy: Remedy;
    /** Whether the parts after it have stopped because of it. */
    isFollowed: boolean;
    /** Whether its details have just been copied. */
    isCopied: boolean;
    act: (action: MessageAction) => void;
    copy: (details: string) => void;
  },
) {
  const { error, status, retryAt, content, author } = message;
  if (!error) return nothing;
  // WhatsApp has accepted a message that it holds back.
  const isWaiting = status === 'queued' || status === 'accepted';
  const isScheduled = isWaiting && error.code === 'scheduled';
  const { canRetry, needsTemplate, waitsForPart } = remedy;
  const isOver = status === 'failed' || canRetry || needsTemplate;
  const written = isOver ? writtenIn(content) : null;
  const { title, advice } = errorText(error);
  return html`<div class="problem ${isWaiting ? 'waits' : ''}">
    <strong>${title}</strong> ${isWaiting && typeof error.code === 'number' ? strings.retriedAutomatically : adviceNow(error, advice, remedy)}
    ${status === 'failed' || waitsForPart ? helpNow(error, remedy) : nothing} ${canRetry && isFollowed ? strings.sendsRest : nothing}
    ${error.details ? html`<br /><small dir="auto">${error.details}</small>` : nothing}
    ${status === 'in_doubt' && !isOver && !waitsForPart && retryAt ? html`<br />${strings.retryFrom(timeText(retryAt))}` : nothing}
    ${isWaiting && retryAt && (isScheduled || retryAt > now) ? html`<br />${waitText(isScheduled, retryAt)}` : nothing}
    <div class="ends">
      ${isScheduled ? renderAct(strings.cancelSending, () => act({ type: 'cancel', message })) : nothing}
      ${canRetry ? renderAct(strings.retry, () => act({ type: 'retry', message })) : nothing}
      ${needsTemplate ? renderAct(strings.sendTemplate, () => act({ type: 'template' })) : nothing}
      ${
        written === null
          ? nothing
          : renderAct(strings.edit, () =>
              act({
                type: 'edit',
                text: author?.type === 'agent' ? withoutName(written, author.name) : written,
              }),
            )
      }
      ${
        isWaiting
          ? nothing
          : renderAct(isCopied ? strings.copied : strings.copyDetails, () => copy(detailsOf(message, error)))
      }
      ${typeof error.code === 'number' ? renderCode(error) : nothing}
    </div>
  </div>`;
}

/** The error's advice, unless it has been followed or cannot be. */
function adviceNow(error: MessageError, advice: string, { canRetry, waitsForPart }: Remedy): string {
  if (isOfWindow(error) && canRetry) return strings.windowOpenAgain;
  return isOfPart(error) && waitsForPart === 'for-good' ? strings.helps.never : advice;
}

/** Whether it helps to send the same once more. */
function helpNow(error: MessageError, { canRetry, waitsForPart, isResting }: Remedy) {
  // What stopped because of the part before it says so in its advice.
  if (waitsForPart) return isOfPart(error) ? nothing : strings.partFirst;
  if (isOfWindow(error)) return nothing;
  if (canRetry || isResting || error.retry === 'never')
    return error.retry ? strings.helps[error.retry] : nothing;
  return strings.windowIsClosed;
}

function waitText(isScheduled: boolean, at: number): string {
  return isScheduled ? strings.scheduledFor(momentText(at)) : strings.goesAt(preciseTimeText(at));
}

function renderAct(name: string, act: () => void) {
  return html`<button class="plain" @click=${act}>${name}</button>`;
}

/** WhatsApp's code, and where it is described. */
export function renderCode({ code, source }: MessageError) {
  const name = strings.errorCode(code);
  return source === undefined
    ? html`<span class="code">${name}</span>`
    : html`<a class="code" href=${source} target="_blank" rel="noopener noreferrer">${name}</a>`;
}

/** For the colleague or the support who has to find out. No text and no name. */
export function detailsOf({ id, wamid, sentAt }: Message, error: MessageError): string {
  return JSON.stringify({ message: id, wamid, at: new Date(sentAt).toISOString(), ...error }, null, 2);
}
