/** Chooses one of the colours that labels and teams can have. */
import { css, html } from 'lit';
import type { LabelColor } from '../../../../worker/api/conversations/labels.ts';
import { strings } from '../../../locales/strings.ts';
import { labelColors } from '../palettes/labels.ts';

const colors: readonly LabelColor[] = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
];

/** A field of a form, named `color`. */
export function renderColorChoice(chosen: LabelColor) {
  return html`<fieldset class="field">
    <legend>${strings.labelColor}</legend>
    <div class="swatches">
      ${colors.map(
        (color) =>
          html`<div class="swatch ${color}" title=${strings.colors[color]}>
            <input
              type="radio"
              name="color"
              value=${color}
              aria-label=${strings.colors[color]}
              ?checked=${color === chosen}
            />
          </div>`,
      )}
    </div>
  </fieldset>`;
}

/** What was chosen in the form. */
export function colorIn(data: FormData): LabelColor {
  return colors.find((one) => one === data.get('color')) ?? 'gray';
}

export const colorChoiceStyles = css`
  .swatches {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .swatch {
    position: relative;
    display: grid;
    inline-size: 32px;
    block-size: 32px;
    border: 2px solid transparent;
    border-radius: 50%;
    cursor: pointer;
  }
  .swatch::after {
    content: '';
    grid-area: 1 / 1;
    margin: 4px;
    border-radius: 50%;
    background: var(--spot);
    forced-color-adjust: none;
    pointer-events: none;
  }
  .swatch:has(:checked) {
    border-color: var(--ink);
  }
  .swatch > input {
    grid-area: 1 / 1;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .swatch:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  ${labelColors}
`;
