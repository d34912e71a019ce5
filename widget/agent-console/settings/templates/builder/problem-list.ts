/** All problems of a template, and the way to each. */
import { html, nothing } from 'lit';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import { builderWords as words } from '../../../../locales/template-builder.ts';
import { icons } from '../../../../theme/icons.ts';
import { problemText } from './problem-text.ts';

export function renderProblemList(problems: readonly TemplateProblem[], go: (place: string) => void) {
  if (problems.length === 0) return nothing;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return html`<section aria-label=${words.problems}>
    <strong
      >${[
        ...(errors.length > 0 ? [words.errorCount(errors.length)] : []),
        ...(warnings.length > 0 ? [words.warningCount(warnings.length)] : []),
      ].join(' · ')}</strong
    >
    <ul class="problems">
      ${[...errors, ...warnings].map(
        (one) => html`<li class=${one.severity}>
          <button type="button" @click=${() => go(one.place)}>
            ${one.severity === 'error' ? icons.wrong : icons.warning}<span>${problemText(one)}</span>
          </button>
        </li>`,
      )}
    </ul>
  </section>`;
}

/** The field at a place, or the next larger part that has one. */
export function fieldAt(root: ParentNode, place: string): HTMLElement | null {
  const parts = place.split('.');
  for (let count = parts.length; count > 0; count--) {
    const id = parts.slice(0, count).join('.');
    const found =
      root.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ??
      root.querySelector<HTMLElement>(`[id^="${CSS.escape(id)}."]`);
    if (found) return found;
  }
  return null;
}
