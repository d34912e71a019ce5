import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { numberWords as words } from '../../../locales/number.ts';

interface CountedField {
  /** Unique in the element that shows it. */
  name: string;
  label: string;
  value: string;
  /** In characters. */
  most: number;
  change(value: string): void;
  hint?: string;
  type?: 'text' | 'email' | 'url';
  rows?: number;
  isRequired?: boolean;
  /** What is wrong with it, apart from its length. */
  problem?: string | null;
}

/** A field that shows how much of WhatsApp's limit is used. Text that is too long can be typed, and is marked. */
export function renderCounted(field: CountedField) {
  const { name, label, value, most, hint, rows, problem = null } = field;
  const isWrong = value.length > most || problem !== null;
  const input = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      field.change(target.value);
  };
  const control = rows
    ? html`<textarea
        id=${name}
        rows=${rows}
        dir="auto"
        ?required=${field.isRequired}
        aria-invalid=${isWrong}
        aria-describedby="${name}-below"
        .value=${live(value)}
        @input=${input}
      ></textarea>`
    : html`<input
        id=${name}
        type=${field.type ?? 'text'}
        dir="auto"
        autocomplete="off"
        ?required=${field.isRequired}
        aria-invalid=${isWrong}
        aria-describedby="${name}-below"
        .value=${live(value)}
        @input=${input}
      />`;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${control}
    <div class="below" id="${name}-below">
      ${problem === null ? (hint ? html`<small>${hint}</small>` : nothing) : html`<small class="problem">${problem}</small>`}
      <small class="count ${value.length > most ? 'problem' : ''}">${words.count(value.length, most)}</small>
    </div>
  </div>`;
}
