/** A label as it is drawn everywhere: a spot of its colour, and its name. */
import { css, html } from 'lit';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import { labelColors } from '../palettes/labels.ts';

export function renderLabel({ name, color }: Label) {
  return html`<span class="label ${color}"><bdi>${name}</bdi></span>`;
}

/** The text keeps its contrast, because only the spot has the colour. */
export const labelStyles = css`
  .label {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    min-inline-size: 0;
    max-inline-size: 144px;
    overflow: hidden;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-full);
    background: var(--surface);
    color: var(--ink);
    font-size: 12px;
    line-height: 1.5;
    white-space: nowrap;
  }
  .label bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .label::before {
    content: '';
    flex: none;
    inline-size: 0.55em;
    block-size: 0.55em;
    border-radius: 50%;
    background: var(--spot);
  }
  ${labelColors}
`;
