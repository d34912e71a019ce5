import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ApiFailure } from '../../../client/api/api-failure.ts';
import { strings } from '../../../locales/strings.ts';
import { faultsByField } from '../../../locales/worker-texts/failures.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface FormHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/**
 * Says beside each field of a form what is wrong with it, in words, in place of the browser's bubbles. The form needs
 * `novalidate` and `@input=${check.typed}`; its fields say what they require in their own attributes. `renderField`
 * renders what is found here.
 */
export class FormCheck implements ReactiveController {
  #host: FormHost;
  #problems = new Map<string, string>();
  #lengths = new Map<string, number>();

  constructor(host: FormHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  problem(name: string): string | null {
    return this.#problems.get(name) ?? null;
  }

  /** Characters that have been typed; null: the field is as it was rendered. */
  length(name: string): number | null {
    return this.#lengths.get(name) ?? null;
  }

  /** For the form's `input` event: a field that is being corrected is no longer marked. */
  typed = ({ target }: Event): void => {
    if (!isControl(target)) return;
    this.#lengths.set(target.name, target.value.trim().length);
    // A field with a problem is checked again while it is corrected.
    if (this.#problems.has(target.name)) this.#note(target.name, problemOf(target));
    this.#host.requestUpdate();
  };

  /**
   * Checks every field. False: something is wrong, is said beside its field, and the first of them has the focus.
   * `more` are problems that only the page knows, by the names of the fields.
   */
  accepts(form: HTMLFormElement, more: Readonly<Record<string, string | null>> = {}): boolean {
    this.#problems.clear();
    for (const control of form.elements) {
      if (isControl(control) && control.name !== '') this.#note(control.name, problemOf(control));
    }
    for (const [name, problem] of Object.entries(more)) {
      if (problem !== null) this.#note(name, problem);
    }
    this.#host.requestUpdate();
    if (this.#problems.size === 0) return true;
    void this.#focusFirst(form);
    return false;
  }

  /** Problems that the answer to a request names. */
  refuse(form: HTMLFormElement, problems: Readonly<Record<string, string>>): void {
    for (const [name, problem] of Object.entries(problems)) this.#note(name, problem);
    this.#host.requestUpdate();
    void this.#focusFirst(form);
  }

  /** Says a failure beside the fields that its details name; false: it names none that can be seen here. */
  explains(form: HTMLFormElement, { details }: ApiFailure): boolean {
    const names = new Set([...form.elements].filter(isControl).map(({ name }) => name));
    const faults = [...faultsByField(details)].filter(([field]) => names.has(field));
    if (faults.length > 0) this.refuse(form, Object.fromEntries(faults));
    return faults.length > 0;
  }

  /** For a form that begins again. */
  reset(): void {
    this.#problems.clear();
    this.#lengths.clear();
    this.#host.requestUpdate();
  }

  #note(name: string, problem: string | null): void {
    if (problem === null) this.#problems.delete(name);
    else this.#problems.set(name, problem);
  }

  async #focusFirst(form: HTMLFormElement): Promise<void> {
    await this.#host.updateComplete;
    const controls = [...form.elements].filter(isControl);
    controls.find(({ name }) => this.#problems.has(name))?.focus();
  }
}

function isControl(target: unknown): target is Control {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

/** The error of a field in words; null if it is valid. A field may define its own words. */
export function problemOf(control: Control): string | null {
  if (control.disabled || control instanceof HTMLSelectElement) return null;
  const { validity, value, dataset } = control;
  const text = value.trim();
  const isEmpty = control.required && (control.type === 'checkbox' ? validity.valueMissing : text === '');
  if (isEmpty) return dataset.missing ?? strings.fieldProblem.missing;
  const max = Number(dataset.max ?? Number.POSITIVE_INFINITY);
  if (text.length > max) return strings.charactersOver(text.length - max);
  if (validity.badInput) return strings.fieldProblem.number;
  if (control instanceof HTMLInputElement && control.type === 'number' && text !== '') {
    if (validity.rangeUnderflow || validity.rangeOverflow || validity.stepMismatch)
      return strings.numberBetween(control.min, control.max);
  }
  if (validity.typeMismatch) {
    if (control.type === 'url') return strings.fieldProblem.url;
    return control.type === 'email' ? strings.fieldProblem.email : strings.fieldProblem.pattern;
  }
  if (validity.patternMismatch) return dataset.mismatch ?? strings.fieldProblem.pattern;
  return null;
}
