import { html, nothing, type TemplateResult } from 'lit';
import type { SetupProblem } from '../../../../worker/api/numbers/connections.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { linked } from './linked.ts';

/** A problem and its solution, with Meta's own words if ours are general. */
export function renderProblem(
  { code, isBlocking, details, suggestion }: SetupProblem,
  { appId = null, use = null }: { appId?: string | null; use?: ((id: string) => void) | null } = {},
): TemplateResult {
  const isGeneral = [
    'refused',
    'unreachable',
    'callback_refused',
    'code_not_sent',
    'too_many_requests',
  ].includes(code);
  return html`<p class=${isBlocking ? 'problem' : 'warning'} data-code=${code}>
    ${linked(words.problems[code], appId)}
    ${isGeneral && details !== null ? html`<small>${words.metaSays} <bdi>${details}</bdi></small>` : nothing}
    ${
      use && suggestion !== null
        ? html`<button type="button" class="plain" @click=${() => use(suggestion)}>${words.use(suggestion)}</button>`
        : nothing
    }
  </p>`;
}
