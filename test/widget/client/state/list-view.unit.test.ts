import { describe, expect, it } from 'vitest';
import {
  compare,
  filterOf,
  type ListView,
  shows,
  teamMembers,
  usualView,
} from '../../../../widget/client/state/list-view.ts';
import { conversation, now } from '../../agent-console/rows.ts';

const me = 'ana';
const hour = 60 * 60_000;
const ours = { assignee: { id: me, name: 'Ana' } };
const others = { assignee: { id: 'ben', name: 'Ben' } };

const ids = (view: Partial<ListView>, rows: ReturnType<typeof conversation>[]) =>
  rows.filter((row) => shows({ ...usualView, ...view }, row, me, now)).map(({ id }) => id);

describe('what a list shows', () => {
  it('the tabs list open conversations with a message: mine, unassigned or all', () => {
    const rows = [
      conversation(1, ours),
      conversation(2, others),
      conversation(3),
      conversation(4, { ...ours, state: 'resolved' }),
      conversation(5, { lastMessage: null }),
    ];
    expect(ids({}, rows)).toEqual([1, 2, 3]);
    expect(ids({ tab: 'mine' }, rows)).toEqual([1]);
    expect(ids({ tab: 'unassigned' }, rows)).toEqual([3]);
    expect(ids({ tab: 'mine', state: null }, rows)).toEqual([1, 4]);
    expect(ids({ assignee: 'ben' }, rows)).toEqual([2]);
  });

  it('the list filters by unread, mentions, needs a reply and label', () => {
    const rows = [
      conversation(1, { unread: 2 }),
      conversation(2, { mentioned: true }),
      conversation(3, { waitingSince: now - hour, labels: ['refund'] }),
    ];
    expect(ids({ isUnread: true }, rows)).toEqual([1, 2]);
    expect(ids({ needsReply: true }, rows)).toEqual([3]);
    expect(ids({ label: 'refund' }, rows)).toEqual([3]);
    expect(ids({ label: 'order' }, rows)).toEqual([]);
  });

  it('the list filters by team, and for the teams of the agent', () => {
    const team = (id: string) => ({ team: { id, name: id } });
    const rows = [conversation(1, team('sales')), conversation(2, team('returns')), conversation(3)];
    expect(ids({ team: 'sales' }, rows)).toEqual([1]);
    // Until the teams are known, the Worker's list stays as it is.
    expect(ids({ team: 'mine' }, rows)).toEqual([1, 2]);
    teamMembers.set('sales', ['ben']).set('returns', ['ben', me]);
    expect(ids({ team: 'mine' }, rows)).toEqual([2]);
    teamMembers.clear();
  });

  it('the list filters by reply window', () => {
    const rows = [now + hour, now + 5 * hour, now, null].map((expiresAt, index) =>
      conversation(index + 1, { window: { expiresAt } }),
    );
    expect(ids({ window: 'open' }, rows)).toEqual([1, 2]);
    expect(ids({ window: 'closing' }, rows)).toEqual([1]);
    expect(ids({ window: 'closed' }, rows)).toEqual([3, 4]);
  });
});

describe('the order of a list', () => {
  const sorted = (sort: ListView['sort'], rows: ReturnType<typeof conversation>[]) =>
    rows.sort(compare({ ...usualView, sort }, now)).map(({ id }) => id);

  it('the usual order is the newest message first', () => {
    expect(sorted('newest', [conversation(3), conversation(1), conversation(2)])).toEqual([1, 2, 3]);
  });

  it('the waiting order starts with the customer who has waited longest', () => {
    const rows = [
      conversation(1),
      conversation(2, { waitingSince: now - hour }),
      conversation(3, { waitingSince: now - 2 * hour }),
    ];
    expect(sorted('waiting', rows)).toEqual([3, 2, 1]);
  });

  it('the window order starts with the window that closes first', () => {
    const rows = [now - hour, now + 2 * hour, now + hour].map((expiresAt, index) =>
      conversation(index + 1, { window: { expiresAt } }),
    );
    expect(sorted('closing', rows)).toEqual([3, 2, 1]);
  });
});

describe('the filter of a list', () => {
  it('the filter names the agent it is limited to', () => {
    expect(filterOf({ ...usualView, assignee: 'ben' })).toEqual({ assignee: 'ben', state: 'open' });
  });

  it('the filter names each active condition', () => {
    expect(filterOf({ ...usualView, state: null })).toEqual({});
    const filter = filterOf({
      ...{
        tab: 'mine',
        assignee: null,
        team: 'sales',
        state: 'open',
        isUnread: true,
        needsReply: true,
        handledBy: 'bot',
      },
      ...{ window: 'closing', label: 'refund', source: 'https://shop.example/', sort: 'waiting' },
    });
    expect(filter).toEqual({
      ...{
        assignee: 'me',
        team: 'sales',
        state: 'open',
        unread: '1',
        'needs-reply': '1',
        'handled-by': 'bot',
      },
      ...{ window: 'closing', label: 'refund', source: 'https://shop.example/', sort: 'waiting' },
    });
  });
});
