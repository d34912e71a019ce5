/** How a large knowledge is searched, and how much of it by meaning. */
import { css, html, nothing } from 'lit';
import type { KnowledgeSearch } from '../../../../../worker/api/automation/assistant.ts';
import { assistantWords as words } from '../../../../locales/assistant.ts';
import { icons } from '../../../../theme/icons.ts';
import { faultText } from '../fault-text.ts';

export const searchStyles = css`
  .search {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px 12px;
    align-items: center;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .search > svg {
    align-self: start;
    inline-size: 20px;
    block-size: 20px;
    color: var(--quiet);
  }
  .search small {
    display: block;
    color: var(--quiet);
    overflow-wrap: anywhere;
  }
  .search .problem {
    color: var(--warning);
  }
  .search progress {
    grid-column: 2;
    inline-size: 100%;
    accent-color: var(--accent);
  }
`;

export function renderSearch({ model, store, indexed, skipped, fault }: KnowledgeSearch, entries: number) {
  const wanted = entries - skipped;
  const isIndexing = model !== null && indexed < wanted;
  return html`<div class="search" role="status">
    ${icons.search}
    <span>
      <strong>${model === null ? words.searchedByWords : words.searchedByMeaning}</strong>
      <small>
        ${
          model === null
            ? words.searchedByWordsHint
            : html`${isIndexing ? words.indexing(indexed, wanted) : words.indexed(wanted)} · <bdi dir="ltr">${model}</bdi>
                · ${store === 'vectorize' ? 'Vectorize' : words.inDatabase}`
        }
      </small>
      ${skipped > 0 ? html`<small class="problem">${words.notIndexed(skipped)}</small>` : nothing}
      ${fault === null ? nothing : html`<small class="problem">${words.indexFault} ${faultText(fault)}</small>`}
    </span>
    ${isIndexing ? html`<progress max=${wanted} value=${indexed} aria-label=${words.searchedByMeaning}></progress>` : nothing}
  </div>`;
}
