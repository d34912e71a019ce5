import { html } from 'lit';
import '../../../widget/agent-console/commands/snooze-moment.ts';
import '../../../widget/agent-console/conversation/collision-note.ts';
import '../../../widget/agent-console/conversation/header/conversation-tools.ts';
import '../../../widget/agent-console/conversation/conversation-view.ts';
import '../../../widget/agent-console/conversation/forward/forward-dialog.ts';
import '../../../widget/agent-console/conversation/header/mode-menu.ts';
import '../../../widget/agent-console/conversation/header/people-here.ts';
import '../../../widget/agent-console/conversation/search/thread-finder.ts';
import '../../../widget/agent-console/conversation/suggestion/suggestion-card.ts';
import type { InboxConversation } from '../../../widget/client/state/inbox-state.ts';
import type { Suggestion } from '../../../worker/api/automation/assistant.ts';
import type { MessageSearch } from '../../../worker/api/conversations/contacts.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Presence } from '../../../worker/api/conversations/live.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import { suggestion } from '../fixtures/assistant-answers.ts';
import { conversation, known, sent, talk, text } from '../fixtures/conversations.ts';
import { admin, bot, day, hour, jonas, labels, noor, now, number, people } from '../fixtures/team.ts';
import { find, findAll, type Pages, type } from '../specimen.ts';
import { apiWith } from '../stand-in.ts';
import { withStore } from './stores.ts';

const view = (row: Conversation, extras: { draft?: string; number?: InboxSummary } = {}) =>
  withStore(
    ({ store, api, conversation }) => html`<agent-console-conversation
      style="display: block; block-size: 100%"
      .store=${store}
      .api=${api}
      .conversation=${conversation}
      .me=${admin}
      .number=${extras.number ?? number}
      .people=${people}
      .labels=${labels}
      .draft=${extras.draft ?? ''}
      .firstUnread=${5}
    ></agent-console-conversation>`,
    { answers: { 'GET /api/inboxes/:inbox/conversations': { rows: [row], next: null, seq: 1 } } },
  );

const mode = (change: Partial<InboxConversation>, isPaused = false) =>
  html`<agent-console-mode
    .conversation=${conversation(1, change)}
    .isPaused=${isPaused}
    .now=${now}
  ></agent-console-mode>`;

const tools = (row: InboxConversation) =>
  html`<agent-console-tools
    .conversation=${row}
    .me=${admin}
    .people=${people}
    .labels=${labels}
  ></agent-console-tools>`;

const here = (agentId: string, name: string, isTyping: boolean): Presence => ({
  agentId,
  name,
  conversationId: 1,
  isTyping,
});

const suggested = (change: Partial<Suggestion>) =>
  html`<agent-console-suggestion
    .api=${apiWith({
      'GET /api/inboxes/:inbox/conversations/:id/suggestion': { suggestion: { ...suggestion, ...change } },
    })}
    .inbox=${'1'}
    .conversationId=${1}
  ></agent-console-suggestion>`;

const box = { inset: 0, height: 720 };

const found: MessageSearch = {
  rows: talk.map((message) => ({
    message,
    note: null,
    contact: known.contact,
    excerpt: { text: '', marks: [] },
  })),
  next: null,
  isComplete: true,
};

/** Until a part of an element says something. */
async function untilText(element: HTMLElement, selector: string): Promise<void> {
  while (find(element, selector).textContent?.trim() === '') await new Promise(requestAnimationFrame);
}

export const pages: Pages = {
  'agent-console-conversation': [
    { state: 'window open', isFramed: true, box, render: () => view(known) },
    {
      state: 'window closed, blocked',
      isFramed: true,
      box,
      render: () => view(conversation(1, { window: { expiresAt: now - hour }, blockedAt: now - day })),
    },
    {
      state: 'taken over from a bot',
      isFramed: true,
      box,
      render: () =>
        view(conversation(1, { mode: 'person', modeUntil: now + 3 * hour }), { number: { ...number, bot } }),
    },
    {
      state: 'a draft, snoozed',
      isFramed: true,
      box,
      render: () =>
        view(conversation(1, { state: 'snoozed', snoozedUntil: now + day }), { draft: 'Good morning, Ada' }),
    },
  ],
  'agent-console-mode': [
    { state: 'automation answers', render: () => mode({ handledBy: 'bot' }) },
    { state: 'a person answers', render: () => mode({ mode: 'person', modeUntil: now + 3 * hour }) },
    { state: 'handed over', render: () => mode({ mode: 'person' }) },
    { state: 'turned off', render: () => mode({ mode: 'off' }) },
    { state: 'paused for the number', render: () => mode({}, true) },
    {
      state: 'menu',
      isFramed: true,
      box: { height: 280 },
      render: () => mode({ mode: 'person', modeUntil: now + 3 * hour }),
      act: (element) => find(find(element, 'agent-console-menu'), 'summary').click(),
    },
  ],
  'agent-console-tools': [
    { state: 'unassigned, open', render: () => tools(conversation(1)) },
    { state: 'assigned, labels', render: () => tools(known) },
    {
      state: 'snoozed',
      render: () => tools(conversation(1, { state: 'snoozed', snoozedUntil: now + day, assignee: jonas })),
    },
    { state: 'resolved', render: () => tools(conversation(1, { state: 'resolved', assignee: noor })) },
    {
      state: 'assignee menu',
      isFramed: true,
      box: { height: 440 },
      render: () => tools(known),
      act: (element) => {
        const [menu] = findAll(element, 'agent-console-menu');
        if (menu) find(menu, 'summary').click();
      },
    },
    {
      state: 'menu',
      isFramed: true,
      box: { height: 560 },
      render: () => tools(known),
      act: (element) => {
        const menu = findAll(element, 'agent-console-menu').at(-1);
        if (menu) find(menu, 'summary').click();
      },
    },
  ],
  'agent-console-snooze-moment': [
    {
      state: 'empty',
      box: { width: 280 },
      render: () => html`<agent-console-snooze-moment></agent-console-snooze-moment>`,
    },
    {
      state: 'a time that has passed',
      box: { width: 280 },
      render: () => html`<agent-console-snooze-moment></agent-console-snooze-moment>`,
      act: (element) => type(element, 'input', '2020-01-01T09:00'),
    },
  ],
  'agent-console-people': [
    {
      state: 'one',
      render: () =>
        html`<agent-console-people .people=${[here('jonas', jonas.name, false)]}></agent-console-people>`,
    },
    {
      state: 'several, one is typing',
      render: () =>
        html`<agent-console-people
          .people=${[here('jonas', jonas.name, true), here('noor', noor.name, false)]}
        ></agent-console-people>`,
    },
  ],
  'agent-console-collision': [
    {
      state: 'usual',
      box: { inset: 0 },
      render: () =>
        html`<agent-console-collision
          .answer=${sent(1, { author: { type: 'agent', ...jonas }, content: text('We have two of them left.') })}
        ></agent-console-collision>`,
    },
    {
      state: 'from the phone app',
      box: { inset: 0 },
      render: () =>
        html`<agent-console-collision .answer=${sent(1, { author: { type: 'phone-app' } })}></agent-console-collision>`,
    },
  ],
  'agent-console-finder': [
    {
      state: 'empty',
      box: { width: 720 },
      render: () => html`<agent-console-finder></agent-console-finder>`,
    },
    {
      state: 'found',
      box: { width: 720 },
      render: () => html`<agent-console-finder .search=${async () => found}></agent-console-finder>`,
      act: async (finder) => {
        type(finder, '[type=search]', 'bowl');
        await untilText(finder, '.count');
      },
    },
    {
      state: 'nothing found, narrow',
      box: { width: 360 },
      render: () => html`<agent-console-finder></agent-console-finder>`,
      act: async (finder) => {
        type(finder, '[type=search]', 'teapot');
        await untilText(finder, '.count');
      },
    },
  ],
  'agent-console-forward': [
    {
      state: 'a text',
      isFramed: true,
      render: () =>
        withStore(
          ({ store }) =>
            html`<agent-console-forward .store=${store} .message=${talk[0] ?? null}></agent-console-forward>`,
        ),
    },
  ],
  'agent-console-suggestion': [
    { state: 'an answer', render: () => suggested({ turn: 1 }) },
    {
      state: 'long, without sources',
      render: () =>
        suggested({ turn: 2, sources: [], text: 'We make every bowl by hand in our workshop.\n'.repeat(20) }),
    },
    {
      state: 'left to the team',
      render: () =>
        suggested({
          turn: 3,
          text: null,
          sources: [],
          reason: 'The customer complains about a broken bowl.',
        }),
    },
    {
      state: 'right to left',
      render: () =>
        suggested({
          turn: 4,
          text: 'يستغرق التوصيل من ثلاثة إلى خمسة أيام.',
          sources: suggestion.sources.slice(0, 1),
        }),
    },
  ],
};
