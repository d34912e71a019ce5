/** The parts of the kit that are styles and functions, in elements, so that the gallery can show them. */
import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { controlStyles } from '../../../../widget/agent-console/ui/controls/control-styles.ts';
import {
  renderCheckbox,
  renderField,
  renderGroup,
  renderSelect,
  renderSwitch,
} from '../../../../widget/agent-console/ui/controls/field.ts';
import { fieldStyles } from '../../../../widget/agent-console/ui/controls/field-styles.ts';
import { FormCheck } from '../../../../widget/agent-console/ui/controls/form-check.ts';
import { customElement } from '../../../../widget/agent-console/ui/custom-element.ts';
import { inverseColors } from '../../../../widget/agent-console/ui/palettes/inverse.ts';
import { noteColors } from '../../../../widget/agent-console/ui/palettes/note.ts';
import { pictureColors } from '../../../../widget/agent-console/ui/palettes/pictures.ts';
import {
  buttonColors,
  chatColors,
  siteColors,
} from '../../../../widget/agent-console/ui/palettes/previews.ts';
import { scales } from '../../../../widget/agent-console/ui/scales.ts';
import { tokens } from '../../../../widget/agent-console/ui/tokens.ts';
import { icons } from '../../../../widget/theme/icons.ts';

const palettes = [inverseColors, noteColors, pictureColors, chatColors, siteColors, buttonColors];

/** Read from the style sheets themselves, so that the page is never out of date. */
const declared = Array.from(
  `${tokens.cssText.split('}')[0]} ${scales.cssText} ${palettes.join(' ')}`.matchAll(
    /(--[\w-]+):\s*([^;]+);/g,
  ),
  ([, name = '', value = '']) => ({ name, value: value.replace(/\s+/g, ' ') }),
);

const texts = ['--ink', '--quiet', '--link', '--read', '--alarm', '--good', '--warning'];
const surfaces = [
  '--surface',
  '--sunken',
  '--raised',
  '--ours',
  '--alarm-surface',
  '--good-surface',
  '--warning-surface',
];

@customElement('gallery-tokens')
export class GalleryTokens extends LitElement {
  @property() shows: 'all' | 'texts' | 'type' | 'icons' = 'all';

  static override readonly styles = [
    tokens,
    scales,
    ...palettes,
    css`
      table {
        border-spacing: 0;
      }
      td,
      th {
        padding: 6px 16px 6px 0;
        text-align: start;
      }
      .swatch {
        inline-size: 96px;
        block-size: 32px;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
        gap: 16px;
      }
      figure {
        display: grid;
        gap: 4px;
        justify-items: center;
        margin: 0;
        font-size: 12px;
      }
      .sample {
        padding: 8px 12px;
      }
      .sizes p {
        margin: 0 0 12px;
      }
    `,
  ];

  protected override render() {
    switch (this.shows) {
      case 'all':
        return html`<table>
          ${declared.map(
            ({ name, value }) => html`<tr>
              <td><code>${name}</code></td>
              <td>${this.#sample(name)}</td>
              <td><code>${value}</code></td>
            </tr>`,
          )}
        </table>`;
      case 'texts':
        return html`${surfaces.map((surface) =>
          texts.map(
            (text) =>
              html`<span class="sample" style="display: inline-block; background: var(${surface}); color: var(${text})"
                >${text} on ${surface}</span
              >`,
          ),
        )}`;
      case 'type':
        return html`<div class="sizes">
          ${[28, 20, 16, 14, 13, 12].map(
            (size) =>
              html`<p style="font-size: ${size}px">${size} px: <b style="font-weight: 600">Resolve</b>, <span style="font-weight: 500">snooze</span> and reply within a day</p>`,
          )}
        </div>`;
      case 'icons':
        return html`<div class="grid">
          ${Object.entries(icons).map(([name, icon]) => html`<figure>${icon}<figcaption>${name}</figcaption></figure>`)}
        </div>`;
    }
  }

  #sample(name: string) {
    if (name.startsWith('--radius'))
      return html`<div class="swatch" style="border-radius: var(${name})"></div>`;
    if (name.startsWith('--shadow')) return html`<div class="swatch" style="box-shadow: var(${name})"></div>`;
    if (['--ease', '--control'].includes(name)) return nothing;
    return html`<div class="swatch" style="background: var(${name})"></div>`;
  }
}

const row = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
  }
`;

@customElement('gallery-controls')
export class GalleryControls extends LitElement {
  static override readonly styles = [tokens, controlStyles, row];

  protected override render() {
    return html`<div class="row">
      <button class="button main">Save</button>
      <button class="button">Cancel</button>
      <button class="button ghost">Show more</button>
      <button class="button danger">Delete</button>
      <button class="button danger soft">Revoke</button>
      <button class="button main" disabled>Save</button>
      <button class="button" disabled>Cancel</button>
      <button class="button" aria-busy="true">Running checks</button>
      <button class="button">${icons.plus} New label</button>
      <button class="icon-button" aria-label="Edit">${icons.edit}</button>
      <button class="icon-button" aria-label="Favorite" aria-pressed="true">${icons.star}</button>
      <button class="icon-button" aria-label="Delete" disabled>${icons.trash}</button>
    </div>`;
  }
}

@customElement('gallery-fields')
export class GalleryFields extends LitElement {
  @property() shows: 'usual' | 'problems' | 'choices' = 'usual';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    css`
      form {
        display: grid;
        gap: 16px;
      }
    `,
  ];

  /** As when an agent submits the form. */
  submit(): void {
    const form = this.renderRoot.querySelector('form');
    if (form) this.#check.accepts(form, { scopes: 'Select at least one scope.' });
  }

  protected override render() {
    return html`<form novalidate @input=${this.#check.typed}>${this.#renderFields()}</form>`;
  }

  #renderFields() {
    const check = this.#check;
    switch (this.shows) {
      case 'usual':
        return html`
          ${renderField({ name: 'name', label: 'Name', check, value: 'Delivery', max: 40 })}
          ${renderField({ name: 'hinted', label: 'Shortcut', check, hint: 'Letters, digits, - and _.', placeholder: 'hours' })}
          ${renderField({ name: 'near', label: 'Title', check, value: 'Opening hours in the holi', max: 28 })}
          ${renderField({ name: 'text', label: 'Text', check, rows: 3, value: 'We are open from 9 to 5.', max: 4096 })}
          ${renderField({ name: 'off', label: 'Phone number ID', check, value: '10555078', isDisabled: true })}
          ${renderSelect({
            name: 'color',
            label: 'Colour',
            value: 'teal',
            hint: 'As it appears in the list.',
            options: [
              ['teal', 'Teal'],
              ['red', 'Red'],
            ],
          })}
        `;
      case 'problems':
        return html`
          ${renderField({ name: 'empty', label: 'Name', check, isRequired: true, words: { missing: 'Enter a name.' } })}
          ${renderField({ name: 'long', label: 'Label', check, value: 'A label that is much too long for a button', max: 20 })}
          ${renderField({ name: 'url', label: 'Address', check, type: 'url', value: 'shop.example', hint: 'Where events are sent.' })}
          ${renderField({ name: 'days', label: 'Days', check, type: 'number', value: '3', least: 7, most: 3650 })}
          ${renderGroup({ name: 'scopes', legend: 'Scopes', check }, renderCheckbox({ name: 'scopes', value: 'read', label: 'conversations:read', isOn: false }))}
        `;
      case 'choices':
        return html`
          ${renderSwitch({ name: 'on', label: 'Assign to whoever replies first', isOn: true })}
          ${renderSwitch({ name: 'off', label: 'Show agents’ names', isOn: false, hint: 'The name is the first line of each message.' })}
          ${renderSwitch({ name: 'disabled', label: 'Sound', isOn: true, isDisabled: true })}
          ${renderCheckbox({ name: 'shared', label: 'Shared with the team', isOn: true })}
          ${renderCheckbox({ name: 'hinted', label: 'Show message text', isOn: false, hint: 'Also on the lock screen.' })}
        `;
    }
  }
}
