/** Routes about people: sessions, passkeys, the team, API tokens, push notifications. */
import * as v from 'valibot';
import { newPushDevice, pushDevice, pushStatus, pushTest } from '../people/push.ts';
import { me, newPasskey, passkey, passkeyCreationOptions, sessionList } from '../people/sessions.ts';
import {
  agentChange,
  apiToken,
  apiTokenRequest,
  auditEntry,
  auditQuery,
  invitation,
  invite,
  newApiToken,
  newInvitation,
  profileChange,
  removedAgent,
  teamMember,
} from '../people/team.ts';
import { pageOf } from '../values.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

export const team = {
  'GET /api/me': forAgents({ summary: 'Returns who you are', scope: 'numbers:read', answer: me }),
  'PUT /api/me': forAgents({
    summary: 'Changes your name or availability, or removes your picture',
    body: profileChange,
    answer: teamMember,
  }),
  'PUT /api/me/picture': forAgents({ summary: 'Sets your picture', isRaw: true, answer: teamMember }),
  'GET /api/sessions': forAgents({ summary: 'Lists your sessions', answer: sessionList }),
  'DELETE /api/sessions': forAgents({ summary: 'Ends all your other sessions' }),
  'DELETE /api/sessions/:id': forAgents({ summary: 'Ends a session of yours; `current` is this one' }),

  'GET /api/passkeys': forAgents({ summary: 'Lists your passkeys', answer: v.array(passkey) }),
  'POST /api/passkeys': forAgents({
    summary: 'Adds a passkey',
    isOwnPagesOnly: true,
    body: newPasskey,
    status: 201,
    answer: passkey,
  }),
  'POST /api/passkeys/options': forAgents({
    summary: 'Returns options to create a passkey',
    isOwnPagesOnly: true,
    answer: passkeyCreationOptions,
  }),
  'DELETE /api/passkeys/:id': forAgents({ summary: 'Removes a passkey' }),

  'GET /api/push': forAgents({
    summary: 'Lists your devices with push notifications',
    answer: pushStatus,
  }),
  'PUT /api/push': forAgents({
    summary: 'Adds a device for push notifications, or changes its preferences',
    isOwnPagesOnly: true,
    body: newPushDevice,
    answer: pushDevice,
  }),
  'POST /api/push/:id/test': forAgents({ summary: 'Sends a test notification', answer: pushTest }),
  'DELETE /api/push/:id': forAgents({ summary: 'Removes a device' }),

  'GET /api/agents': forAgents({ summary: 'Lists the team', answer: v.array(teamMember) }),
  'PUT /api/agents/:id': forAdmins({ summary: 'Changes an agent', body: agentChange, answer: teamMember }),
  'GET /api/agents/:id/pictures/:picture': forAgents({
    summary: 'Returns the picture of an agent',
    answer: response,
    contentType: 'image/*',
  }),
  'DELETE /api/agents/:id': forAdmins({ summary: 'Removes an agent' }),
  // A site's own login would otherwise bring them back the next time they open the page.
  'GET /api/agents/removed': forAdmins({
    summary: 'Lists removed agents whom their site’s login can no longer sign in',
    answer: v.array(removedAgent),
  }),
  'POST /api/agents/removed/:id': forAdmins({ summary: 'Restores a removed agent', answer: teamMember }),

  'GET /api/invitations': forAdmins({ summary: 'Lists open invitations', answer: v.array(invitation) }),
  'POST /api/invitations': forAdmins({
    summary: 'Invites somebody',
    body: invite,
    status: 201,
    answer: newInvitation,
  }),
  'DELETE /api/invitations/:id': forAdmins({ summary: 'Withdraws an invitation' }),

  'GET /api/tokens': forAdmins({ summary: 'Lists API tokens', answer: v.array(apiToken) }),
  'POST /api/tokens': forAdmins({
    summary: 'Creates an API token',
    body: apiTokenRequest,
    status: 201,
    answer: newApiToken,
  }),
  'DELETE /api/tokens/:id': forAdmins({ summary: 'Revokes an API token' }),

  'GET /api/audit': forAdmins({
    summary: 'Lists the audit log, newest first',
    query: auditQuery,
    pagedBy: 'before',
    answer: pageOf(auditEntry),
  }),
} satisfies Routes;
