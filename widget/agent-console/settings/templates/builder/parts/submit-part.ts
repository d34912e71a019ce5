/** The end of the builder's form, and what stands in the way of a submission. */
import { html, nothing } from 'lit';
import type { TemplateProblem } from '../../../../../../worker/whatsapp/templates/problem.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import type { Refusal } from '../submission.ts';

interface SubmitOptions {
  problems: readonly TemplateProblem[];
  problem: string | null;
  refusal: Refusal | null;
  isTried: boolean;
  isBusy: boolean;
  isEdit: boolean;
  submitAnyway(): void;
}

export function renderSubmit({
  problems,
  problem,
  refusal,
  isTried,
  isBusy,
  isEdit,
  submitAnyway,
}: SubmitOptions) {
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return html`${problem === null ? nothing : html`<p class="note bad" role="alert">${problem}</p>`}
    ${refusal ? renderRefusal(refusal) : nothing}
    <div class="submit">
      <button class="button main" ?disabled=${isBusy}>${isEdit ? words.submitEdit : words.submit}</button>
      ${
        isTried && hasErrors
          ? html`<button type="button" class="button" ?disabled=${isBusy} @click=${submitAnyway}>${words.submitAnyway}</button>`
          : nothing
      }
    </div>`;
}

function renderRefusal({ text, said, traceId }: Refusal) {
  return html`<div class="note bad" role="alert">
    <strong>${text}</strong>
    ${said === '' ? nothing : html`<div dir="auto">${words.saidByMeta(said)}</div>`}
    ${traceId === null ? nothing : html`<div>${words.traceId(traceId)}</div>`}
  </div>`;
}

interface ConflictOptions {
  takeTheirs(): void;
  saveBeside(): void;
}

/** Another person has changed the draft. Neither version is lost. */
export function renderConflict(text: string, { takeTheirs, saveBeside }: ConflictOptions) {
  return html`<div class="note warning" role="alert">
    <p>${text}</p>
    <div class="submit">
      <button type="button" class="button" @click=${takeTheirs}>${words.loadTheirs}</button>
      <button type="button" class="button" @click=${saveBeside}>${words.saveBeside}</button>
    </div>
  </div>`;
}
