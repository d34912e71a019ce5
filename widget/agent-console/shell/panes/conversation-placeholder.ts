import { css, html, nothing } from 'lit';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import { strings } from '../../../locales/strings-first-load.ts';
import { icons } from '../../../theme/icons-first-load.ts';
import { renderAvatar } from '../../ui/avatar.ts';

/**
 * The header and empty bubbles that are shown until the conversation's own module is loaded. The header has the same
 * measures as the real one, so that the name does not move.
 */
export function renderConversationFrame(
  { contact, labels, blockedAt, marketingStoppedAt }: InboxConversation,
  numberName: string | null,
  back: () => void,
) {
  const fact = numberName ?? labels[0] ?? blockedAt ?? marketingStoppedAt ?? null;
  return html`<div class="frame" aria-busy="true">
    <header part="header">
      <button class="round" aria-label=${strings.backToList} @click=${back}>${icons.back}</button>
      ${renderAvatar(contact.name, contact.id, 36)}
      <div>
        <h2><bdi>${contact.name}</bdi></h2>
        ${fact === null ? nothing : html`<small class="quiet"><bdi>${numberName}</bdi></small>`}
      </div>
    </header>
    <div class="bubbles"><i></i><i class="ours"></i><i></i></div>
  </div>`;
}

export const conversationFrameStyles = css`
  .frame {
    display: grid;
    grid-template: auto 1fr 109px / minmax(0, 1fr);
    block-size: 100%;
  }
  .frame header {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 60px;
    padding-inline: 16px 12px;
    border-block-end: 1px solid var(--line);
  }
  .frame .avatar {
    margin-inline-end: 4px;
  }
  .frame header > div {
    min-inline-size: 0;
  }
  .frame h2,
  .frame small {
    display: block;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .frame h2 {
    margin: 0;
    font-size: 16px;
    font-weight: 600;
    line-height: 22px;
  }
  .frame small {
    block-size: 18px;
    font-size: 12px;
  }
  .frame .round:dir(rtl) {
    scale: -1 1;
  }
  @container (max-width: 560px) {
    .frame header {
      gap: 4px;
      padding-inline: 4px;
    }
    .frame .avatar {
      display: none;
    }
  }
  .bubbles {
    display: flex;
    flex-direction: column;
    gap: 8px;
    justify-content: flex-end;
    padding: 16px;
    border-block-end: 1px solid var(--line);
    background: var(--sunken);
  }
  .bubbles i {
    inline-size: 45%;
    block-size: 56px;
    border-radius: 14px;
    background: var(--raised);
  }
  .bubbles .ours {
    align-self: flex-end;
    background: var(--ours);
  }
  @container (min-width: 720px) {
    .frame .round {
      display: none;
    }
  }
`;
