/** The view of the list: its tab, filters and order. The Worker and the page apply the same rules. */
import type {
  ConversationFilter,
  ConversationSort,
  ConversationState,
} from '../../../worker/api/conversations/conversations.ts';
import type { NamedTeam } from '../../../worker/api/people/teams.ts';
import type { InboxConversation } from './inbox-state.ts';

export type ListTab = 'mine' | 'unassigned' | 'all';

export interface ListView {
  tab: ListTab;
  /** The id of an agent, to show only their conversations in the tab `all`; null: everyone's. */
  assignee: string | null;
  /** `mine`: the teams of the agent; or a team's id. */
  team: string | null;
  /** Null: any. */
  state: ConversationState | null;
  isUnread: boolean;
  needsReply: boolean;
  /** `bot`: only what the number's bot handles; null: everything. */
  handledBy: 'bot' | null;
  window: 'open' | 'closing' | 'closed' | null;
  /** A label's id. */
  label: string | null;
  /** The page where the customer clicked the button, or the beginning of its address. */
  source: string | null;
  sort: ConversationSort;
}

export const usualView: ListView = {
  tab: 'all',
  assignee: null,
  team: null,
  state: 'open',
  isUnread: false,
  needsReply: false,
  handledBy: null,
  window: null,
  label: null,
  source: null,
  sort: 'newest',
};

export const closingMs = 2 * 60 * 60_000;

export function filterOf({
  tab,
  assignee,
  team,
  state,
  isUnread,
  needsReply,
  handledBy,
  window,
  label,
  source,
  sort,
}: ListView): ConversationFilter {
  return {
    ...(tab === 'mine' && { assignee: 'me' }),
    ...(tab === 'unassigned' && { assignee: 'nobody' }),
    ...(tab === 'all' && assignee !== null && { assignee }),
    ...(team && { team }),
    ...(state && { state }),
    ...(isUnread && { unread: '1' }),
    ...(needsReply && { 'needs-reply': '1' }),
    ...(handledBy && { 'handled-by': handledBy }),
    ...(window && { window }),
    ...(label && { label }),
    ...(source && { source }),
    ...(sort !== 'newest' && { sort }),
  };
}

export function shows(view: ListView, conversation: InboxConversation, me: string, now: number): boolean {
  const { assignee, team, state, unread, mentioned, waitingSince, labels, lastMessage } = conversation;
  const left = (conversation.window.expiresAt ?? 0) - now;
  return (
    lastMessage !== null &&
    isOf(view, assignee?.id ?? null, me) &&
    (view.team === null || team?.id === view.team || (view.team === 'mine' && isOwn(team, me))) &&
    (view.state === null || state === view.state) &&
    (!view.isUnread || unread > 0 || mentioned) &&
    (!view.needsReply || waitingSince !== null) &&
    (view.handledBy === null || conversation.handledBy === view.handledBy) &&
    (view.label === null || labels.includes(view.label)) &&
    (view.source === null || conversation.source?.page.startsWith(view.source) === true) &&
    (view.window === null || (view.window === 'closed' ? left <= 0 : left > 0)) &&
    (view.window !== 'closing' || left < closingMs)
  );
}

/** The members of each team, as far as they are loaded. */
export const teamMembers = new Map<string, readonly string[]>();

/** Until they are loaded, what the Worker says counts. */
function isOwn(team: NamedTeam | null, me: string): boolean {
  return team !== null && (teamMembers.get(team.id)?.includes(me) ?? true);
}

function isOf({ tab, assignee: only }: ListView, assignee: string | null, me: string): boolean {
  if (tab === 'all') return only === null || assignee === only;
  return assignee === (tab === 'mine' ? me : null);
}

/** Compares in the order of the view: those with the sorted value first, then the rest, newest first. */
export function compare({ sort }: ListView, now: number) {
  const urgency = ({ waitingSince, window: { expiresAt } }: InboxConversation) => {
    if (sort === 'waiting') return waitingSince;
    return sort === 'closing' && expiresAt !== null && expiresAt > now ? expiresAt : null;
  };
  return (a: InboxConversation, b: InboxConversation): number => {
    const [first, second] = [urgency(a), urgency(b)];
    if (first !== null && second !== null) return first - second || a.id - b.id;
    if (first !== null || second !== null) return first !== null ? -1 : 1;
    return b.lastMessageAt - a.lastMessageAt || a.inbox.localeCompare(b.inbox) || b.id - a.id;
  };
}
