import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Permission } from '../../../worker/api/roles.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import type { Book } from '../../locales/book.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';

/** Who looks at the settings. */
export interface SettingsReader {
  isAdmin: boolean;
  /** Beyond an agent's role. */
  permissions: readonly Permission[];
}

/** What a page of the settings is given. */
export interface SectionContext {
  api: ApiClient | null;
  /** The number that is being set. */
  number: InboxSummary | null;
  /** All that the agent may see. */
  numbers: readonly InboxSummary[];
  /** Origin of the Worker. */
  worker: string;
  isAdmin: boolean;
}

export interface Section {
  name: string;
  icon: TemplateResult;
  title(): string;
  isForAdmins: boolean;
  /** Agents with this permission may open it as well. */
  permission?: Permission;
  /** It is about one number, which can be chosen above it. */
  isOfNumber?: boolean;
  /** Its element, fetched when it is first looked at. */
  load(): Promise<unknown>;
  render(context: SectionContext): TemplateResult;
}

export function mayOpen({ isForAdmins, permission }: Section, reader: SettingsReader): boolean {
  if (reader.isAdmin || !isForAdmins) return true;
  return permission !== undefined && reader.permissions.includes(permission);
}

export type GroupName = 'you' | 'number' | 'team' | 'developers' | 'data';

const speakOf = async (load: () => Promise<Book>) => {
  const [book, { speakAlso }] = await Promise.all([load(), import('../../locales/speak.ts')]);
  await speakAlso(book);
};
const speakOfAssignment = () =>
  Promise.all([
    speakOf(async () => (await import('../../locales/assignment.ts')).assignmentBook),
    speakOfWebhooks(),
  ]);
const speakOfNumber = () => speakOf(async () => (await import('../../locales/number.ts')).numberBook);
const speakOfCatalog = () => speakOf(async () => (await import('../../locales/catalog.ts')).catalogBook);
const speakOfWebhooks = () => speakOf(async () => (await import('../../locales/webhooks.ts')).webhookBook);
const speakOfAutomation = () =>
  speakOf(async () => (await import('../../locales/automation.ts')).automationBook);
const speakOfAssistant = () =>
  speakOf(async () => (await import('../../locales/assistant.ts')).assistantBook);
const speakOfTemplates = () => speakOf(async () => (await import('../../locales/templates.ts')).templateBook);

/** Made again for each number, so that nothing of one is left over in another. */
const ofNumber = (number: InboxSummary | null, element: TemplateResult) =>
  html`${number ? keyed(number.id, element) : nothing}`;

const you: readonly Section[] = [
  {
    name: 'account',
    icon: icons.person,
    title: () => strings.yourAccount,
    isForAdmins: false,
    load: () => import('./account/account-settings.ts'),
    render: ({ api, worker }) =>
      html`<agent-console-account-settings .api=${api} .worker=${worker}></agent-console-account-settings>`,
  },
  {
    name: 'notifications',
    icon: icons.bell,
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
];

const number: readonly Section[] = [
  {
    name: 'numbers',
    icon: icons.phoneNumber,
    title: () => strings.numbers,
    isForAdmins: true,
    load: () => import('./setup/numbers-settings.ts'),
    render: ({ api, worker }) =>
      html`<agent-console-numbers-settings .api=${api} .worker=${worker}></agent-console-numbers-settings>`,
  },
  {
    name: 'number',
    icon: icons.sliders,
    title: () => strings.thisNumber,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./number/number-settings.ts'), speakOfNumber()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-number-settings .api=${api} .number=${number}></agent-console-number-settings>`,
      ),
  },
  {
    name: 'automation',
    icon: icons.automation,
    title: () => strings.automationTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./automation/automation-settings.ts'), speakOfAutomation()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-automation-settings .api=${api} .number=${number}></agent-console-automation-settings>`,
      ),
  },
  {
    name: 'assistant',
    icon: icons.assistant,
    title: () => strings.assistantTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./assistant/assistant-settings.ts'), speakOfAssistant()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-assistant-settings .api=${api} .number=${number}></agent-console-assistant-settings>`,
      ),
  },
  {
    name: 'bot',
    icon: icons.bot,
    title: () => strings.botTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./number/bot-settings.ts'), speakOfWebhooks()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-bot-settings .api=${api} .number=${number}></agent-console-bot-settings>`,
      ),
  },
  {
    name: 'assignment',
    icon: icons.assign,
    title: () => strings.assignmentTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./number/assignment-settings.ts'), speakOfAssignment()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-assignment-settings .api=${api} .number=${number}></agent-console-assignment-settings>`,
      ),
  },
  {
    name: 'profile',
    icon: icons.store,
    title: () => strings.profileTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./profile/profile-settings.ts'), speakOfNumber()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-profile-settings .api=${api} .number=${number}></agent-console-profile-settings>`,
      ),
  },
  {
    name: 'links',
    icon: icons.qrCode,
    title: () => strings.linksTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./profile/short-links.ts'), speakOfNumber()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-short-links .api=${api} .number=${number}></agent-console-short-links>`,
      ),
  },
  {
    name: 'button',
    icon: icons.button,
    title: () => strings.buttonTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => import('./button/button-settings.ts'),
    render: ({ api, number, worker }) =>
      ofNumber(
        number,
        html`<agent-console-button-settings
          .api=${api}
          .number=${number}
          .worker=${worker}
        ></agent-console-button-settings>`,
      ),
  },
  {
    name: 'templates',
    icon: icons.template,
    title: () => strings.templatesTitle,
    isForAdmins: true,
    permission: 'templates',
    isOfNumber: true,
    load: () => Promise.all([import('./templates/template-settings.ts'), speakOfTemplates()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-template-settings .api=${api} .number=${number}></agent-console-template-settings>`,
      ),
  },
  {
    name: 'catalog',
    icon: icons.catalog,
    title: () => strings.catalog,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./number/catalog-settings.ts'), speakOfCatalog()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-catalog-settings .api=${api} .number=${number}></agent-console-catalog-settings>`,
      ),
  },
  {
    name: 'places',
    icon: icons.pin,
    title: () => strings.placesTitle,
    isForAdmins: true,
    isOfNumber: true,
    load: () => Promise.all([import('./number/place-settings.ts'), speakOfNumber()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-place-settings .api=${api} .number=${number}></agent-console-place-settings>`,
      ),
  },
  {
    name: 'blocked',
    icon: icons.blocked,
    title: () => strings.blockedTitle,
    isForAdmins: false,
    isOfNumber: true,
    load: () => Promise.all([import('./number/blocked-settings.ts'), speakOfNumber()]),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-blocked-settings .api=${api} .number=${number}></agent-console-blocked-settings>`,
      ),
  },
  {
    name: 'analytics',
    icon: icons.analytics,
    title: () => strings.analytics,
    isForAdmins: true,
    isOfNumber: true,
    load: () => import('./number/analytics-settings.ts'),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-analytics-settings .api=${api} .number=${number}></agent-console-analytics-settings>`,
      ),
  },
  {
    name: 'health',
    icon: icons.health,
    title: () => strings.health,
    isForAdmins: true,
    isOfNumber: true,
    load: () => import('./number/health-settings.ts'),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-health-settings .api=${api} .number=${number}></agent-console-health-settings>`,
      ),
  },
];

const team: readonly Section[] = [
  {
    name: 'team',
    icon: icons.team,
    title: () => strings.members,
    isForAdmins: true,
    load: () => import('./team/team-settings.ts'),
    render: ({ api, numbers }) =>
      html`<agent-console-team-settings .api=${api} .numbers=${numbers}></agent-console-team-settings>`,
  },
  {
    name: 'teams',
    icon: icons.teams,
    title: () => strings.teams,
    isForAdmins: true,
    load: () => Promise.all([import('./team/teams-settings.ts'), speakOfAssignment()]),
    render: ({ api }) => html`<agent-console-teams-settings .api=${api}></agent-console-teams-settings>`,
  },
  {
    name: 'labels',
    icon: icons.tag,
    title: () => strings.labels,
    isForAdmins: true,
    load: () => import('./team/label-settings.ts'),
    render: ({ api }) => html`<agent-console-label-settings .api=${api}></agent-console-label-settings>`,
  },
  {
    name: 'fields',
    icon: icons.fields,
    title: () => strings.fields,
    isForAdmins: true,
    load: () => import('./team/field-settings.ts'),
    render: ({ api }) => html`<agent-console-field-settings .api=${api}></agent-console-field-settings>`,
  },
  {
    name: 'replies',
    icon: icons.savedReply,
    title: () => strings.savedReplies,
    isForAdmins: false,
    load: () => import('./team/reply-settings.ts'),
    render: ({ api, isAdmin }) =>
      html`<agent-console-reply-settings .api=${api} .isAdmin=${isAdmin}></agent-console-reply-settings>`,
  },
];

const developers: readonly Section[] = [
  {
    name: 'tokens',
    icon: icons.key,
    title: () => strings.apiTokens,
    isForAdmins: true,
    load: () => import('./developers/token-settings.ts'),
    render: ({ api, numbers }) =>
      html`<agent-console-token-settings .api=${api} .numbers=${numbers}></agent-console-token-settings>`,
  },
  {
    name: 'webhooks',
    icon: icons.webhook,
    title: () => strings.webhooksTitle,
    isForAdmins: true,
    load: () => Promise.all([import('./developers/webhook-settings.ts'), speakOfWebhooks()]),
    render: ({ api, numbers }) =>
      html`<agent-console-webhook-settings .api=${api} .numbers=${numbers}></agent-console-webhook-settings>`,
  },
  {
    name: 'sites',
    icon: icons.globe,
    title: () => strings.sitesTitle,
    isForAdmins: true,
    load: () => import('./developers/site-settings.ts'),
    render: ({ api }) => html`<agent-console-site-settings .api=${api}></agent-console-site-settings>`,
  },
];

const data: readonly Section[] = [
  {
    name: 'data',
    icon: icons.database,
    title: () => strings.retention,
    isForAdmins: true,
    isOfNumber: true,
    load: () => import('./number/data-settings.ts'),
    render: ({ api, number }) =>
      ofNumber(
        number,
        html`<agent-console-data-settings .api=${api} .number=${number}></agent-console-data-settings>`,
      ),
  },
  {
    name: 'audit',
    icon: icons.log,
    title: () => strings.auditLog,
    isForAdmins: true,
    load: () => import('./team/audit-settings.ts'),
    render: ({ api }) => html`<agent-console-audit-settings .api=${api}></agent-console-audit-settings>`,
  },
];

/** Everything that can be set, in the order of the settings. */
export const groups: readonly (readonly [GroupName, readonly Section[]])[] = [
  ['you', you],
  ['number', number],
  ['team', team],
  ['developers', developers],
  ['data', data],
];
