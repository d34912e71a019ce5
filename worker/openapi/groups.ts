/** The groups in which the reference shows the routes, in its order. In OpenAPI they are tags. */

export interface RouteGroup {
  name: string;
  description: string;
}

/**
 * `paths` are regular expressions over the path after `/api/`. The first group that matches has the route. `first` are
 * the routes that most readers look for.
 */
const groups: readonly (RouteGroup & { paths: RegExp; first?: readonly string[] })[] = [
  {
    name: 'Messages',
    description:
      'Send messages, read them with their delivery details, and exchange files. Every send needs an `Idempotency-Key`, so that a repeated request sends nothing twice.',
    first: [
      'POST /api/inboxes/:inbox/messages',
      'POST /api/inboxes/:inbox/conversations/:id/messages',
      'GET /api/inboxes/:inbox/conversations/:id/messages',
      'GET /api/inboxes/:inbox/messages/:id',
    ],
    paths: /^inboxes\/:inbox\/(messages|media|media-tickets|conversations\/:id\/messages)(\/|$)/,
  },
  {
    name: 'Contacts',
    description:
      'The people who write to a number: what is known about them, their opt-ins, and who is blocked.',
    paths:
      /^inboxes\/:inbox\/(contacts|blocked|conversations\/:id\/(contact|files|consent|identity|block|export|merge|erase))(\/|$)/,
  },
  {
    name: 'Conversations',
    description:
      'Everything with one contact, as the team works on it: state, assignee, team, labels, notes.',
    paths: /^inboxes\/:inbox\/(conversations|counts|bulk)(\/|$)/,
  },
  {
    name: 'Templates',
    description:
      'Message templates of the account: drafts, what Meta would refuse, submitting, editing and deleting.',
    paths: /^inboxes\/:inbox\/(template(s|-)|flows)/,
  },
  {
    name: 'Catalog',
    description: 'The products that the account can send, and what a number shows of them.',
    paths: /^inboxes\/:inbox\/catalog(\/|$)/,
  },
  {
    name: 'Automation',
    description:
      'What a number answers automatically: welcome, away, rules, the assistant, and a log of each turn.',
    paths: /^(automation|inboxes\/:inbox\/automation)(\/|$)/,
  },
  {
    name: 'Events',
    description: 'Everything that happens, in order. Poll it where a webhook cannot reach you.',
    paths: /^(event-types|inboxes\/:inbox\/events)(\/|$)/,
  },
  {
    name: 'Webhooks',
    description: 'Addresses that receive events as they happen, signed, and in order within a conversation.',
    paths: /^webhooks(\/|$)/,
  },
  {
    name: 'Live socket',
    description: 'A WebSocket that pushes every change of an inbox, for a screen that stays current.',
    paths: /^inboxes\/:inbox\/(tickets|live)(\/|$)/,
  },
  {
    name: 'Analytics',
    description:
      'What was counted of a number in a period: messages, waits, episodes, failures, templates, sources and costs.',
    paths: /^inboxes\/:inbox\/analytics(\/|$)/,
  },
  {
    name: 'Numbers',
    description: 'Connected WhatsApp numbers: their settings, profile and health.',
    paths:
      /^(inboxes|webhook|unrouted|raw-events|connections)(\/(:inbox(\/(?!analytics|button|presses|short-links).*)?|check|:id.*))?$/,
  },
  {
    name: 'Button and links',
    description: 'The chat button on your pages, the clicks on it, and short links to a chat.',
    paths: /^(presses|inboxes\/:inbox\/(button|presses|short-links)(\/.*)?)$/,
  },
  {
    name: 'Saved replies, labels, fields and views',
    description:
      'What the team shares: texts that are used again and again, labels for conversations, custom fields of contacts, and views of the list.',
    paths: /^(replies|labels|fields|views)(\/|$)/,
  },
  {
    name: 'Team',
    description: 'Agents, teams, sessions, invitations, API tokens and the audit log.',
    paths: /^(me|sessions|passkeys|push|agents|teams|invitations|tokens|audit)(\/|$)/,
  },
  {
    name: 'Deployment',
    description: 'The setup of the Worker itself.',
    paths: /^(setup|signups|settings)(\/|$)/,
  },
];

/** A route that no group has is in this one; a test asks for its group. */
const rest: RouteGroup = { name: 'Other', description: 'Everything else.' };

export function groupOf(path: string): RouteGroup {
  return groups.find(({ paths }) => paths.test(path.replace('/api/', ''))) ?? rest;
}

/** The groups that have routes, in the order of the reference. */
export function groupsOf(paths: readonly string[]): RouteGroup[] {
  const used = new Set(paths.map((path) => groupOf(path).name));
  return [...groups, rest]
    .filter(({ name }) => used.has(name))
    .map(({ name, description }) => ({ name, description }));
}

/** Sorts the routes of a group: what most look for, then what programs can call, then the rest. */
export function byImportance<Route extends { name: string; scope?: string }>(
  routes: readonly Route[],
): Route[] {
  const first = groups.flatMap((group) => group.first ?? []);
  const rank = ({ name, scope }: Route) => {
    const place = first.indexOf(name);
    return place >= 0 ? place : first.length + (scope === undefined ? 1 : 0);
  };
  return [...routes].sort((a, b) => rank(a) - rank(b));
}
