/** Routes about the deployment: setup, Embedded Signup, allowed sites, saved replies, labels, unrouted events. */
import * as v from 'valibot';
import {
  contactField,
  contactFieldChange,
  fieldOrder,
  fieldUse,
  newContactField,
} from '../conversations/fields.ts';
import { label, newLabel } from '../conversations/labels.ts';
import { favourite, newSavedReply, replyFileQuery, savedReply } from '../conversations/replies.ts';
import { newSavedView, savedView } from '../conversations/views.ts';
import { beginSignup, setup, setupProgress, signup, signupChoice } from '../numbers/connections.ts';
import { rawEvent, replayed, unroutedEventsQuery } from '../numbers/data.ts';
import { unroutedNumber, webhookSetup } from '../numbers/health.ts';
import { inboxSummary } from '../numbers/numbers.ts';
import { allowedOrigins, changedSiteLogin, masterKeyStatus, origins, siteLogin } from '../people/settings.ts';
import { newTeam, team } from '../people/teams.ts';
import { pageOf } from '../values.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

export const settings = {
  'GET /api/setup': forAdmins({
    summary: 'Returns the state of the setup',
    scope: 'numbers:read',
    answer: setup,
  }),
  'PUT /api/setup': forAdmins({
    summary: 'Marks the setup as done or shared',
    body: setupProgress,
    answer: setupProgress,
  }),
  'POST /api/signups': forAdmins({
    summary: 'Begins a signup with what Meta’s window gave',
    body: beginSignup,
    answer: signup,
  }),
  'POST /api/signups/:id': forAdmins({
    summary: 'Repeats the steps that failed after the exchange',
    answer: signup,
  }),
  'POST /api/signups/:id/connect': forAdmins({
    summary: 'Connects a number of the signup',
    body: signupChoice,
    status: 201,
    answer: inboxSummary,
  }),

  'GET /api/webhook': forAdmins({
    summary: 'Returns what to paste into Meta’s webhook settings, and rejected webhooks',
    scope: 'numbers:read',
    answer: webhookSetup,
  }),
  'GET /api/unrouted': forAdmins({
    summary: 'Lists numbers that events came for and that are not connected',
    scope: 'numbers:read',
    answer: v.array(unroutedNumber),
  }),
  'GET /api/raw-events': forAdmins({
    summary: 'Lists events that belong to no connected number, newest first',
    query: unroutedEventsQuery,
    pagedBy: 'before',
    answer: pageOf(rawEvent),
  }),
  'POST /api/raw-events/:id/replay': forAdmins({
    summary: 'Reads and stores an unrouted event again',
    answer: replayed,
  }),

  'GET /api/settings/origins': forAdmins({ summary: 'Lists allowed sites', answer: origins }),
  'PUT /api/settings/origins': forAdmins({
    summary: 'Changes allowed sites',
    body: allowedOrigins,
    answer: allowedOrigins,
  }),
  'GET /api/settings/site-login': forAdmins({
    summary: 'Returns how a site’s own login works',
    answer: siteLogin,
  }),
  'PUT /api/settings/site-login': forAdmins({
    summary: 'Changes a site’s own login; a new secret is only in this answer',
    body: siteLogin,
    answer: changedSiteLogin,
  }),
  'GET /api/settings/master-key': forAdmins({
    summary: 'Returns how far a change of the master key has come',
    answer: masterKeyStatus,
  }),

  'GET /api/replies': forAgents({ summary: 'Lists saved replies', answer: v.array(savedReply) }),
  'POST /api/replies': forAgents({
    summary: 'Creates a saved reply',
    body: newSavedReply,
    status: 201,
    answer: savedReply,
  }),
  'PUT /api/replies/:id': forAgents({
    summary: 'Changes a saved reply',
    body: newSavedReply,
    answer: savedReply,
  }),
  'DELETE /api/replies/:id': forAgents({ summary: 'Deletes a saved reply' }),
  'PUT /api/replies/:id/favourite': forAgents({
    summary: 'Marks a saved reply as a favourite, or not',
    body: favourite,
    answer: savedReply,
  }),
  // Stored in the deployment's bucket; an error without one.
  'PUT /api/replies/:id/file': forAgents({
    summary: 'Uploads the file of a saved reply, in place of the one before',
    isRaw: true,
    query: replyFileQuery,
    answer: savedReply,
  }),
  'GET /api/replies/:id/file': forAgents({
    summary: 'Returns the file of a saved reply',
    answer: response,
    contentType: '*/*',
  }),
  'DELETE /api/replies/:id/file': forAgents({
    summary: 'Removes the file of a saved reply',
    answer: savedReply,
  }),

  'GET /api/views': forAgents({ summary: 'Lists saved views', answer: v.array(savedView) }),
  'POST /api/views': forAgents({
    summary: 'Saves a view of the list',
    body: newSavedView,
    status: 201,
    answer: savedView,
  }),
  'PUT /api/views/:id': forAgents({ summary: 'Changes a saved view', body: newSavedView, answer: savedView }),
  'DELETE /api/views/:id': forAgents({ summary: 'Deletes a saved view' }),

  'GET /api/fields': forAgents({
    summary: 'Lists custom fields of contacts',
    scope: 'conversations:read',
    answer: v.array(contactField),
  }),
  'POST /api/fields': forAdmins({
    summary: 'Creates a custom field',
    body: newContactField,
    status: 201,
    answer: contactField,
  }),
  'PUT /api/fields': forAdmins({
    summary: 'Changes the order of the custom fields',
    body: fieldOrder,
    answer: v.array(contactField),
  }),
  'GET /api/fields/:id': forAdmins({
    summary: 'Returns a custom field, and how many contacts have a value of it',
    answer: fieldUse,
  }),
  'PUT /api/fields/:id': forAdmins({
    summary: 'Renames a custom field, or changes its choices',
    body: contactFieldChange,
    answer: contactField,
  }),
  'DELETE /api/fields/:id': forAdmins({
    summary: 'Deletes a custom field and its values of all contacts',
  }),

  'GET /api/labels': forAgents({
    summary: 'Lists labels',
    scope: 'conversations:read',
    answer: v.array(label),
  }),
  'POST /api/labels': forAdmins({
    summary: 'Creates a label',
    body: newLabel,
    status: 201,
    answer: label,
  }),
  'PUT /api/labels/:id': forAdmins({ summary: 'Changes a label', body: newLabel, answer: label }),
  'DELETE /api/labels/:id': forAdmins({ summary: 'Deletes a label' }),

  'GET /api/teams': forAgents({
    summary: 'Lists teams',
    scope: 'conversations:read',
    answer: v.array(team),
  }),
  'POST /api/teams': forAdmins({ summary: 'Creates a team', body: newTeam, status: 201, answer: team }),
  'PUT /api/teams/:id': forAdmins({ summary: 'Changes a team', body: newTeam, answer: team }),
  'DELETE /api/teams/:id': forAdmins({
    summary: 'Deletes a team. Its conversations keep their assignees',
  }),
} satisfies Routes;
