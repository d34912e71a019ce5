import { css, html, nothing } from 'lit';
import { strings } from '../../locales/strings-first-load.ts';
import { icons } from '../../theme/icons-first-load.ts';

/**
 * What stands in the place of a conversation until the part that draws it is loaded: whose it is and the way back, and
 * otherwise of the same measures, so that nothing moves when it comes.
 */
export function renderConversationFrame(name: string, numberName: string | null, back: () => void) {
  return html`<div class="frame" aria-busy="true">
    <header part="header">
      <button class="round" aria-label=${strings.backToList} @click=${back}>${icons.back}</button>
      <div>
        <h2 dir="auto">${name}</h2>
        ${numberName === null ? nothing : html`<small class="quiet" dir="auto">${numberName}</small>`}
      </div>
    </header>
    <div class="bubbles"><i></i><i class="ours"></i><i></i></div>
  </div>`;
}

export const conversationFrameStyles = css`
  .frame {
    display: grid;
    grid-template: 104px 1fr 109px / minmax(0, 1fr);
    block-size: 100%;
  }
  .frame header {
    display: flex;
    gap: 12px;
    align-items: center;
    block-size: 60px;
    padding-inline: 14.4px;
  }
  .frame header > div {
    display: grid;
    min-inline-size: 0;
  }
  .frame h2,
  .frame small {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .frame h2 {
    margin: 0;
    font-size: 16px;
  }
  .frame .round:dir(rtl) {
    scale: -1 1;
  }
  .bubbles {
    display: flex;
    flex-direction: column;
    gap: 8px;
    justify-content: flex-end;
    padding: 16px 14.4px;
    border-block: 1px solid var(--line);
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
