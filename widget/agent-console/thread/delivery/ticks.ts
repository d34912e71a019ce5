/** How far a message that we sent has got. */
import { css, html, nothing } from 'lit';
import type { Message, MessageStatus } from '../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';

export function renderTick(status: MessageStatus) {
  return html`<span class="tick ${status}" role="img" aria-label=${strings.status[status]}>${marks[status]}</span>`;
}

/** A message that has failed after it arrived shows both. */
export function renderTicks({ arrived }: Message, status: MessageStatus) {
  return [arrived ? renderTick(arrived) : nothing, renderTick(status)];
}

const marks: Record<MessageStatus, unknown> = {
  queued: icons.clock,
  sending: icons.clock,
  in_doubt: icons.question,
  accepted: icons.check,
  sent: icons.check,
  delivered: icons.checks,
  read: icons.checks,
  failed: icons.wrong,
};

export const tickStyles = css`
  .tick {
    display: inline-grid;
    vertical-align: -3px;
  }
  .tick svg {
    inline-size: 16px;
    block-size: 16px;
    stroke-width: 2;
  }
  .tick.read {
    color: var(--read);
  }
  .tick.failed,
  .tick.in_doubt {
    color: var(--alarm);
  }
  .what {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: flex-end;
    min-inline-size: 24px;
    min-block-size: 24px;
    margin-block: -2px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: inherit;
  }
  @media (pointer: coarse) {
    .what::after {
      content: '';
      position: absolute;
      inset: -10px;
    }
  }
`;
