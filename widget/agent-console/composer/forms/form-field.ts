import { html, nothing } from 'lit';
import { strings } from '../../../locales/strings.ts';
import type { Field } from './form-fields.ts';

interface FieldState {
  value: string;
  /** What is wrong with the value, once the agent has tried to send it. */
  problem: string | null;
  change: (value: string) => void;
}

/** One field of a form, with its problem, and with the characters left once there are few. */
export function renderFormField(
  { name, label, isLong, max, type = 'text' }: Field,
  { value, problem, change }: FieldState,
) {
  const input = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) change(target.value);
  };
  const left = max === undefined ? Number.POSITIVE_INFINITY : max - value.trim().length;
  const isCounted = left <= Math.max(5, (max ?? 0) / 10);
  const invalid = left < 0 || problem !== null ? 'true' : 'false';
  const ids = [...(isCounted ? [`left-${name}`] : []), ...(problem === null ? [] : [`problem-${name}`])];
  const described = ids.length > 0 ? ids.join(' ') : nothing;
  return html`<label
      >${label}
      ${
        isLong
          ? html`<textarea
              name=${name}
              rows="3"
              dir="auto"
              aria-invalid=${invalid}
              aria-describedby=${described}
              .value=${value}
              @input=${input}
            ></textarea>`
          : html`<input
              name=${name}
              type=${type}
              step="any"
              dir="auto"
              aria-invalid=${invalid}
              aria-describedby=${described}
              .value=${value}
              @input=${input}
            />`
      }
    </label>
    ${problem === null ? nothing : html`<p class="problem" id="problem-${name}">${problem}</p>`}
    ${
      isCounted
        ? html`<p class=${left < 0 ? 'problem' : 'left'} id="left-${name}" role="status">
            ${left < 0 ? strings.charactersOver(-left) : strings.charactersLeft(left)}
          </p>`
        : nothing
    }`;
}
