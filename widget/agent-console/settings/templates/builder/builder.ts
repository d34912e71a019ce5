/** What each part of the builder is given. */
import { html, nothing } from 'lit';
import type {
  TemplateButton,
  TemplateDefinition,
} from '../../../../../worker/whatsapp/templates/definition.ts';
import type { Flow } from '../../../../../worker/whatsapp/templates/flows.ts';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import type { renderField } from '../../../ui/controls/field.ts';
import { problemText } from './problem-text.ts';

export interface Builder {
  readonly definition: TemplateDefinition;
  /** What Meta would refuse or question in the definition as it is now. */
  readonly problems: readonly TemplateProblem[];
  /** The place whose file is being uploaded. */
  readonly uploading: string | null;
  /** The Flows of the account; null until they are known. */
  readonly flows: readonly Flow[] | null;
  change(definition: TemplateDefinition): void;
  /** Uploads an example file, and puts it into the header, or into that of a card. */
  upload(file: File, to: SamplePlace): void;
  /** Moves the focus to the first of these ids that can have it, once the change before is on the page. */
  focus(...ids: readonly string[]): void;
  /** Whether an example file is gone, and has to be chosen again. */
  isLost(handle: string): boolean;
}

/** Where an example file goes. Another format may have been chosen by the time that it is uploaded. */
export interface SamplePlace {
  /** `header` or `cards.1.header`. */
  place: string;
  card: number | null;
  format: string;
}

/** Draws a text field of a button; `set` makes the button with what was typed. */
export type NewField = (
  key: string,
  label: string,
  value: string,
  set: (value: string) => TemplateButton,
  more?: Partial<Parameters<typeof renderField>[0]>,
) => unknown;

/** The first error at a place, for the field there. */
export function errorAt({ problems }: Builder, place: string): string | null {
  const found = problems.find((one) => one.place === place && one.severity === 'error');
  return found ? problemText(found) : null;
}

/** All errors of a part that is no field. The first one is what the list of problems leads to. */
export function renderErrors({ problems }: Builder, place: string) {
  const found = problems.filter((one) => one.place === place && one.severity === 'error');
  return found.map((one, index) =>
    index === 0
      ? html`<p class="note bad" id=${place} tabindex="-1">${problemText(one)}</p>`
      : html`<p class="note bad">${problemText(one)}</p>`,
  );
}

/** A field says the first error at its place; these are the others. */
export function renderMoreErrors({ problems }: Builder, place: string) {
  const [, ...more] = problems.filter((one) => one.place === place && one.severity === 'error');
  return more.map((one) => html`<p class="note bad">${problemText(one)}</p>`);
}

/** Warnings stand apart from errors: Meta may still accept the template. */
export function renderWarnings({ problems }: Builder, ...places: readonly string[]) {
  const found = problems.filter((one) => places.includes(one.place) && one.severity === 'warning');
  return found.length === 0
    ? nothing
    : found.map((one) => html`<p class="note warning">${problemText(one)}</p>`);
}
