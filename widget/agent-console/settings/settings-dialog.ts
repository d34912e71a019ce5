import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { InboxSummary } from '../../../worker/api/numbers.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import { numberNames } from '../ui/number-names.ts';
import '../ui/number-switch.ts';
import { tokens } from '../ui/tokens.ts';

const speakOfNumber = async () => {
  const [{ numberBook }, { speakAlso }] = await Promise.all([
    import('../../locales/number.ts'),
    import('../../locales/speak.ts'),
  ]);
  await speakAlso(numberBook);
};

const speakOfWebhooks = async () => {
  const [{ webhookBook }, { speakAlso }] = await Promise.all([
    import('../../locales/webhooks.ts'),
    import('../../locales/speak.ts'),
  ]);
  await speakAlso(webhookBook);
};

/** The settings are closed. */
export class SettingsClose extends Event {
  constructor() {
    super('settings-close', { bubbles: true, composed: true });
  }
}

interface Section {
  name: string;
  title(): string;
  isForAdmins: boolean;
  /** Its element, fetched when it is first looked at. */
  load(): Promise<unknown>;
  render(settings: ConsoleSettings): TemplateResult;
}

/** Everything that can be set, in the order of the dialog. */
const sections: readonly Section[] = [
  {
    name: 'account',
    title: () => strings.yourAccount,
    isForAdmins: false,
    load: () => import('./account/account-settings.ts'),
    render: ({ api, worker }) =>
      html`<agent-console-account-settings .api=${api} .worker=${worker}></agent-console-account-settings>`,
  },
  {
    name: 'numbers',
    title: () => strings.numbers,
    isForAdmins: true,
    load: () => import('./setup/numbers-settings.ts'),
    render: ({ api, worker }) =>
      html`<agent-console-numbers-settings .api=${api} .worker=${worker}></agent-console-numbers-settings>`,
  },
  {
    name: 'replies',
    title: () => strings.savedReplies,
    isForAdmins: false,
    load: () => import('./team/reply-settings.ts'),
    render: ({ api, isAdmin }) =>
      html`<agent-console-reply-settings .api=${api} .isAdmin=${isAdmin}></agent-console-reply-settings>`,
  },
  {
    name: 'notifications',
    title: () => strings.notifications,
    isForAdmins: false,
    load: () => import('./account/notification-settings.ts'),
    render: ({ api, worker, numbers, isAdmin }) =>
      html`<agent-console-notification-settings
        .api=${api}
        .worker=${worker}
        .numbers=${numbers}
        .isAdmin=${isAdmin}
      ></agent-console-notification-settings>`,
  },
  {
    name: 'number',
    title: () => strings.thisNumber,
    isForAdmins: true,
    load: () => Promise.all([import('./number/number-settings.ts'), speakOfNumber()]),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-number-settings
          .api=${settings.api}
          .number=${settings.number}
        ></agent-console-number-settings>`,
      )}`,
  },
  {
    name: 'profile',
    title: () => strings.profileTitle,
    isForAdmins: true,
    load: () => Promise.all([import('./profile/profile-settings.ts'), speakOfNumber()]),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-profile-settings
          .api=${settings.api}
          .number=${settings.number}
        ></agent-console-profile-settings>`,
      )}`,
  },
  {
    name: 'links',
    title: () => strings.linksTitle,
    isForAdmins: true,
    load: () => Promise.all([import('./profile/short-links.ts'), speakOfNumber()]),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-short-links .api=${settings.api} .number=${settings.number}></agent-console-short-links>`,
      )}`,
  },
  {
    name: 'blocked',
    title: () => strings.blockedTitle,
    isForAdmins: false,
    load: () => Promise.all([import('./number/blocked-settings.ts'), speakOfNumber()]),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-blocked-settings
          .api=${settings.api}
          .number=${settings.number}
        ></agent-console-blocked-settings>`,
      )}`,
  },
  {
    name: 'button',
    title: () => strings.buttonTitle,
    isForAdmins: true,
    load: () => import('./button/button-settings.ts'),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-button-settings
          .api=${settings.api}
          .number=${settings.number}
          .worker=${settings.worker}
        ></agent-console-button-settings>`,
      )}`,
  },
  {
    name: 'health',
    title: () => strings.health,
    isForAdmins: true,
    load: () => import('./number/health-settings.ts'),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-health-settings
          .api=${settings.api}
          .number=${settings.number}
        ></agent-console-health-settings>`,
      )}`,
  },
  {
    name: 'data',
    title: () => strings.data,
    isForAdmins: true,
    load: () => import('./number/data-settings.ts'),
    render: (settings) => html`${settings.renderNumbers()}
      ${keyed(
        settings.number?.id,
        html`<agent-console-data-settings
          .api=${settings.api}
          .number=${settings.number}
        ></agent-console-data-settings>`,
      )}`,
  },
  {
    name: 'team',
    title: () => strings.team,
    isForAdmins: true,
    load: () => import('./team/team-settings.ts'),
    render: ({ api, numbers }) =>
      html`<agent-console-team-settings .api=${api} .numbers=${numbers}></agent-console-team-settings>`,
  },
  {
    name: 'labels',
    title: () => strings.labels,
    isForAdmins: true,
    load: () => import('./team/label-settings.ts'),
    render: ({ api }) => html`<agent-console-label-settings .api=${api}></agent-console-label-settings>`,
  },
  {
    name: 'sites',
    title: () => strings.sitesTitle,
    isForAdmins: true,
    load: () => import('./developers/site-settings.ts'),
    render: ({ api }) => html`<agent-console-site-settings .api=${api}></agent-console-site-settings>`,
  },
  {
    name: 'tokens',
    title: () => strings.apiTokens,
    isForAdmins: true,
    load: () => import('./developers/token-settings.ts'),
    render: ({ api, numbers }) =>
      html`<agent-console-token-settings .api=${api} .numbers=${numbers}></agent-console-token-settings>`,
  },
  {
    name: 'webhooks',
    title: () => strings.webhooksTitle,
    isForAdmins: true,
    load: () => Promise.all([import('./developers/webhook-settings.ts'), speakOfWebhooks()]),
    render: ({ api, numbers }) =>
      html`<agent-console-webhook-settings .api=${api} .numbers=${numbers}></agent-console-webhook-settings>`,
  },
  {
    name: 'audit',
    title: () => strings.auditLog,
    isForAdmins: true,
    load: () => import('./team/audit-settings.ts'),
    render: ({ api }) => html`<agent-console-audit-settings .api=${api}></agent-console-audit-settings>`,
  },
];

/** What one can change, in a dialog of the browser's own: focus stays in it, Escape closes it. */
@customElement('agent-console-settings')
export class ConsoleSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** All that can be set; `number` is the one that is shown. */
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  @property() worker = '';
  @property({ attribute: false }) isAdmin = false;
  /** What is shown; the dialog changes it as the agent looks around. */
  @property({ attribute: false }) section = 'account';
  @state() private loaded: ReadonlySet<string> = new Set();

  static override readonly styles = [
    tokens,
    css`
      dialog {
        inline-size: min(960px, 100vw);
        max-inline-size: none;
        block-size: min(800px, 100dvh);
        max-block-size: none;
        padding: 0;
        overflow: hidden;
        border: 0;
        border-radius: 18px;
        background: var(--surface);
        color: inherit;
      }
      dialog[open] {
        display: grid;
        grid-template: auto minmax(0, 1fr) / auto minmax(0, 1fr);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      header {
        grid-column: 1 / -1;
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding-block: 8px;
        padding-inline: 20px 12px;
        border-block-end: 1px solid var(--line);
      }
      h2 {
        margin: 0;
        font-size: 18px;
      }
      agent-console-number-switch {
        padding: 0 0 16px;
      }
      nav {
        display: flex;
        flex-direction: column;
        gap: 2px;
        inline-size: 208px;
        padding: 12px;
        overflow: auto;
        scroll-padding: 48px;
        border-inline-end: 1px solid var(--line);
      }
      nav button {
        flex: none;
        min-block-size: 44px;
        padding: 6.4px 12.8px;
        border: 0;
        border-radius: 10px;
        background: none;
        color: inherit;
        text-align: start;
      }
      nav button:hover {
        background: var(--sunken);
      }
      nav button[aria-current] {
        background: var(--ours);
        font-weight: 600;
      }
      .section {
        min-inline-size: 0;
        padding: 20px;
        overflow-y: auto;
      }
      @media (max-width: 704px) {
        dialog {
          inline-size: 100vw;
          block-size: 100dvh;
          border-radius: 0;
        }
        dialog[open] {
          grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
        }
        nav {
          flex-direction: row;
          inline-size: auto;
          padding: 6.4px 12px;
          border-inline-end: 0;
          border-block-end: 1px solid var(--line);
        }
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override willUpdate(): void {
    const { name, load } = this.#section;
    if (this.loaded.has(name)) return;
    void load().then(() => {
      this.loaded = new Set([...this.loaded, name]);
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('section')) return;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  protected override render() {
    const section = this.#section;
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new SettingsClose())}>
      <header>
        <h2 id="title">${strings.settings}</h2>
        <button class="round" aria-label=${strings.close} @click=${() => this.renderRoot.querySelector('dialog')?.close()}>
          ${icons.close}
        </button>
      </header>
      <nav aria-label=${strings.settings}>${this.#open.map((one) => this.#renderLink(one, one === section))}</nav>
      <div class="section">${this.loaded.has(section.name) ? section.render(this) : nothing}</div>
    </dialog>`;
  }

  /** Chooses the number to set: whoever holds this element hears of it, and gives it. */
  renderNumbers() {
    if (this.numbers.length < 2) return nothing;
    return html`<agent-console-number-switch
      .numbers=${numberNames(this.numbers)}
      .shown=${this.number?.id ?? null}
      .hasAll=${false}
    ></agent-console-number-switch>`;
  }

  /** What this agent may change. */
  get #open(): readonly Section[] {
    return sections.filter(({ isForAdmins }) => this.isAdmin || !isForAdmins);
  }

  get #section(): Section {
    const found = this.#open.find(({ name }) => name === this.section) ?? this.#open[0];
    if (!found) throw new Error('Everybody has an account of their own.');
    return found;
  }

  #renderLink({ name, title }: Section, isShown: boolean) {
    return html`<button
      aria-current=${isShown ? 'page' : nothing}
      @click=${() => {
        this.section = name;
      }}
    >
      ${title()}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-settings': ConsoleSettings;
  }
}
