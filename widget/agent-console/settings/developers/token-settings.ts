import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers.ts';
import type { ApiScope } from '../../../../worker/api/roles.ts';
import type { ApiToken } from '../../../../worker/api/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { createToken, listTokens, revokeToken } from '../../../client/api/team.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../secret-once.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { numberNames } from '../../ui/number-names.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import type { NumberChoice } from '../team/number-choice.ts';
import '../team/number-choice.ts';

const scopes: readonly ApiScope[] = [
  'conversations:read',
  'conversations:write',
  'numbers:read',
  'numbers:write',
  'events:read',
  'webhooks:write',
];

/** Tokens for other programs. For admins. */
@customElement('agent-console-token-settings')
export class TokenSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  @state() private made: string | null = null;
  /** The numbers that the token is limited to; null: all. */
  @state() private chosen: string[] | null = null;
  #task = new SettingsTask<readonly ApiToken[]>(this, listTokens);

  static override readonly styles = [tokens, settingsStyles];

  protected override render() {
    const apiTokens = this.#task.shown;
    if (!apiTokens) return this.#renderProblem();
    return html`<h3>${strings.apiTokens}</h3>
      <p class="quiet">${strings.apiTokensHint}</p>
      ${apiTokens.length === 0 ? html`<p>${strings.noApiTokens}</p>` : nothing}
      <ul aria-label=${strings.apiTokens}>
        ${apiTokens.map((one) => this.#renderToken(one))}
      </ul>
      <form @submit=${this.#make}>
        <label>${strings.tokenName}<input name="name" required maxlength="128" dir="auto" autocomplete="off" /></label>
        <fieldset>
          <legend>${strings.scopes}</legend>
          ${scopes.map(
            (scope) =>
              html`<label class="check"><input type="checkbox" name="scopes" value=${scope} /><code>${scope}</code></label>`,
          )}
        </fieldset>
        <label
          >${strings.sendsAs}
          <select name="sendsAs">
            <option value="bot">${strings.sendsAsBot}</option>
            <option value="person">${strings.sendsAsPerson}</option>
          </select>
        </label>
        ${this.#renderNumbers()}
        <label>${strings.apiTokenExpiry}<input name="expires" type="date" min=${tomorrow()} /></label>
        <div class="end"><button class="primary">${strings.makeToken}</button></div>
      </form>
      ${
        this.made === null
          ? nothing
          : html`<agent-console-secret .secret=${this.made} .hint=${strings.newToken}></agent-console-secret>`
      }
      ${this.#renderProblem()}`;
  }

  /** Nothing where there is no choice. */
  #renderNumbers() {
    if (this.numbers.length < 2) return nothing;
    return html`<agent-console-number-choice
      .label=${strings.apiTokenNumbers}
      .numbers=${numberNames(this.numbers)}
      .chosen=${this.chosen}
      @number-choice=${({ numbers }: NumberChoice) => {
        this.chosen = numbers;
      }}
    ></agent-console-number-choice>`;
  }

  #limitsOf({ numbers, expiresAt }: ApiToken): string[] {
    const names = numberNames(this.numbers);
    const isOver = expiresAt !== null && expiresAt <= Date.now();
    return [
      ...(numbers ? [strings.numbersSome(numbers.map((id) => names.get(id) ?? id).join(', '))] : []),
      ...(expiresAt === null
        ? []
        : [
            isOver
              ? strings.apiTokenExpired(momentText(expiresAt))
              : strings.apiTokenExpires(momentText(expiresAt)),
          ]),
    ];
  }

  #renderToken(token: ApiToken) {
    const { id, name, scopes: granted, createdAt, usedAt } = token;
    const made = strings.madeAt(momentText(createdAt));
    const used = usedAt === null ? strings.neverUsed : strings.lastUsed(momentText(usedAt));
    return html`<li>
      <span>
        <bdi>${name}</bdi>
        <small>${[granted.join(', '), ...this.#limitsOf(token), made, used].join(' · ')}</small>
      </span>
      <button
        class="plain"
        aria-label=${strings.revokeToken(name)}
        @click=${() => void this.#task.change((api) => revokeToken(api, id))}
      >
        ${strings.revoke}
      </button>
    </li>`;
  }

  #renderProblem() {
    return this.#task.renderProblem();
  }

  #make(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    if (!data.has('scopes')) {
      this.#task.refuse(strings.scopeNeeded);
      target.querySelector<HTMLElement>('[name=scopes]')?.focus();
      return;
    }
    void this.#task.change(async (api) => {
      const chosen = scopes.filter((scope) => data.getAll('scopes').includes(scope));
      const day = String(data.get('expires'));
      const wanted = {
        name: String(data.get('name')).trim(),
        scopes: chosen,
        numbers: this.chosen,
        sendsAs: data.get('sendsAs') === 'person' ? ('person' as const) : ('bot' as const),
        expiresAt: day === '' ? null : new Date(`${day}T00:00`).getTime(),
      };
      this.made = (await createToken(api, wanted)).token;
      this.chosen = null;
      target.reset();
    });
  }
}

/** The first day on which a token can end, as a date input writes it; a token ends when its day begins. */
function tomorrow(): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-token-settings': TokenSettings;
  }
}
