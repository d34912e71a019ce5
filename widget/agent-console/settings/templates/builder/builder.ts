/** What each part of the builder is given. */
import { html, nothing } from 'lit';
import type { TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import { problemText } from './problem-text.ts';

export interface Builder {
  readonly definition: TemplateDefinition;
  /** What Meta would refuse or question in the definition as it is now. */
  readonly problems: readonly TemplateProblem[];
  /** The place whose file is being uploaded. */
  readonly uploading: string | null;
  change(definition: TemplateDefinition): void;
  /** Uploads an example file, and passes on its handle. */
  upload(place: string, file: File, done: (handle: string) => void): void;
  /** Whether an example file is gone, and has to be chosen again. */
  isLost(handle: string): boolean;
}

/** The first error at a place, for the field there. */
export function errorAt({ problems }: Builder, place: string): string | null {
  const found = problems.find((one) => one.place === place && one.severity === 'error');
  return found ? problemText(found) : null;
}

/** All errors of a part that is no field. */
export function renderErrors({ problems }: Builder, place: string) {
  const found = problems.filter((one) => one.place === place && one.severity === 'error');
  return found.map((one) => html`<p class="note bad" id=${place} tabindex="-1">${problemText(one)}</p>`);
}

/** Warnings stand apart from errors: Meta may still accept the template. */
export function renderWarnings({ problems }: Builder, ...places: readonly string[]) {
  const found = problems.filter((one) => places.includes(one.place) && one.severity === 'warning');
  return found.length === 0
    ? nothing
    : found.map((one) => html`<p class="note warning">${problemText(one)}</p>`);
}
