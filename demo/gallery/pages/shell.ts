import { html } from 'lit';
import '../../../widget/agent-console/agent-console.ts';
import '../../../widget/agent-console/commands/command-bar.ts';
import '../../../widget/agent-console/shell/inbox-shell.ts';
import '../../../widget/agent-console/shell/panes/number-alerts.ts';
import '../../../widget/agent-console/commands/shortcut-sheet.ts';
import type { ConsoleCommand } from '../../../widget/agent-console/commands/registry.ts';
import { teamChoices } from '../../../widget/agent-console/commands/team-choices.ts';
import '../../../widget/agent-console/shell/account-menu.ts';
import type { ConsoleInbox } from '../../../widget/agent-console/shell/inbox-shell.ts';
import { lookAtAvailability } from '../../../widget/agent-console/ui/known-availability.ts';
import { SessionStore } from '../../../widget/client/signing-in/session-store.ts';
import { speech } from '../../../widget/locales/speak.ts';
import { strings } from '../../../widget/locales/strings.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import { rows } from '../fixtures/conversations.ts';
import { admin, agent, day, labels, now, number, numbers, people, phoneNumber } from '../fixtures/team.ts';
import { find, type Pages } from '../specimen.ts';
import { withStore } from './stores.ts';

const run = () => true;
const commands: readonly ConsoleCommand[] = [
  ...teamChoices({ conversations: rows.slice(0, 1), me: admin, people, labels, isAutomatic: true }).map(
    ({ id, title, isOn, label }): ConsoleCommand => ({
      id,
      section: 'conversation',
      title,
      isOn,
      run,
      ...(label && { label }),
    }),
  ),
  { id: 'note', section: 'writing', title: strings.command.note, keys: 'n', run },
  { id: 'next', section: 'list', title: strings.command.next, keys: 'j', run },
  { id: 'settings', section: 'console', title: strings.settings, keys: 'g', run },
];

const fill = 'display: block; block-size: 100%';
const box = { height: 720 };

const inbox = (given: { notice?: string; isEmpty?: boolean; isAdmin?: boolean } = {}) =>
  withStore(
    ({ api, stores }) => html`<agent-console-inbox
      style=${fill}
      .api=${api}
      .stores=${stores}
      .agent=${given.isAdmin === false ? agent : admin}
      .numbers=${numbers}
      .worker=${location.origin}
      .notice=${given.notice ?? null}
      .speech=${speech}
    ></agent-console-inbox>`,
    {
      inboxes: [number.id, phoneNumber.id],
      ...(given.isEmpty && {
        answers: { 'GET /api/inboxes/:inbox/conversations': { rows: [], next: null, seq: 0 } },
      }),
    },
  );

async function openFirst(element: HTMLElement): Promise<void> {
  const shell: Partial<ConsoleInbox> = element;
  await shell.open?.({ inbox: number.id, id: 1 });
}

const menuBox = { height: 280, width: 320 };

/** Ana is available, and Jonas is away. */
function accountMenu(whose: Agent) {
  const agents = [
    { id: admin.id, name: admin.name, availability: 'available' as const },
    { id: agent.id, name: agent.name, availability: 'away' as const },
  ];
  lookAtAvailability(() => [
    { inbox: number.id, availability: { type: 'availability', agents, idleAfterMinutes: 15 } },
  ]);
  return html`<agent-console-account-menu .agent=${whose}></agent-console-account-menu>`;
}

const openMenu = (element: HTMLElement) =>
  find(element, 'agent-console-menu').shadowRoot?.querySelector('summary')?.click();

const signedOut = () => new SessionStore(location.origin).forget();

export const pages: Pages = {
  'agent-console': [
    {
      state: 'signed in',
      isFramed: true,
      box,
      render: () =>
        html`<agent-console style=${fill} .getToken=${async () => 'a session token'}></agent-console>`,
    },
    {
      state: 'signed out',
      isFramed: true,
      box: { height: 480 },
      render: () => {
        signedOut();
        return html`<agent-console style=${fill}></agent-console>`;
      },
    },
    {
      state: 'opening',
      isFramed: true,
      box: { height: 240 },
      render: () =>
        html`<agent-console style=${fill} .getToken=${() => new Promise(() => {})}></agent-console>`,
    },
    {
      state: 'a number that is not there',
      isFramed: true,
      box: { height: 240 },
      render: () =>
        html`<agent-console style=${fill} inbox="404" .getToken=${async () => 'a session token'}></agent-console>`,
    },
  ],
  'agent-console-inbox': [
    { state: 'nothing open', isFramed: true, box, render: () => inbox() },
    { state: 'a conversation is open', isFramed: true, box, render: () => inbox(), act: openFirst },
    {
      state: 'a toast',
      isFramed: true,
      box,
      render: () => inbox({ notice: 'The inbox cannot be reached.' }),
    },
    {
      state: 'no conversation yet',
      isFramed: true,
      box,
      render: () => inbox({ isEmpty: true, isAdmin: false }),
    },
  ],
  'agent-console-alerts': [
    {
      state: 'each kind, for admins',
      box: { inset: 0 },
      render: () =>
        html`<agent-console-alerts
          .isAdmin=${true}
          .numbers=${[
            {
              inbox: number.id,
              name: number.name,
              alerts: [
                { type: 'token-refused', since: now },
                { type: 'token-expires', at: now + 3 * day, days: 3 },
                { type: 'number-status', status: 'RESTRICTED' },
                { type: 'notice', at: now, summary: 'The quality fell to low.', advice: null },
                ...(['not-subscribed', 'no-field', 'elsewhere', 'silent'] as const).map((problem) => ({
                  type: 'webhook',
                  problem,
                })),
              ],
            },
          ]}
        ></agent-console-alerts>`,
    },
    {
      state: 'for agents',
      box: { inset: 0 },
      render: () =>
        html`<agent-console-alerts
          .numbers=${[{ inbox: number.id, name: null, alerts: [{ type: 'token-refused', since: now }] }]}
        ></agent-console-alerts>`,
    },
  ],
  'agent-console-account-menu': [
    { state: 'available', isFramed: true, box: menuBox, render: () => accountMenu(admin), act: openMenu },
    { state: 'away', isFramed: true, box: menuBox, render: () => accountMenu(agent), act: openMenu },
    {
      state: 'not known yet',
      box: menuBox,
      render: () => {
        lookAtAvailability(() => []);
        return html`<agent-console-account-menu .agent=${admin}></agent-console-account-menu>`;
      },
    },
  ],
  'agent-console-commands': [
    {
      state: 'all',
      isFramed: true,
      render: () =>
        html`<agent-console-commands
          .commands=${commands}
          .conversations=${rows}
          about="Marie Curie"
        ></agent-console-commands>`,
    },
    {
      state: 'the labels are loading',
      isFramed: true,
      render: () =>
        html`<agent-console-commands .isLoading=${true} group="label" about="Marie Curie"></agent-console-commands>`,
    },
    {
      state: 'only labels',
      isFramed: true,
      render: () =>
        html`<agent-console-commands
          .commands=${commands.filter(({ label }) => label)}
          group="label"
          about="Marie Curie"
        ></agent-console-commands>`,
    },
  ],
  'agent-console-shortcuts': [
    {
      state: 'usual',
      isFramed: true,
      render: () => html`<agent-console-shortcuts></agent-console-shortcuts>`,
    },
  ],
};
