import { html, type TemplateResult } from 'lit';
import { strings } from '../../../locales/strings.ts';

interface TokenForm {
  isBusy: boolean;
  /** Whether the token is the only way to sign in, as in a new deployment. */
  isMain: boolean;
  claim(token: string): void;
}

/** Where the setup token is entered. */
export function renderTokenForm({ isBusy, isMain, claim }: TokenForm): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { target } = event;
    const token = target instanceof HTMLFormElement ? new FormData(target).get('token') : null;
    if (typeof token === 'string') claim(token.trim());
  };
  return html`<form @submit=${submit}>
    <div class="field">
      <label for="token">${strings.setupToken}</label>
      <input
        id="token"
        class="input"
        name="token"
        type="password"
        autocomplete="current-password"
        dir="ltr"
        aria-describedby="token-hint"
        required
      />
      <div class="below"><span id="token-hint">${strings.setupTokenHint}</span></div>
    </div>
    <button class=${isMain ? 'primary' : 'plain'} ?disabled=${isBusy}>${strings.signIn}</button>
  </form>`;
}
