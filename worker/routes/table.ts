/** The handler of each route. The compiler refuses a route without a handler, and an answer that was not declared. */

import { assistant } from './automation/assistant.ts';
import { automation, openTurns } from './automation/automation.ts';
import { knowledge } from './automation/knowledge.ts';
import { provider } from './automation/provider.ts';
import type { ClosedHandlers, GraphHandlers, OpenHandlers } from './call.ts';
import { catalog, openCatalog } from './catalog/catalog.ts';
import { contacts } from './conversations/contacts.ts';
import { conversations } from './conversations/conversations.ts';
import { live, openLive } from './conversations/live.ts';
import { media, openMedia } from './conversations/media.ts';
import { messages } from './conversations/messages.ts';
import { teamwork } from './conversations/teamwork.ts';
import { events } from './developers/events.ts';
import { webhooks } from './developers/webhooks.ts';
import { graphMedia } from './graph/media.ts';
import { graphMessages } from './graph/messages.ts';
import { graphTemplates } from './graph/templates.ts';
import { openWebhook } from './meta/webhook.ts';
import { analytics } from './numbers/analytics.ts';
import { blocked } from './numbers/blocked.ts';
import { button, openButton } from './numbers/button.ts';
import { connections } from './numbers/connections.ts';
import { data } from './numbers/data.ts';
import { health } from './numbers/health.ts';
import { inboxes } from './numbers/inboxes.ts';
import { profile } from './numbers/profile.ts';
import { shortLinks } from './numbers/short-links.ts';
import { templateInsights } from './numbers/template-insights.ts';
import { openInvitations, people } from './people/people.ts';
import { push } from './people/push.ts';
import { openSessions, sessions } from './people/sessions.ts';
import { fields } from './settings/fields.ts';
import { labels } from './settings/labels.ts';
import { replies } from './settings/replies.ts';
import { settings } from './settings/settings.ts';
import { openSignup, signups } from './settings/signups.ts';
import { teams } from './settings/teams.ts';
import { unroutedEvents } from './settings/unrouted-events.ts';
import { views } from './settings/views.ts';
import { templateLibrary } from './templates/library.ts';
import { templates } from './templates/templates.ts';

export const openHandlers: OpenHandlers = {
  'GET /health': () => ({ ok: true }),
  ...openWebhook,
  ...openSignup,
  ...openSessions,
  ...openInvitations,
  ...openButton,
  ...openMedia,
  ...openCatalog,
  ...openLive,
  ...openTurns,
};

export const closedHandlers: ClosedHandlers = {
  ...sessions,
  ...people,
  ...push,
  ...settings,
  ...signups,
  ...replies,
  ...fields,
  ...labels,
  ...teams,
  ...views,
  ...unroutedEvents,
  ...events,
  ...webhooks,
  ...inboxes,
  ...connections,
  ...button,
  ...profile,
  ...shortLinks,
  ...blocked,
  ...health,
  ...data,
  ...analytics,
  ...templateInsights,
  ...templates,
  ...templateLibrary,
  ...catalog,
  ...automation,
  ...assistant,
  ...knowledge,
  ...provider,
  ...conversations,
  ...teamwork,
  ...contacts,
  ...messages,
  ...media,
  ...live,
};

export const graphHandlers: GraphHandlers = {
  ...graphMessages,
  ...graphMedia,
  ...graphTemplates,
};
