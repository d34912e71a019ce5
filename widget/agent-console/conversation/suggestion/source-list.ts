/** The entries of the knowledge that an answer is taken from. */
import { css, html } from 'lit';
import type { AnswerSource } from '../../../../worker/api/automation/assistant.ts';
import { suggestionWords as words } from '../../../locales/suggestion.ts';
import { icons } from '../../../theme/icons.ts';

export function renderSources(sources: readonly AnswerSource[]) {
  if (sources.length === 0) return html`<span></span>`;
  return html`<p class="sources">
    <small>${words.sources}</small>
    ${sources.map(({ title, url }) =>
      url === null
        ? html`<span class="source">${icons.knowledge}<bdi>${title}</bdi></span>`
        : html`<a class="source" href=${url} target="_blank" rel="noopener">${icons.globe}<bdi>${title}</bdi></a>`,
    )}
  </p>`;
}

export const sourceStyles = css`
  .sources {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    min-inline-size: 0;
  }
  .source {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    max-inline-size: min(280px, 100%);
    min-block-size: 24px;
    padding: 2px 8px;
    border-radius: var(--radius-full);
    background: var(--surface);
    color: inherit;
    font: 400 var(--text-12) var(--font);
  }
  a.source {
    color: var(--link);
  }
  .source > svg {
    flex: none;
    inline-size: 14px;
    block-size: 14px;
  }
  .source > bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
`;
