/** Teamwork on conversations: assignment, state, labels, notes, and one command for many. */
import type { TeamCommand } from '../../api/conversations/teamwork.ts';
import type { ViewFilter } from '../../api/conversations/views.ts';
import { ApiError } from '../../errors.ts';
import type { ViewQuery } from '../../inbox/teamwork/conversation-list.ts';
import { type NamedCommand, plainCommand } from '../../inbox/teamwork/team-commands.ts';
import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { colleague, inboxIn, teamNamed } from '../guard.ts';
import { keyOf } from '../http/idempotency-key.ts';
import { idIn } from '../http/request-body.ts';
import { assigneeIn } from './conversations.ts';

export const teamwork = {
  'GET /api/inboxes/:inbox/counts': async ({ env, number, session }) => {
    const inbox = inboxIn({ env, number });
    return inbox.conversations.counts(session.agent.id);
  },

  'POST /api/inboxes/:inbox/counts': async ({ env, number, session, body }) => {
    const inbox = inboxIn({ env, number });
    return {
      counts: await inbox.conversations.countViews(
        body.filters.map((filter) => queryOf(filter, session.agent.id)),
      ),
    };
  },

  'PUT /api/inboxes/:inbox/conversations/:id/assignee': (call) => run(call, { type: 'assign', ...call.body }),

  'PUT /api/inboxes/:inbox/conversations/:id/state': (call) => {
    const { seen, ...change } = call.body;
    return run(call, { type: 'state', ...change }, seen);
  },

  'PUT /api/inboxes/:inbox/conversations/:id/labels': (call) => run(call, { type: 'label', ...call.body }),

  'POST /api/inboxes/:inbox/conversations/:id/unread': (call) => run(call, { type: 'unread' }),

  'PUT /api/inboxes/:inbox/conversations/:id/mode': (call) => run(call, { type: 'mode', ...call.body }),

  'POST /api/inboxes/:inbox/conversations/:id/hand-over': (call) =>
    run(call, { type: 'hand-over', ...call.body }),

  'POST /api/inboxes/:inbox/conversations/:id/notes': async (call) => {
    const { text, mentions } = call.body;
    const inbox = inboxIn(call);
    const people = await Promise.all([...new Set(mentions)].map((id) => colleague(call, id)));
    const named = people.flatMap((person) => (person ? [person.id] : []));
    const id = idIn(call.params.id, 'conversation');
    const note = { text, mentions: named };
    const { entry, isRepeated } = await inbox.conversations.addNote(
      id,
      call.session.agent,
      keyOf(call.request),
      note,
    );
    if (isRepeated) call.headers.set('Idempotent-Replayed', 'true');
    return entry;
  },

  'POST /api/inboxes/:inbox/bulk': async (call) => {
    const { ids, command, seen, ifSeq } = call.body;
    const inbox = inboxIn(call);
    const byId = (record: Readonly<Record<string, number>>) =>
      new Map(Object.entries(record).map(([id, seq]): [number, number] => [Number(id), seq]));
    const known = { seen: byId(seen), ifSeq: byId(ifSeq) };
    return inbox.conversations.runForMany(ids, call.session.agent, await named(call, command), known);
  },
} satisfies Partial<ClosedHandlers>;

function queryOf(filter: ViewFilter, agentId: string): ViewQuery {
  const { assignee, team, state, isUnread, needsReply, handledBy, window, label, source } = filter;
  return {
    agentId,
    unread: isUnread,
    needsReply,
    ...(assignee !== null && { assignee: assigneeIn(assignee, agentId) }),
    ...(team !== null && { team }),
    ...(state && { state }),
    ...(handledBy && { handledBy }),
    ...(window && { window }),
    ...(label !== null && { label }),
    ...(source !== null && { source }),
  };
}

/** `seen`: the last change of the conversation that the caller knows. */
async function run(call: SignedCall, command: TeamCommand, seen?: number) {
  const inbox = inboxIn(call);
  const id = idIn(call.params.id, 'conversation');
  return inbox.conversations.run(id, call.session.agent, await named(call, command), seen);
}

/** Looks up the person and the labels whose ids are in a command. */
async function named(call: SignedCall, command: TeamCommand): Promise<NamedCommand> {
  switch (command.type) {
    case 'assign':
      if (command.to === undefined && command.team === undefined) {
        throw new ApiError(422, 'nothing_to_assign', 'Give `to`, `team` or both.');
      }
      return {
        command,
        assignee: await colleague(call, command.to ?? null),
        team: await teamNamed(call, command.team ?? null),
        labels: [],
      };
    case 'label':
      return {
        command,
        assignee: null,
        team: null,
        labels: await labelsNamed(call, [...command.add, ...command.remove]),
      };
    case 'mode':
      if (!call.session.isBot) return plainCommand(command);
      throw new ApiError(
        403,
        'people_only',
        'A bot cannot resume itself or take over. Use POST …/hand-over, or an API token that sends as a person.',
      );
    default:
      return plainCommand(command);
  }
}

async function labelsNamed({ env }: SignedCall, ids: readonly string[]) {
  const known = await workspaceOf(env).shared.labels();
  return ids.map((id) => {
    const label = known.find((one) => one.id === id);
    if (label) return label;
    throw new ApiError(422, 'label_not_found', 'There is no label with this id. GET /api/labels lists them.');
  });
}
