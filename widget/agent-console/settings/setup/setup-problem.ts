import { html, nothing, type TemplateResult } from 'lit';
import type { SetupProblem } from '../../../../worker/api/numbers/connections.ts';
import { setupWords as words } from '../../../locales/setup.ts';

/** A problem and its solution, with Meta's own words if ours are general. */
export function renderProblem(
  { code, isBlocking, details, suggestion }: SetupProblem,
  use: ((id: string) => void) | null = null,
): TemplateResult {
  const isGeneral = ['refused', 'unreachable', 'callback_refused'].includes(code);
  return html`<p class=${isBlocking ? 'problem' : 'warning'} data-code=${code}>
    ${words.problems[code]}
    ${isGeneral && details !== null ? html`<small>${words.metaSays} <bdi>${details}</bdi></small>` : nothing}
    ${
      use && suggestion !== null
        ? html`<button type="button" class="plain" @click=${() => use(suggestion)}>${words.use(suggestion)}</button>`
        : nothing
    }
  </p>`;
}
