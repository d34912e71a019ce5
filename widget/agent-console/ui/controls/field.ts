import { html, nothing, type TemplateResult } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import type { FormCheck } from './form-check.ts';

interface FieldOptions {
  /** Unique in the element that shows it. */
  name: string;
  label: string;
  value?: string;
  /** Finds the errors when the form is submitted. */
  check?: FormCheck;
  /** An error that the page itself has found. */
  problem?: string | null;
  /** One sentence. */
  hint?: string | TemplateResult;
  /** In characters. More can be typed and pasted, and is marked: nothing is cut off. */
  max?: number;
  /** Several lines. */
  rows?: number;
  type?: 'text' | 'tel' | 'email' | 'url' | 'number' | 'password' | 'date' | 'time';
  isRequired?: boolean;
  isDisabled?: boolean;
  /** The range of a number, or of a date in the form's notation. */
  least?: number | string;
  most?: number | string;
  /** Whether a number may have decimals. */
  hasDecimals?: boolean;
  pattern?: string;
  /** In place of “Fill this in.”, and for a pattern that does not match. */
  words?: { missing?: string; mismatch?: string };
  dir?: 'auto' | 'ltr';
  lang?: string;
  placeholder?: string;
  inputmode?: 'numeric' | 'tel';
  autocomplete?: 'off' | 'one-time-code' | 'name';
  hasFocus?: boolean;
  /** While it is typed. */
  change?: (value: string) => void;
  /** When the field is left, or Enter is pressed. */
  commit?: (value: string, control: HTMLInputElement | HTMLTextAreaElement) => void;
}

/**
 * A field: its label above, its hint below, and in place of the hint what is wrong with it. The counter appears near
 * the limit. Hint, problem and counter describe the field, and are no part of its name.
 */
export function renderField(options: FieldOptions): TemplateResult {
  const { name, label, value = '', check, hint, max, rows, type = 'text', words = {} } = options;
  const length = check?.length(name) ?? value.trim().length;
  const isCounted = max !== undefined && length >= max - Math.max(5, max / 10);
  const isOver = max !== undefined && length > max;
  const found = options.problem ?? check?.problem(name) ?? null;
  // The counter says that one, with the number that changes while it is corrected.
  const problem = isOver ? null : found;
  const isWrong = isOver || found !== null;
  const below = [
    ...(problem !== null || hint ? [`${name}-hint`] : []),
    ...(isCounted ? [`${name}-count`] : []),
  ];
  const change = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      options.change?.(target.value);
  };
  const commit = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      options.commit?.(target.value, target);
  };
  const described = below.length > 0 ? below.join(' ') : nothing;
  const control = rows
    ? html`<textarea
        id=${name}
        class="input"
        name=${name}
        rows=${rows}
        .style=${`--rows: ${rows}`}
        dir=${options.dir ?? 'auto'}
        lang=${options.lang ?? nothing}
        placeholder=${options.placeholder ?? nothing}
        ?required=${options.isRequired}
        ?disabled=${options.isDisabled}
        ?autofocus=${options.hasFocus}
        data-max=${max ?? nothing}
        data-missing=${words.missing ?? nothing}
        aria-invalid=${isWrong ? 'true' : nothing}
        aria-describedby=${described}
        .value=${value}
        @input=${change}
        @change=${commit}
      ></textarea>`
    : html`<input
        id=${name}
        class="input"
        name=${name}
        type=${type}
        dir=${options.dir ?? 'auto'}
        lang=${options.lang ?? nothing}
        placeholder=${options.placeholder ?? nothing}
        autocomplete=${options.autocomplete ?? 'off'}
        inputmode=${options.inputmode ?? nothing}
        min=${options.least ?? nothing}
        max=${options.most ?? nothing}
        step=${options.hasDecimals ? 'any' : nothing}
        pattern=${options.pattern ?? nothing}
        ?required=${options.isRequired}
        ?disabled=${options.isDisabled}
        ?autofocus=${options.hasFocus}
        data-max=${max ?? nothing}
        data-missing=${words.missing ?? nothing}
        data-mismatch=${words.mismatch ?? nothing}
        aria-invalid=${isWrong ? 'true' : nothing}
        aria-describedby=${described}
        .value=${value}
        @input=${change}
        @change=${commit}
      />`;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${control}
    ${
      below.length === 0
        ? nothing
        : html`<div class="below">
            ${problem !== null || hint ? renderBelow(`${name}-hint`, problem, hint) : nothing}
            ${
              isCounted
                ? html`<span class="count ${isOver ? 'wrong' : ''}" id="${name}-count" role="status"
                    >${isOver ? strings.charactersOver(length - max) : strings.charactersLeft(max - length)}</span
                  >`
                : nothing
            }
          </div>`
    }
  </div>`;
}

function renderBelow(id: string, problem: string | null, hint: string | TemplateResult | undefined) {
  return problem === null
    ? html`<span id=${id}>${hint}</span>`
    : html`<span id=${id} class="wrong">${icons.wrong}${problem}</span>`;
}

interface SelectOptions<Value extends string> {
  name: string;
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, text: string])[];
  hint?: string | TemplateResult;
  /** An error that the page itself has found. */
  problem?: string | null;
  isDisabled?: boolean;
  change?: (value: Value) => void;
}

/** A choice of one from a list that the browser shows. */
export function renderSelect<const Value extends string>(options: SelectOptions<Value>): TemplateResult {
  const { name, label, value, hint, problem = null } = options;
  const isDescribed = problem !== null || hint !== undefined;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select
      id=${name}
      class="input"
      name=${name}
      ?disabled=${options.isDisabled}
      aria-invalid=${problem === null ? nothing : 'true'}
      aria-describedby=${isDescribed ? `${name}-hint` : nothing}
      @change=${({ target }: Event) => {
        const chosen = target instanceof HTMLSelectElement ? target.value : '';
        const one = options.options.find(([other]) => other === chosen);
        if (one) options.change?.(one[0]);
      }}
    >
      ${options.options.map(
        ([one, text]) => html`<option value=${one} .selected=${one === value}>${text}</option>`,
      )}
    </select>
    ${isDescribed ? html`<div class="below">${renderBelow(`${name}-hint`, problem, hint)}</div>` : nothing}
  </div>`;
}

interface ChoiceOptions {
  /** Unique in the element that shows it. */
  name: string;
  label: string | TemplateResult;
  isOn: boolean;
  /** Among several with one name. */
  value?: string;
  hint?: string;
  isDisabled?: boolean;
  change?: (isOn: boolean) => void;
}

/** A box to tick, in a form that is saved as a whole. */
export function renderCheckbox(options: ChoiceOptions): TemplateResult {
  return renderChoice(options, false);
}

/** A switch, where the change counts at once. */
export function renderSwitch(options: ChoiceOptions): TemplateResult {
  return renderChoice(options, true);
}

function renderChoice(options: ChoiceOptions, isSwitch: boolean) {
  const { name, label, isOn, value, hint } = options;
  const id = value === undefined ? name : `${name}-${value}`;
  return html`<div class="choice ${isSwitch ? 'switch' : ''}">
    <input
      id=${id}
      type="checkbox"
      role=${isSwitch ? 'switch' : nothing}
      name=${name}
      value=${value ?? nothing}
      .checked=${isOn}
      ?disabled=${options.isDisabled}
      aria-describedby=${hint ? `${id}-hint` : nothing}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) options.change?.(target.checked);
      }}
    />
    <label for=${id}>${label}</label>
    ${hint ? html`<small id="${id}-hint">${hint}</small>` : nothing}
  </div>`;
}

interface GroupOptions {
  name: string;
  legend: string;
  hint?: string;
  check?: FormCheck;
}

/** Fields that belong together, with the error of the whole group. */
export function renderGroup({ name, legend, hint, check }: GroupOptions, content: unknown): TemplateResult {
  const problem = check?.problem(name) ?? null;
  const isDescribed = problem !== null || hint !== undefined;
  return html`<fieldset class="field" aria-describedby=${isDescribed ? `${name}-hint` : nothing}>
    <legend>${legend}</legend>
    ${content}
    ${isDescribed ? html`<div class="below">${renderBelow(`${name}-hint`, problem, hint)}</div>` : nothing}
  </fieldset>`;
}
