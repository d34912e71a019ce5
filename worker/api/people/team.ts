/** The team: agents, invitations, API tokens, and the audit log. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { apiScope, permission, role } from '../roles.ts';
import { person, queryNumber, text, time, whole } from '../values.ts';
import { passkeyAttestation, passkeyCreationOptions } from './sessions.ts';

/** The ids of the numbers that an agent has access to; null for all, including numbers that are connected later. */
const numbers = v.nullable(v.array(v.string()));

export const teamMember = v.object({
  id: v.string(),
  name: v.string(),
  role,
  /** The ids of the numbers they can see; null: all, including numbers that are connected later. An admin sees all. */
  numbers,
  /** What they may do beyond the role of an agent. An admin may do everything. */
  permissions: v.array(permission),
  /** The id of their picture, for `GET /api/agents/:id/pictures/:picture`; null: they have none. */
  picture: v.nullable(v.string()),
  /** How many passkeys they have. */
  passkeys: whole,
  seenAt: v.nullable(time),
  /** They have chosen to be away, so no conversations are assigned to them automatically. */
  isAway: v.boolean(),
});
export type TeamMember = v.InferOutput<typeof teamMember>;

/** An agent whom their site's own login can no longer sign in. */
export const removedAgent = v.object({ id: v.string(), name: v.string(), removedAt: time });
export type RemovedAgent = v.InferOutput<typeof removedAgent>;

const name = text(128);
const permissions = v.pipe(v.array(permission), v.maxLength(permission.options.length));
const seenNumbers = v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(1_000)));

/** Changes to an agent. Omitted fields stay the same. */
export const agentChange = v.strictObject({
  name: v.exactOptional(name),
  role: v.exactOptional(role),
  numbers: v.exactOptional(seenNumbers),
  permissions: v.exactOptional(permissions),
  /** Null removes their picture. */
  picture: v.exactOptional(v.null()),
});
export type AgentChange = v.InferOutput<typeof agentChange>;

/** Changes to your own name, picture and availability. Omitted fields stay the same. */
export const profileChange = v.strictObject({
  name: v.exactOptional(name),
  /** Whether no conversations are to be assigned to you automatically, until you change it. */
  isAway: v.exactOptional(v.boolean()),
  /** Null removes your picture. */
  picture: v.exactOptional(v.null()),
});
export type ProfileChange = v.InferOutput<typeof profileChange>;

export const invitation = v.object({
  id: v.string(),
  /** The existing agent who has lost their passkeys; null for a new agent. */
  agentId: v.nullable(v.string()),
  name: v.string(),
  role,
  /** The ids of the numbers they will see; null: all. */
  numbers,
  /** What they may do beyond the role of an agent. */
  permissions: v.array(permission),
  expiresAt: time,
});
export type Invitation = v.InferOutput<typeof invitation>;

/** The link works once, and is shown only here. */
export const newInvitation = v.object({ invitation, url: v.string() });
export type NewInvitation = v.InferOutput<typeof newInvitation>;

/** An invitation for a new agent, or for one who has lost their passkeys. */
export const invite = v.union(
  [
    v.strictObject({
      ...{ name, role },
      numbers: v.exactOptional(seenNumbers),
      permissions: v.exactOptional(permissions),
    }),
    v.strictObject({ agentId: v.pipe(v.string(), v.nonEmpty()) }),
  ],
  'Give name and role of somebody new, or agentId of somebody who has lost their passkeys.',
);
export type Invite = v.InferOutput<typeof invite>;

const invitationToken = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));
export const joinQuestion = v.strictObject({ token: invitationToken });
export const joinOptions = v.object({
  name: v.string(),
  /** Whether the invitation is for a new agent, who can still choose their name. */
  isNew: v.boolean(),
  options: passkeyCreationOptions,
});
export const join = v.strictObject({
  token: invitationToken,
  response: passkeyAttestation,
  /** A new agent's own name, if it is another one than the invitation's. */
  name: v.exactOptional(name),
});

const sendsAs = v.picklist(['bot', 'person']);
export type SendsAs = v.InferOutput<typeof sendsAs>;

export const apiToken = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(apiScope),
  /** The ids of the numbers that it is limited to; null: all, including numbers that are connected later. */
  numbers,
  /** What it sends counts as written by a bot, which a person can interrupt, or by a person, who interrupts the bot. */
  sendsAs,
  createdAt: time,
  /** When it ends; null: when it is revoked. */
  expiresAt: v.nullable(time),
  /** To the hour. */
  usedAt: v.nullable(time),
});
export type ApiToken = v.InferOutput<typeof apiToken>;

/** The token goes into `Authorization: Bearer`; it is shown only here. */
export const newApiToken = v.object({ token: v.string(), apiToken });
export type NewApiToken = v.InferOutput<typeof newApiToken>;

export const apiTokenRequest = v.strictObject({
  name,
  scopes: v.pipe(v.array(apiScope), v.minLength(1), v.maxLength(apiScope.options.length)),
  /** The ids of the numbers that it is limited to; null, or left out: all. */
  numbers: v.exactOptional(seenNumbers),
  sendsAs: v.optional(sendsAs, 'bot'),
  expiresAt: v.exactOptional(
    v.nullable(
      v.pipe(
        time,
        v.check((at) => at > Date.now(), schemaTexts.expiry_passed),
      ),
    ),
  ),
});
export type ApiTokenRequest = v.InferInput<typeof apiTokenRequest>;

export const auditAction = v.picklist([
  'session.begin',
  'session.end',
  'passkey.add',
  'passkey.remove',
  'agent.invite',
  'agent.join',
  'agent.change',
  'agent.profile',
  'agent.remove',
  'agent.restore',
  'invitation.withdraw',
  'token.make',
  'token.revoke',
  'number.connect',
  'number.change',
  'number.replace',
  'number.enabled',
  'number.disabled',
  'number.disconnected',
  'number.delete',
  'number.retention',
  'number.export',
  'contact.export',
  'contact.erase',
  'contact.merge',
  'number.erase',
  'number.profile',
  'number.policy',
  'number.assignment',
  'number.automation',
  'automation.pause',
  'number.button',
  'number.hours',
  'number.assistant',
  'provider.change',
  'number.places',
  'number.analytics',
  'number.step',
  'number.bot',
  'event.replay',
  'labels.change',
  'teams.change',
  'teams.delete',
  'fields.change',
  'fields.delete',
  'template.submitted',
  'template.edited',
  'template.deleted',
  'template.unpaused',
  'views.change',
  'replies.change',
  'origins.change',
  'site-login.change',
  'webhook.create',
  'webhook.change',
  'webhook.rotate',
  'webhook.delete',
  'webhook.disable',
]);
export type AuditAction = v.InferOutput<typeof auditAction>;

/** Who did what. */
export const auditEntry = v.object({
  id: whole,
  at: time,
  by: v.nullable(person),
  action: auditAction,
  /** The name of the thing that was changed. */
  subject: v.string(),
});
export type AuditEntry = v.InferOutput<typeof auditEntry>;

export const auditQuery = v.object({
  before: v.optional(queryNumber(1, Number.MAX_SAFE_INTEGER)),
  limit: v.optional(queryNumber(1, 500), '100'),
});
