import { css } from 'lit';
import { menuItems } from '../../ui/overlays/menu-items.ts';

/** One entry of the list of templates. */
export const templateRowStyles = css`
  ${menuItems}
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 12px;
    align-items: start;
    padding: 12px 8px 12px 16px;
  }
  li:dir(rtl) {
    padding: 12px 16px 12px 8px;
  }
  li > input[type='checkbox']:not([role]) {
    margin-block-start: 4px;
  }
  .no-box {
    inline-size: 18px;
  }
  li.draft {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .about {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }
  .name {
    justify-self: start;
    min-block-size: 28px;
    max-inline-size: 100%;
    padding: 2px 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .name:hover {
    text-decoration: underline;
  }
  .text {
    display: -webkit-box;
    overflow: hidden;
    color: var(--quiet);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .languages {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block: 4px;
  }
  .language {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-block-size: 28px;
    padding: 2px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-full);
    background: var(--surface);
    color: inherit;
    font-size: 13px;
    text-align: start;
  }
  .language:hover {
    background: var(--hover);
  }
  .language::before {
    content: '';
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--quiet);
  }
  .language.good::before {
    background: var(--good);
  }
  .language.waiting::before {
    background: var(--warning);
  }
  .language.bad::before {
    background: var(--alarm);
  }
  .what {
    color: var(--quiet);
    white-space: nowrap;
  }
  .tools {
    display: flex;
  }
  .star[aria-pressed='true'] {
    background: none;
    color: var(--warning);
  }
  .star[aria-pressed='true'] > svg {
    fill: currentColor;
  }
  .item.danger {
    color: var(--alarm);
  }
  .hidden-one .name,
  .hidden-one .language {
    color: var(--quiet);
  }
  @media (pointer: coarse) {
    .language {
      min-block-size: 36px;
    }
  }
`;
