import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiToken } from '../../../../worker/api/people/team.ts';
import type { ApiScope } from '../../../../worker/api/roles.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { createToken, listTokens, revokeToken } from '../../../client/api/people/team.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderGroup, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/dialog.ts';
import '../secret-once.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { numberNames } from '../../ui/number-names.ts';
import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
import { listTimeText, momentText } from '../../ui/time/times.ts';
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
  'templates:read',
  'templates:write',
  'mcp:send',
];

/** Tokens for other programs. For admins. */
@customElement('agent-console-token-settings')
export class TokenSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  @state() private made: string | null = null;
  /** The numbers that the token is limited to; null: all. */
  @state() private chosen: string[] | null = null;
  #task = new SettingsTask<readonly ApiToken[]>(this, listTokens, { of: ['tokens'] });

  #check = new FormCheck(this);
  #table = new Table<ApiToken>(this);
  /** The dialog for a new token is open. */
  @state() private isMaking = false;

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, tableStyles];

  protected override render() {
    const apiTokens = this.#task.shown;
    return html`<div class="top">
        <h3>${strings.apiTokens}</h3>
        ${apiTokens && apiTokens.length > 0 ? this.#renderNew() : nothing}
      </div>
      <p class="quiet">${strings.apiTokensHint}</p>
      ${
        this.made === null
          ? nothing
          : html`<agent-console-secret .secret=${this.made} .hint=${strings.newToken}></agent-console-secret>`
      }
      ${apiTokens || this.#task.isBusy ? this.#renderTokens(apiTokens) : nothing}
      ${this.isMaking ? this.#renderDialog() : this.#task.renderProblem()}`;
  }

  #renderNew() {
    return html`<button class="button main" @click=${this.#begin}>${strings.newApiToken}</button>`;
  }

  #renderTokens(rows: readonly ApiToken[] | null) {
    const { created, lastUsed, expires } = strings.tokenColumns;
    const now = Date.now();
    const dayOf = (at: number) => html`<time title=${momentText(at)}>${listTimeText(at, now)}</time>`;
    return this.#table.render({
      label: strings.apiTokens,
      rows,
      keyOf: ({ id }) => id,
      empty: { icon: icons.key, text: strings.noApiTokens, action: this.#renderNew() },
      columns: [
        {
          name: 'name',
          heading: strings.tokenName,
          cell: (token) => this.#renderName(token),
          sortBy: ({ name }) => name,
        },
        {
          name: 'created',
          heading: created,
          kind: 'time',
          cell: ({ createdAt }) => dayOf(createdAt),
          sortBy: ({ createdAt }) => createdAt,
        },
        {
          name: 'used',
          heading: lastUsed,
          kind: 'time',
          cell: ({ usedAt }) => (usedAt === null ? strings.neverUsed : dayOf(usedAt)),
          sortBy: ({ usedAt }) => usedAt,
        },
        {
          name: 'expires',
          heading: expires,
          kind: 'time',
          cell: ({ expiresAt }) => {
            if (expiresAt === null) return '–';
            if (expiresAt > now) return dayOf(expiresAt);
            return html`<span class="problem">${strings.apiTokenExpired(listTimeText(expiresAt, now))}</span>`;
          },
          sortBy: ({ expiresAt }) => expiresAt,
        },
      ],
      actions: ({ id, name }) => html`<button
        class="button"
        aria-label=${strings.revokeToken(name)}
        @click=${() => void this.#revoke(id, name)}
      >
        ${strings.revoke}
      </button>`,
    });
  }

  #renderDialog() {
    const check = this.#check;
    return html`<agent-console-dialog
      heading=${strings.newApiToken}
      @dialog-close=${() => {
        this.isMaking = false;
      }}
    >
      <form id="token" novalidate @input=${check.typed} @submit=${this.#make}>
        ${renderField({
          name: 'name',
          label: strings.tokenName,
          check,
          isRequired: true,
          max: 128,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        ${renderGroup(
          { name: 'scopes', legend: strings.scopes, check },
          scopes.map((scope) =>
            renderCheckbox({ name: 'scopes', value: scope, label: html`<code>${scope}</code>`, isOn: false }),
          ),
        )}
        ${renderSelect({
          name: 'sendsAs',
          label: strings.sendsAs,
          value: 'bot',
          options: [
            ['bot', strings.sendsAsBot],
            ['person', strings.sendsAsPerson],
          ],
        })}
        ${this.#renderNumbers()}
        ${renderField({ name: 'expires', label: strings.apiTokenExpiry, check, type: 'date', least: tomorrow() })}
        ${this.#task.renderProblem()}
      </form>
      <button slot="actions" class="button main" form="token" ?disabled=${this.#task.isBusy}>${strings.createToken}</button>
    </agent-console-dialog>`;
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

  /** The name, with what the token may do. */
  #renderName({ name, scopes: granted, numbers }: ApiToken) {
    const names = numberNames(this.numbers);
    const limit = numbers ? [strings.numbersSome(numbers.map((id) => names.get(id) ?? id).join(', '))] : [];
    return html`<bdi>${name}</bdi><br /><small>${[granted.join(', '), ...limit].join(' · ')}</small>`;
  }

  #begin(): void {
    this.#check.reset();
    this.#task.forgetOutcome();
    this.chosen = null;
    this.isMaking = true;
  }

  async #revoke(id: string, name: string): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.revokeTitle(name),
      text: strings.revokeTokenText,
      action: strings.revoke,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => revokeToken(api, id));
  }

  #make(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const isScoped = data.has('scopes');
    if (!this.#check.accepts(target, { scopes: isScoped ? null : strings.scopeNeeded })) return;
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
      this.isMaking = false;
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
