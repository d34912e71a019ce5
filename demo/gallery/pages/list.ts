import { html } from 'lit';
import '../../../widget/agent-console/list/bulk-bar.ts';
import '../../../widget/agent-console/list/conversation-list.ts';
import '../../../widget/agent-console/list/list-selection.ts';
import '../../../widget/agent-console/list/list-filters.ts';
import '../../../widget/agent-console/list/list-tabs.ts';
import '../../../widget/agent-console/list/view-dialog.ts';
import '../../../widget/agent-console/list/search-field.ts';
import '../../../widget/agent-console/list/search-results.ts';
import { numberNames } from '../../../widget/agent-console/ui/number-names.ts';
import { usualView } from '../../../widget/client/state/list-view.ts';
import type { InboxFound } from '../../../widget/client/store/message-search.ts';
import type { Note } from '../../../worker/api/conversations/teamwork.ts';
import { conversation, keys, message, rows, sent, text } from '../fixtures/conversations.ts';
import { admin, jonas, labels, now, numbers, people } from '../fixtures/team.ts';
import { find, type Pages, type } from '../specimen.ts';

const box = { width: 400, inset: 0 };
const [first = '', second = '', third = '', fourth = ''] = keys;
const shortList = rows.slice(0, 4);

const note: Note = {
  id: 1,
  conversationId: 2,
  at: now,
  by: jonas,
  key: null,
  type: 'note',
  text: 'Offer the blue glaze',
  mentions: [],
};

const found: readonly InboxFound[] = [
  {
    inbox: '1',
    message: message(1),
    note: null,
    contact: conversation(1).contact,
    excerpt: { text: 'Is the blue bowl still there?', marks: [[7, 11]] },
  },
  {
    inbox: '2',
    message: sent(2),
    note,
    contact: conversation(2).contact,
    excerpt: { text: note.text, marks: [[10, 14]] },
  },
];

export const pages: Pages = {
  'agent-console-list': [
    {
      state: 'rows',
      box,
      render: () =>
        html`<agent-console-list
          .conversations=${rows}
          .selected=${first}
          .labels=${labels}
          .now=${now}
          .drafts=${new Map([[third, 'Good morning, the price for']])}
          .unsent=${new Map([[fourth, { isFailed: true, content: text('It did not go out') }]])}
          .typing=${new Map([[second, jonas.name]])}
        ></agent-console-list>`,
    },
    {
      state: 'several numbers, and more to load',
      box,
      render: () =>
        html`<agent-console-list
          .conversations=${shortList}
          .numbers=${numberNames(numbers)}
          .labels=${labels}
          .now=${now}
          .hasMore=${true}
        ></agent-console-list>`,
    },
    {
      state: 'some selected',
      box,
      render: () =>
        html`<agent-console-list
          .conversations=${shortList}
          .chosen=${new Set([first, third])}
          .labels=${labels}
          .now=${now}
        ></agent-console-list>`,
    },
    { state: 'empty', box, render: () => html`<agent-console-list .now=${now}></agent-console-list>` },
    {
      state: 'empty with a filter',
      box,
      render: () => html`<agent-console-list .isFiltered=${true} .now=${now}></agent-console-list>`,
    },
    {
      state: 'nothing found',
      isEmpty: 'The search field above says it.',
      box,
      render: () => html`<agent-console-list .isSearch=${true} .now=${now}></agent-console-list>`,
    },
  ],
  'agent-console-list-filters': [
    {
      state: 'filter menu',
      isFramed: true,
      box: { height: 480 },
      render: () =>
        html`<agent-console-list-filters
          .view=${{ ...usualView, needsReply: true }}
          .labels=${labels}
          .people=${people}
          .sources=${() => ['https://shop.example/bowls']}
        ></agent-console-list-filters>`,
      act: (element) => find(element, '.filter').shadowRoot?.querySelector('summary')?.click(),
    },
  ],
  'agent-console-filter-chips': [
    {
      state: 'several',
      box,
      render: () =>
        html`<agent-console-filter-chips
          .view=${{ ...usualView, needsReply: true, window: 'closing', sort: 'closing' }}
          .labels=${labels}
          .people=${people}
        ></agent-console-filter-chips>`,
    },
    {
      state: 'a saved view',
      box,
      render: () =>
        html`<agent-console-filter-chips
          .view=${{ ...usualView, isUnread: true }}
          .isSaved=${true}
        ></agent-console-filter-chips>`,
    },
  ],
  'agent-console-view-dialog': [
    {
      state: 'new',
      isFramed: true,
      render: () => html`<agent-console-view-dialog></agent-console-view-dialog>`,
    },
    {
      state: 'saved by a colleague',
      isFramed: true,
      render: () =>
        html`<agent-console-view-dialog
          .view=${{ id: 'soon', name: 'Answer soon', isShared: true, isEditable: false }}
        ></agent-console-view-dialog>`,
    },
  ],
  'agent-console-list-tabs': [
    {
      state: 'all',
      box,
      render: () =>
        html`<agent-console-list-tabs
          .counts=${{ mine: 2, unassigned: 5, all: 1_000, snoozed: 3 }}
          .labels=${labels}
          .people=${people}
        ></agent-console-list-tabs>`,
    },
    {
      state: 'filtered',
      box,
      render: () =>
        html`<agent-console-list-tabs
          .view=${{ ...usualView, tab: 'mine', isUnread: true, label: 'gift', sort: 'waiting' }}
          .labels=${labels}
          .people=${people}
        ></agent-console-list-tabs>`,
    },
    {
      state: 'menu open',
      isFramed: true,
      box: { width: 400, height: 640 },
      render: () =>
        html`<agent-console-list-tabs .labels=${labels} .people=${people}></agent-console-list-tabs>`,
      act: (element) => {
        const filters = find(element, 'agent-console-list-filters');
        find(find(filters, 'agent-console-menu'), 'summary').click();
      },
    },
  ],
  'agent-console-search': [
    { state: 'usual', box, render: () => html`<agent-console-search></agent-console-search>` },
    {
      state: 'with text',
      box,
      render: () => html`<agent-console-search></agent-console-search>`,
      act: (element) => type(element, 'input', 'blue bowl'),
    },
    {
      state: 'a phone number',
      box,
      render: () => html`<agent-console-search .isEmpty=${true}></agent-console-search>`,
      act: (element) => type(element, 'input', '+1 555 010 0042'),
    },
    {
      state: 'a phone number, for one of several numbers',
      box,
      render: () =>
        html`<agent-console-search .isEmpty=${true} .numbers=${numberNames(numbers)}></agent-console-search>`,
      act: (element) => type(element, 'input', '+1 555 010 0042'),
    },
  ],
  'agent-console-found': [
    { state: 'found', box, render: () => html`<agent-console-found .found=${found}></agent-console-found>` },
    {
      state: 'in several numbers, not all searched, more to load',
      box,
      render: () =>
        html`<agent-console-found
          .found=${found}
          .hasMore=${true}
          .isPartial=${true}
          .numbers=${numberNames(numbers)}
        ></agent-console-found>`,
    },
  ],
  'agent-console-choice': [
    {
      state: 'nothing selected',
      box,
      render: () =>
        html`<agent-console-choice .conversations=${shortList} .me=${admin} .labels=${labels} .peopleOf=${() => people}
          ><agent-console-list .conversations=${shortList} .labels=${labels} .now=${now}></agent-console-list
        ></agent-console-choice>`,
    },
  ],
  'agent-console-bulk': [
    {
      state: 'two selected',
      box: { ...box, height: 160 },
      render: () =>
        html`<agent-console-bulk
          .conversations=${rows.slice(0, 2)}
          .me=${admin}
          .people=${people}
          .labels=${labels}
        ></agent-console-bulk>`,
    },
    {
      state: 'none selected',
      box,
      render: () =>
        html`<agent-console-bulk .me=${admin} .people=${people} .labels=${labels}></agent-console-bulk>`,
    },
    {
      state: 'busy',
      box,
      render: () =>
        html`<agent-console-bulk
          .conversations=${rows.slice(0, 2)}
          .me=${admin}
          .people=${people}
          .labels=${labels}
          .isBusy=${true}
        ></agent-console-bulk>`,
    },
  ],
};
