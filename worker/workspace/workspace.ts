import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type {
  ContactField,
  ContactFieldChange,
  FieldUse,
  NewContactField,
} from '../api/conversations/fields.ts';
import type { Label } from '../api/conversations/labels.ts';
import type { MediaTicket } from '../api/conversations/messages.ts';
import type { NewSavedReply, SavedReply } from '../api/conversations/replies.ts';
import type { NewSavedView, SavedView } from '../api/conversations/views.ts';
import type { CheckedWebhook, NewWebhook, Webhook, WebhookChange } from '../api/developers/webhooks.ts';
import type { RawEvent } from '../api/numbers/data.ts';
import type { NumberHealth, RefusedWebhooks, UnroutedNumber } from '../api/numbers/health.ts';
import type { InboxSettings, InboxSummary, Template, TemplateList } from '../api/numbers/numbers.ts';
import type { NewPushDevice, PushDevice, PushStatus } from '../api/people/push.ts';
import type { Agent, Passkey, Session, SessionInfo } from '../api/people/sessions.ts';
import type { MasterKeyStatus, Origins, SettingsKind, SiteLogin } from '../api/people/settings.ts';
import type {
  ApiToken,
  ApiTokenRequest,
  AuditAction,
  AuditEntry,
  Invitation,
  NewApiToken,
  RemovedAgent,
  TeamMember,
} from '../api/people/team.ts';
import type { Page, Person } from '../api/values.ts';
import { RpcObject } from '../durable-object-rpc.ts';
import type { Env } from '../env.ts';
import { ApiError, isApiError } from '../errors.ts';
import { log } from '../log.ts';
import { migrate } from '../migrate.ts';
import { askInbox, type WorkspaceForInbox } from '../peers.ts';
import * as audit from './audit.ts';
import { type Chores, doChores, schedule } from './chores.ts';
import { recordLoop } from './numbers/bot-loops.ts';
import * as connections from './numbers/connections.ts';
import type { HealthFacts } from './numbers/health-rows.ts';
import * as health from './numbers/health-state.ts';
import { NumberWatch } from './numbers/number-watch.ts';
import * as refused from './numbers/rejected-webhooks.ts';
import * as setup from './numbers/setup-progress.ts';
import * as signups from './numbers/signups.ts';
import * as templates from './numbers/templates.ts';
import * as kept from './numbers/unrouted-events.ts';
import * as agents from './people/agents.ts';
import * as origins from './people/allowed-origins.ts';
import * as apiTokens from './people/api-tokens.ts';
import { CallRates } from './people/call-rate.ts';
import { closeSockets, release, updateAccess } from './people/open-pages.ts';
import * as passkeys from './people/passkeys.ts';
import * as sessions from './people/sessions.ts';
import { checkSetupToken } from './people/setup-token.ts';
import { changeSiteLogin, claimInToken, siteLogin } from './people/site-login.ts';
import * as push from './push/web-push.ts';
import { migrations } from './schema.ts';
import * as rotation from './secrets/key-rotation.ts';
import { mediaTicket, ticketHolder } from './secrets/media-ticket.ts';
import { masterKeysIn, openVault, type Vault } from './secrets/vault.ts';
import { verifyToken } from './secrets/verify-token.ts';
import { settingsChangedBy, tellConsoles } from './settings-news.ts';
import * as fields from './shared/contact-fields.ts';
import * as labels from './shared/labels.ts';
import * as replies from './shared/saved-replies.ts';
import * as views from './shared/saved-views.ts';
import type { SigningKeys } from './webhooks/subscriptions.ts';
import { WebhookOffice } from './webhooks/webhook-office.ts';
import * as webhooks from './webhooks/webhooks.ts';

/** The device of a sign-in, and the other origin that it is for. */
type SignInContext = Pick<sessions.SignIn, 'origin' | 'device'>;

const siteSessionLifetimeMs = 12 * 60 * 60_000;
const cleanupIntervalMs = 24 * 60 * 60_000;
/** Longer than the timeout of a request to Meta. */
const minRenewalIntervalMs = 60_000;

/** Everything that a deployment shares between its numbers: the numbers, the team, and the allowed sites. */
export class Workspace extends RpcObject<Env> implements WorkspaceForInbox {
  #vault: Promise<Vault> | undefined;
  #sql: SqlStorage;
  #watch: NumberWatch;
  #webhooks: WebhookOffice;
  #checks = new setup.CheckCounter();
  #rates = new CallRates();
  /** By number, the last fetch of its templates, which may be running or have failed. */
  #renewals = new Map<string, { since: number; done: Promise<void> }>();
  #chores: Chores = {
    rotation: async (now) => rotation.rotate(this.#sql, await this.#secrets(), now),
    numbers: (now) => this.#watch.lookAtDue(now),
    kept: async (now) => kept.deleteExpired(this.#sql, now),
    files: (now) => replies.dropFiles(this.#sql, this.env.MEDIA, now),
    alerts: (now) => this.#watch.pushAlerts(now),
    webhooks: () => this.#webhooks.push(),
  };

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#watch = new NumberWatch(ctx.storage, env, () => this.#secrets());
    this.#webhooks = new WebhookOffice(
      ctx.storage,
      env,
      () => this.#secrets(),
      (inbox) => this.#watch.sendAlerts(inbox),
    );
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, migrations));
  }

  /** Signs in the deployment's first admin, or an admin who has lost every other way in. */
  async signInBySetupToken(given: string, network: string, signIn: SignInContext): Promise<Session> {
    const { SETUP_TOKEN: setupToken } = this.env;
    const key = await sessions.newSessionKey();
    await checkSetupToken(this.#sql, { given, setupToken, network }, Date.now());
    const admin = agents.agentOf(this.#sql, 'admin');
    const agent = agents.putAgent(this.#sql, { id: 'admin', name: admin?.name ?? 'Admin', role: 'admin' });
    return this.#begin(key, agent, { ...signIn, way: 'setup-token' });
  }

  async signInByPasskey(
    site: passkeys.Site,
    answer: AuthenticationResponseJSON,
    signIn: SignInContext,
  ): Promise<Session> {
    const key = await sessions.newSessionKey();
    const id = await passkeys.agentWithPasskey(this.#sql, await this.#secrets(), site, answer, Date.now());
    return this.#begin(key, agents.requireAgent(this.#sql, id), { ...signIn, way: 'passkey' });
  }

  /** Signs in an agent through a site's own login. */
  async signInBySite(token: string, audience: string, signIn: SignInContext): Promise<Session> {
    const key = await sessions.newSessionKey();
    const claim = await claimInToken(this.#sql, await this.#secrets(), token, audience, Date.now());
    const access = () => {
      const { id } = claim;
      return JSON.stringify([agents.agentOf(this.#sql, id), agents.numbersOfAgent(this.#sql, id)]);
    };
    const isKnown = agents.agentOf(this.#sql, claim.id) !== null;
    const before = access();
    const { agent, session } = this.ctx.storage.transactionSync(() => {
      const agent = agents.putSiteAgent(this.#sql, claim);
      const lifetimeMs = siteSessionLifetimeMs;
      return { agent, session: this.#begin(key, agent, { ...signIn, way: 'site-login', lifetimeMs }) };
    });
    if (isKnown && before !== access()) await updateAccess(this.#sql, this.env, agent);
    return session;
  }

  async session(token: string): Promise<sessions.SignedIn | null> {
    return token.startsWith(apiTokens.tokenMark)
      ? apiTokens.tokenSession(this.#sql, this.#rates, token, Date.now())
      : sessions.sessionOf(this.#sql, token, Date.now());
  }

  sessionsOf(agentId: string): SessionInfo[] {
    return sessions.sessionsOf(this.#sql, agentId, Date.now());
  }

  /** Ends one session of this agent, or all but one, and closes their sockets. */
  async endSessions(by: Agent, which: { id: string } | { except: string }): Promise<void> {
    const ended = sessions.end(this.#sql, by.id, which);
    if (ended.length > 0) this.#record(by, 'session.end', `${ended.length}`);
    await closeSockets(this.#sql, this.env, ended);
  }

  async passkeyOptions(site: passkeys.Site, by: Agent): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const who = { purpose: `add/${by.id}`, agentId: by.id, name: by.name } as const;
    return passkeys.creationOptions(this.#sql, await this.#secrets(), site, who, Date.now());
  }

  async addPasskey(
    site: passkeys.Site,
    by: Agent,
    name: string,
    response: RegistrationResponseJSON,
  ): Promise<Passkey> {
    const made = { purpose: `add/${by.id}`, name, response } as const;
    const checked = await passkeys.checkNewPasskey(this.#sql, await this.#secrets(), site, made, Date.now());
    // An agent who was removed meanwhile must not have a passkey when they are restored.
    agents.requireAgent(this.#sql, by.id);
    const passkey = passkeys.keepPasskey(this.#sql, by.id, checked, Date.now());
    this.#record(by, 'passkey.add', name);
    return passkey;
  }

  passkeysOf(agentId: string): Passkey[] {
    return passkeys.passkeysOf(this.#sql, agentId);
  }

  removePasskey(by: Agent, id: string): void {
    passkeys.removePasskey(this.#sql, by.id, id);
    this.#record(by, 'passkey.remove', id.slice(0, 12));
  }

  async signInOptions(site: passkeys.Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return passkeys.requestOptions(await this.#secrets(), site, Date.now());
  }

  team(): TeamMember[] {
    return agents.team(this.#sql);
  }

  /** Changes an agent, with immediate effect on open pages. */
  async changeAgent(by: Agent, id: string, change: agents.AgentChange): Promise<TeamMember> {
    this.#requireNumbers(change.numbers);
    const agent = agents.changeAgent(this.#sql, id, change);
    const seen = change.numbers ? `, ${change.numbers.join(' ')}` : '';
    this.#record(by, 'agent.change', `${agent.name}, ${agent.role}${seen}`);
    await updateAccess(this.#sql, this.env, agent);
    return agents.member(this.#sql, id);
  }

  /** Removes an agent, with immediate effect on every device. */
  async removeAgent(by: Agent, id: string): Promise<void> {
    const ended = this.ctx.storage.transactionSync(() => {
      const agent = agents.removeAgent(this.#sql, id, Date.now());
      this.#record(by, 'agent.remove', agent.name);
      return sessions.end(this.#sql, id, { except: null });
    });
    this.#dropFiles();
    await closeSockets(this.#sql, this.env, ended);
    await release(this.#sql, this.env, id, null);
  }

  removedAgents(): RemovedAgent[] {
    return agents.removedAgents(this.#sql);
  }

  /** Lets the site's own login sign the agent in again. */
  restoreAgent(by: Agent, id: string): TeamMember {
    this.ctx.storage.transactionSync(() => {
      const { name } = agents.restoreAgent(this.#sql, id);
      this.#record(by, 'agent.restore', name);
    });
    return agents.member(this.#sql, id);
  }

  async invite(by: Agent, who: agents.Invited): Promise<{ invitation: Invitation; token: string }> {
    if (!('agentId' in who)) this.#requireNumbers(who.numbers);
    const invited = await agents.invite(this.#sql, by.id, who, Date.now());
    this.#record(by, 'agent.invite', `${invited.invitation.name}, ${invited.invitation.role}`);
    return invited;
  }

  invitations(): Invitation[] {
    return agents.invitations(this.#sql, Date.now());
  }

  withdrawInvitation(by: Agent, id: string): void {
    agents.withdraw(this.#sql, id);
    this.#record(by, 'invitation.withdraw', id);
  }

  /** The options for creating a passkey with an invitation. */
  async joinOptions(
    site: passkeys.Site,
    token: string,
  ): Promise<{ name: string; options: PublicKeyCredentialCreationOptionsJSON }> {
    const { id, agentId, name } = await agents.invitationWith(this.#sql, token, Date.now());
    const who = { purpose: `join/${id}`, agentId: agentId ?? id, name } as const;
    const options = await passkeys.creationOptions(this.#sql, await this.#secrets(), site, who, Date.now());
    return { name, options };
  }

  /**
   * Accepts an invitation with a new passkey, for a new agent or one who is recovering access. Recovery ends all earlier
   * sessions and passkeys, because the device is lost.
   */
  async join(
    site: passkeys.Site,
    token: string,
    response: RegistrationResponseJSON,
    signIn: SignInContext,
  ): Promise<Session> {
    const key = await sessions.newSessionKey();
    const { id, agentId, name, role, numbers } = await agents.invitationWith(this.#sql, token, Date.now());
    const made = { purpose: `join/${id}`, name: signIn.device, response } as const;
    const passkey = await passkeys.checkNewPasskey(this.#sql, await this.#secrets(), site, made, Date.now());
    const { ended, session } = this.ctx.storage.transactionSync(() => {
      agents.takeInvitation(this.#sql, id);
      // An agent who recovers access has their current role, which may have changed during the check.
      const agent =
        agentId === null
          ? agents.putAgent(this.#sql, { id, name, role })
          : agents.requireAgent(this.#sql, agentId);
      if (agentId === null) agents.allowNumbers(this.#sql, id, numbers);
      passkeys.forgetPasskeys(this.#sql, agent.id);
      passkeys.keepPasskey(this.#sql, agent.id, passkey, Date.now());
      this.#record(agent, 'agent.join', agent.name);
      const ended = sessions.end(this.#sql, agent.id, { except: null });
      return { ended, session: this.#begin(key, agent, { ...signIn, way: 'invitation' }) };
    });
    await closeSockets(this.#sql, this.env, ended);
    return session;
  }

  /** An agent to whom a conversation of this number can be assigned. */
  colleague(id: string, inbox: string): Person {
    const { name } = agents.requireAgent(this.#sql, id);
    if (agents.numbersOfAgent(this.#sql, id)?.includes(inbox) ?? true) return { id, name };
    throw new ApiError(
      422,
      'number_not_allowed',
      'This agent has no access to this number. Choose another agent.',
    );
  }

  replies(agentId: string): SavedReply[] {
    return replies.replies(this.#sql, agentId);
  }

  /** Creates or changes a reply; `id` is null for a new one. */
  putReply(by: Agent, id: string | null, reply: NewSavedReply): SavedReply {
    const wasShared = id !== null && replies.requireReply(this.#sql, by.id, id).isShared;
    if (wasShared || reply.isShared) this.#keepShared(by, reply.title);
    const put = replies.putReply(this.#sql, id, reply.isShared ? '' : by.id, reply);
    this.#tellConsoles('replies');
    return replies.requireReply(this.#sql, by.id, put);
  }

  removeReply(by: Agent, id: string): void {
    const { isShared, title } = replies.requireReply(this.#sql, by.id, id);
    if (isShared) this.#keepShared(by, title);
    replies.removeReply(this.#sql, id);
    this.#tellConsoles('replies');
    this.#dropFiles();
  }

  /** Throws unless this agent can change the reply. */
  requireOwnReply(by: Agent, id: string): void {
    if (replies.requireReply(this.#sql, by.id, id).isShared) rejectShared(by);
  }

  replyFile(agentId: string, id: string): replies.StoredReplyFile | null {
    replies.requireReply(this.#sql, agentId, id);
    return replies.fileOf(this.#sql, id);
  }

  setReplyFile(by: Agent, id: string, file: replies.StoredReplyFile | null): SavedReply {
    const { isShared, title } = replies.requireReply(this.#sql, by.id, id);
    if (isShared) this.#keepShared(by, title);
    replies.setFile(this.#sql, id, file);
    this.#tellConsoles('replies');
    this.#dropFiles();
    return replies.requireReply(this.#sql, by.id, id);
  }

  #dropFiles(): void {
    schedule(this.ctx.storage, 'files', Date.now());
  }

  favourReply(by: Agent, id: string, isFavourite: boolean): SavedReply {
    replies.requireReply(this.#sql, by.id, id);
    replies.favour(this.#sql, by.id, id, isFavourite);
    this.#tellConsoles('replies');
    return replies.requireReply(this.#sql, by.id, id);
  }

  #keepShared(by: Agent, title: string): void {
    rejectShared(by);
    audit.record(this.#sql, by, 'replies.change', title, Date.now());
  }

  views(by: Agent): SavedView[] {
    return views.views(this.#sql, by);
  }

  putView(by: Agent, id: string | null, view: NewSavedView): SavedView {
    const wasShared = id !== null && views.requireView(this.#sql, by, id).isShared;
    const put = views.putView(this.#sql, by, id, view);
    if (wasShared || put.isShared) audit.record(this.#sql, by, 'views.change', put.name, Date.now());
    this.#tellConsoles('views');
    return put;
  }

  removeView(by: Agent, id: string): void {
    const { isShared, name } = views.removeView(this.#sql, by, id);
    if (isShared) audit.record(this.#sql, by, 'views.change', name, Date.now());
    this.#tellConsoles('views');
  }

  labels(): Label[] {
    return labels.labels(this.#sql);
  }

  putLabel(by: Agent, id: string | null, label: Omit<Label, 'id'>): Label {
    const put = labels.putLabel(this.#sql, id, label);
    this.#record(by, 'labels.change', put.name);
    return put;
  }

  /** Deletes a label, also from all conversations. */
  async removeLabel(by: Agent, id: string): Promise<void> {
    const { name } = labels.removeLabel(this.#sql, id);
    this.#record(by, 'labels.change', name);
    await Promise.all(this.inboxes().map((inbox) => askInbox(this.env, inbox.id).dropLabel(id)));
  }

  fields(): ContactField[] {
    return fields.fields(this.#sql);
  }

  async fieldUse(id: string): Promise<FieldUse> {
    const field = fields.requireField(this.#sql, id);
    const counts = await Promise.all(
      this.inboxes().map((inbox) => askInbox(this.env, inbox.id).countFieldValues(id)),
    );
    return { ...field, contacts: counts.reduce((sum, count) => sum + count, 0) };
  }

  createField(by: Agent, wanted: NewContactField): ContactField {
    const created = fields.createField(this.#sql, wanted);
    this.#record(by, 'fields.change', created.name);
    return created;
  }

  changeField(by: Agent, id: string, change: ContactFieldChange): ContactField {
    const changed = fields.changeField(this.#sql, id, change);
    this.#record(by, 'fields.change', changed.name);
    return changed;
  }

  orderFields(by: Agent, order: readonly string[]): ContactField[] {
    const ordered = this.ctx.storage.transactionSync(() => fields.orderFields(this.#sql, order));
    this.#record(by, 'fields.change', ordered.map(({ name }) => name).join(', '));
    return ordered;
  }

  /** Deletes a custom field, with its values of all contacts. */
  async removeField(by: Agent, id: string): Promise<void> {
    const { name } = fields.removeField(this.#sql, id);
    this.#record(by, 'fields.delete', name);
    await Promise.all(this.inboxes().map((inbox) => askInbox(this.env, inbox.id).dropFieldValues(id)));
  }

  apiTokens(): ApiToken[] {
    return apiTokens.tokens(this.#sql);
  }

  async makeApiToken(by: Agent, wanted: ApiTokenRequest): Promise<NewApiToken> {
    const made = await apiTokens.createToken(this.#sql, wanted, Date.now());
    this.#record(by, 'token.make', `${wanted.name}: ${wanted.scopes.join(', ')}`);
    await this.#webhooks.tokensChanged(null);
    return made;
  }

  async revokeApiToken(by: Agent, id: string): Promise<void> {
    const { name } = apiTokens.revokeToken(this.#sql, id);
    this.#record(by, 'token.revoke', name);
    await this.#webhooks.tokensChanged(apiTokens.sessionIdOf(id));
    await closeSockets(this.#sql, this.env, [apiTokens.sessionIdOf(id)]);
  }

  webhooks(): Webhook[] {
    return webhooks.webhooks(this.#sql);
  }

  webhook(id: string): Webhook {
    return webhooks.requireWebhook(this.#sql, id);
  }

  async addWebhook(by: Agent, wanted: CheckedWebhook, origin: string): Promise<NewWebhook> {
    this.#requireNumbers(wanted.inboxes);
    const added = await this.#webhooks.add(wanted, by, origin);
    this.#record(by, 'webhook.create', `${added.webhook.name}: ${added.webhook.url}`);
    return added;
  }

  async changeWebhook(by: Agent, id: string, change: WebhookChange): Promise<Webhook> {
    this.#requireNumbers(change.inboxes);
    const changed = await this.#webhooks.change(id, change);
    this.#record(by, 'webhook.change', `${changed.name}: ${changed.url}`);
    return changed;
  }

  async removeWebhook(by: Agent, id: string): Promise<void> {
    const answering = this.inboxes().filter(({ bot }) => bot?.webhook === id);
    const { name } = await this.#webhooks.remove(id);
    this.#record(by, 'webhook.delete', name);
    // It was their bot.
    const numbers = answering.map((number) => connections.summaryOf(this.#sql, number.id));
    await Promise.all(numbers.map((number) => askInbox(this.env, number.id).showNumber(number)));
  }

  async rotateWebhookSecret(by: Agent, id: string, given?: string): Promise<NewWebhook> {
    const rotated = await this.#webhooks.rotate(id, given);
    this.#record(by, 'webhook.rotate', rotated.webhook.name);
    return rotated;
  }

  signingKeys(inbox: string, endpointId: string): Promise<SigningKeys | null> {
    return this.#webhooks.signingKeys(inbox, endpointId);
  }

  endpointFailing(inbox: string, endpointId: string, since: number | null): Promise<void> {
    return this.#webhooks.failing(inbox, endpointId, since);
  }

  async botLooping(inbox: string, name: string): Promise<void> {
    if (!this.isConnected(inbox)) return;
    recordLoop(this.#sql, inbox, name, Date.now());
    await this.#watch.sendAlerts(inbox);
  }

  async disableEndpoint(endpointId: string, because: 'failing' | 'gone'): Promise<void> {
    const isDisabled = await this.#webhooks.disable(endpointId, because);
    if (isDisabled) this.#record(null, 'webhook.disable', this.webhook(endpointId).name);
  }

  siteLogin(): SiteLogin {
    return siteLogin(this.#sql);
  }

  /** Turning it off signs out everyone who used it. */
  async changeSiteLogin(by: Agent, change: SiteLogin): Promise<{ secret: string | null }> {
    const changed = await changeSiteLogin(this.#sql, await this.#secrets(), change);
    this.#record(by, 'site-login.change', change.type === 'jwks' ? change.url : change.type);
    if (change.type === 'off') await closeSockets(this.#sql, this.env, sessions.endSiteLogins(this.#sql));
    return changed;
  }

  /** An agent's push devices, and the key for adding one. */
  async push(agentId: string, origin: string): Promise<PushStatus> {
    const { publicKey } = await push.pushKeys(this.#sql, await this.#secrets(), origin);
    return { publicKey, devices: push.devicesOf(this.#sql, agentId) };
  }

  async keepPushDevice(
    agentId: string,
    sessionId: string,
    device: string,
    wanted: NewPushDevice,
  ): Promise<PushDevice> {
    const kept = await push.keepDevice(this.#sql, { agentId, sessionId, device }, wanted, Date.now());
    await this.#reportPushDevices();
    return kept;
  }

  async forgetPushDevice(agentId: string, id: string): Promise<void> {
    push.forgetDevice(this.#sql, agentId, id);
    if (!this.hasPushDevices()) await this.#reportPushDevices();
  }

  async testPush(agentId: string, id: string): Promise<boolean> {
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    return push.sendTest(this.#sql, keys, agentId, id);
  }

  hasPushDevices(): boolean {
    return push.hasDevices(this.#sql);
  }

  /** Sends a push notification to all devices that want it. Resolves when their push services have responded. */
  async notify(notification: push.MessageNotification): Promise<void> {
    if (!this.hasPushDevices()) return;
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    const mayAgentSee = (agentId: string) =>
      agents.numbersOfAgent(this.#sql, agentId)?.includes(notification.inbox) ?? true;
    await push.notify(this.#sql, keys, notification, mayAgentSee, Date.now());
  }

  async #reportPushDevices(): Promise<void> {
    await Promise.all(this.inboxes().map(({ id }) => askInbox(this.env, id).pushDevicesChanged()));
  }

  audit(before: number | null, limit: number): Page<AuditEntry> {
    return audit.entries(this.#sql, before, limit);
  }

  /** A ticket for this session to load one inbox's files, valid for one to two hours. It changes hourly, for caching. */
  async mediaTicket(sessionId: string, inbox: string): Promise<MediaTicket> {
    return mediaTicket(await this.#secrets(), sessionId, inbox, Date.now());
  }

  /** Whether a ticket gives access to this inbox's files: its session must still be valid and have access. */
  async isMediaTicket(ticket: string, inbox: string): Promise<boolean> {
    const sessionId = await ticketHolder(await this.#secrets(), ticket, inbox, Date.now());
    return sessionId !== null && this.seesUntil(sessionId, inbox) !== null;
  }

  /** When the access of a session or API token to this number ends; `expiresAt` is null for never. Null without access. */
  seesUntil(sessionId: string, inbox: string): { expiresAt: number | null } | null {
    return apiTokens.isToken(sessionId)
      ? apiTokens.tokenSeesUntil(this.#sql, sessionId, inbox, Date.now())
      : sessions.seesUntil(this.#sql, sessionId, inbox, Date.now());
  }

  inboxes(): InboxSummary[] {
    return connections.inboxes(this.#sql);
  }

  /** A connected number. Throws 404 when there is none. */
  number(inbox: string): InboxSummary {
    return connections.summaryOf(this.#sql, inbox);
  }

  isConnected(inbox: string): boolean {
    return connections.isConnected(this.#sql, inbox);
  }

  async connectNumber(by: Agent, number: connections.NewNumber): Promise<InboxSummary> {
    const connected = await connections.connect(this.#sql, await this.#secrets(), number);
    this.#record(by, 'number.connect', number.displayPhoneNumber);
    this.#watch.lookSoon();
    await this.#webhooks.numberChanged(connected.id);
    // If Meta does not say, the number keeps the default throughput of 80.
    return (await this.#watch.askThroughput(connected.id)) ?? connected;
  }

  /** Meta has changed the throughput of a number of these accounts. */
  followThroughput(wabaIds: string[]): Promise<void> {
    return this.#watch.followThroughput(wabaIds);
  }

  /** The health of a number from stored data, without a request to Meta. `origin` is the Worker's address. */
  health(inbox: string, origin: string, selfTest: HealthFacts['selfTest'] = null): Promise<NumberHealth> {
    return this.#watch.health(inbox, origin, selfTest);
  }

  /** Checks the number with Meta now. */
  checkNumber(inbox: string): Promise<void> {
    return this.#watch.check(inbox);
  }

  /** The app secret for signing a webhook of this number, and its ids; null when there is no secret. */
  async signerOf(inbox: string): Promise<{ secret: string; phoneNumberId: string; wabaId: string } | null> {
    const found = await this.credentials(inbox);
    const secret = found?.appSecret ?? this.env.META_APP_SECRET;
    return found && secret ? { secret, phoneNumberId: found.phoneNumberId, wabaId: found.wabaId } : null;
  }

  /** Meta rejected the token of this number, while sending a message or asking for something. */
  tokenRefused(inbox: string, by: 'sending' | 'asking'): Promise<void> {
    return this.#watch.tokenRefused(inbox, by);
  }

  /** Handles Meta notices about these accounts or their numbers. */
  followAccounts(wabaIds: string[]): Promise<void> {
    return this.#watch.followAccounts(wabaIds);
  }

  async changeNumber(by: Agent, inbox: string, settings: InboxSettings): Promise<InboxSummary> {
    const { bot, ...others } = settings;
    if (bot) this.#webhooks.checkBot(inbox, bot);
    const changed = connections.change(this.#sql, inbox, settings);
    const isOther = bot === undefined || Object.keys(others).length > 0;
    if (isOther) this.#record(by, 'number.change', changed.displayPhoneNumber);
    if (bot !== undefined) {
      this.#record(by, 'number.bot', `${changed.displayPhoneNumber}: ${botText(changed.bot)}`);
      await this.#webhooks.push([inbox]);
    }
    await askInbox(this.env, inbox).showNumber(changed);
    return changed;
  }

  async replaceNumber(
    by: Agent,
    inbox: string,
    change: connections.NumberReplacement,
  ): Promise<InboxSummary> {
    const changed = await connections.replace(this.#sql, await this.#secrets(), inbox, change, Date.now());
    this.#record(by, 'number.replace', changed.displayPhoneNumber);
    if (change.accessToken !== undefined) await this.#watch.tokenReplaced(inbox);
    await this.#webhooks.numberChanged(inbox);
    const peer = askInbox(this.env, inbox);
    if (change.phoneNumberId !== undefined) await peer.numberChanged();
    const asked = change.phoneNumberId === undefined ? null : await this.#watch.askThroughput(inbox);
    await peer.showNumber(asked ?? changed);
    return asked ?? changed;
  }

  /** Counts a check with Meta for an agent. Throws when there are too many. */
  countCheck(agentId: string, now: number): void {
    this.#checks.count(agentId, now);
  }

  async keepSignup(signup: signups.NewSignup): Promise<signups.StoredSignup> {
    return signups.keep(this.#sql, await this.#secrets(), signup, Date.now());
  }

  async signup(id: string): Promise<signups.StoredSignup | null> {
    return signups.find(this.#sql, await this.#secrets(), id, Date.now());
  }

  forgetSignup(id: string): void {
    signups.forget(this.#sql, id);
  }

  noteHandshake(address: string): void {
    setup.noteHandshake(this.#sql, address, Date.now());
  }

  setupState(): { isDone: boolean; isShared: boolean; handshakeAt: number | null } {
    return {
      isDone: setup.isSetUp(this.#sql),
      isShared: setup.isShared(this.#sql),
      handshakeAt: setup.handshakeAt(this.#sql),
    };
  }

  setUp(isDone: boolean): void {
    setup.setUp(this.#sql, isDone);
  }

  share(): void {
    setup.share(this.#sql);
  }

  async setNumberLifecycle(
    by: Agent,
    inbox: string,
    lifecycle: 'enabled' | 'disabled' | 'disconnected',
  ): Promise<InboxSummary> {
    const changed = connections.setLifecycle(this.#sql, inbox, lifecycle, Date.now());
    this.#record(by, `number.${lifecycle}`, changed.displayPhoneNumber);
    await this.#watch.sendAlerts(inbox);
    await askInbox(this.env, inbox).showNumber(changed);
    if (lifecycle === 'enabled') this.connectionChanged(inbox);
    return changed;
  }

  /** The last check may be out of date. */
  connectionChanged(inbox: string): void {
    this.#watch.connectionChanged(inbox);
  }

  /** Deletes a number with all its conversations. */
  async deleteNumber(by: Agent, inbox: string): Promise<void> {
    const { displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
    // First here, so that nothing new reaches the inbox while it is erased.
    connections.remove(this.#sql, inbox);
    health.forget(this.#sql, inbox);
    this.#record(by, 'number.delete', displayPhoneNumber);
    await askInbox(this.env, inbox).erase();
    await askInbox(this.env, inbox)
      .end()
      .catch(() => {});
  }

  async connections(): Promise<connections.RoutedConnection[]> {
    const all = await connections.connections(this.#sql, await this.#secrets());
    return all.map((one) => ({ ...one, accountFields: this.#webhooks.accountFieldsFor(one.inbox) }));
  }

  async credentials(inbox: string): Promise<connections.Credentials | null> {
    return connections.credentials(this.#sql, await this.#secrets(), inbox);
  }

  async templates(inbox: string, isForced: boolean): Promise<TemplateList> {
    const found = await this.credentials(inbox);
    if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    return templates.templates(this.ctx.storage, this.env, found, isForced, () =>
      this.ctx.waitUntil(this.tokenRefused(inbox, 'asking')),
    );
  }

  /** MARKETING, UTILITY or AUTHENTICATION; null for a template that Meta does not list. */
  async templateCategory(inbox: string, name: string, language: string): Promise<string | null> {
    const categoryIn = ({ templates: known }: TemplateList) =>
      known.find((one) => one.name === name && one.language === language)?.category ?? null;
    // An unknown template may be newer than the list.
    return categoryIn(await this.templates(inbox, false)) ?? categoryIn(await this.templates(inbox, true));
  }

  /** The last known templates. For displaying sent messages, not for sending. */
  async knownTemplates(inbox: string): Promise<Template[]> {
    const found = await this.credentials(inbox);
    return found ? templates.known(this.#sql, found.wabaId) : [];
  }

  /**
   * The template of a message, for its preview; null when it is unknown. If the list is outdated, it is fetched in the
   * background. Only with `mayWait`, and only if the template is unknown, the call waits for it.
   */
  async sentTemplate(
    inbox: string,
    name: string,
    language: string,
    mayWait: boolean,
  ): Promise<Template | null> {
    const found = await this.credentials(inbox);
    if (!found) return null;
    const look = () => templates.unchanged(this.#sql, found.wabaId, name, language);
    if (!templates.isDue(this.#sql, found.wabaId)) return look();
    const renewed = this.#renewTemplates(inbox);
    if (mayWait && look() === null) await renewed;
    return look();
  }

  /** A failed fetch is not repeated with each send, because Meta limits the number of requests. */
  #renewTemplates(inbox: string): Promise<void> {
    const last = this.#renewals.get(inbox);
    if (last && Date.now() - last.since < minRenewalIntervalMs) return last.done;
    const done = this.templates(inbox, false).then(
      () => {
        this.#renewals.delete(inbox);
      },
      (error: unknown) =>
        log('warn', 'templates_not_renewed', { code: isApiError(error) ? error.code : null }),
    );
    this.#renewals.set(inbox, { since: Date.now(), done });
    this.ctx.waitUntil(done);
    return done;
  }

  /** Meta has reported changed templates of these accounts. */
  forgetTemplates(wabaIds: string[]): void {
    templates.forget(this.#sql, wabaIds);
  }

  /** The verify token for Meta's webhook handshake, created at the first call. */
  async verifyToken(): Promise<string> {
    return verifyToken(this.#sql, await this.#secrets());
  }

  origins(): string[] {
    return origins.origins(this.#sql);
  }

  /** Replaces the allowed origins, and ends the sessions of removed ones. */
  async allowOrigins(by: Agent, allowed: string[]): Promise<void> {
    const ended = this.ctx.storage.transactionSync(() => {
      origins.allowOrigins(this.#sql, allowed);
      this.#record(by, 'origins.change', allowed.join(' '));
      return sessions.endElsewhere(this.#sql, allowed);
    });
    await closeSockets(this.#sql, this.env, ended);
  }

  /** A site that is not on the list tried to show the inbox. */
  countBlockedOrigin(origin: string): void {
    origins.countBlockedOrigin(this.#sql, origin, Date.now());
  }

  blockedOrigins(): Origins['refused'] {
    return origins.blockedOrigins(this.#sql);
  }

  countRejected(count: number, refusal: refused.RejectedWebhook): void {
    const nameOf = (inbox: string) => this.inboxes().find(({ id }) => id === inbox)?.name ?? inbox;
    refused.countRejected(this.#sql, count, refusal, nameOf, Date.now());
  }

  refusedWebhooks(): RefusedWebhooks {
    return refused.refusedWebhooks(this.#sql);
  }

  keep(events: kept.StoredEvent[]): Promise<void> {
    schedule(this.ctx.storage, 'kept', Date.now() + cleanupIntervalMs);
    return kept.keep(this.ctx.storage, events, Date.now());
  }

  unroutedEvents(before: number, limit: number): Page<RawEvent> {
    return kept.unroutedEvents(this.#sql, before, limit);
  }

  unroutedEvent(id: number): ReturnType<typeof kept.unroutedEvent> {
    return kept.unroutedEvent(this.#sql, id);
  }

  dropUnrouted(id: number): void {
    kept.dropUnrouted(this.#sql, [id]);
  }

  /** Adds an entry to the audit log for a change to a number that was made elsewhere. */
  recordNumber(by: Agent, action: AuditAction, inbox: string, more = ''): void {
    const subject = `${connections.summaryOf(this.#sql, inbox).displayPhoneNumber}${more}`;
    audit.record(this.#sql, by, action, subject, Date.now());
    this.#tellConsoles(settingsChangedBy(action), [inbox]);
  }

  unrouted(): UnroutedNumber[] {
    return kept.unrouted(this.#sql);
  }

  #begin(key: sessions.SessionKey, agent: Agent, signIn: sessions.SignIn): Session {
    this.#record(agent, 'session.begin', `${signIn.way}, ${signIn.device}`);
    return sessions.begin(this.#sql, key, agent, signIn, Date.now());
  }

  #record(by: audit.Actor, action: AuditAction, subject: string): void {
    audit.record(this.#sql, by, action, subject, Date.now());
    this.#tellConsoles(settingsChangedBy(action));
  }

  /** A console that misses it gets the settings again with its next connection. */
  #tellConsoles(changed: SettingsKind | null, inboxes = this.inboxes().map(({ id }) => id)): void {
    if (changed === null) return;
    for (const id of inboxes) this.ctx.waitUntil(tellConsoles(this.env, id, changed));
  }

  #requireNumbers(numbers: readonly string[] | null | undefined): void {
    const unknown = numbers?.filter((id) => !this.isConnected(id)) ?? [];
    if (unknown.length === 0) return;
    throw new ApiError(
      422,
      'number_not_connected',
      `These numbers are not connected: ${unknown.join(', ')}. Give the ids that GET /api/inboxes lists.`,
    );
  }

  override async alarm(): Promise<void> {
    await doChores(this.ctx.storage, this.#chores, Date.now());
  }

  /** The progress of a key rotation. */
  async masterKey(): Promise<MasterKeyStatus> {
    return rotation.statusOf(this.#sql, await this.#secrets(), masterKeysIn(this.env));
  }

  #secrets(): Promise<Vault> {
    this.#vault ??= this.#openVault();
    return this.#vault;
  }

  async #openVault(): Promise<Vault> {
    const vault = await openVault(masterKeysIn(this.env));
    // Changing a secret restarts this object, so a new key is only possible at the start.
    if (rotation.statusOf(this.#sql, vault, []).waiting > 0) {
      schedule(this.ctx.storage, 'rotation', Date.now());
    }
    this.#watch.lookIfDue();
    return vault;
  }
}

function botText(bot: InboxSummary['bot']): string {
  if (!bot) return 'no bot';
  return bot.isPaused ? `${bot.name}, paused` : bot.name;
}

/** Only admins may change shared replies. */
function rejectShared(by: Agent): void {
  if (by.role === 'admin') return;
  throw new ApiError(403, 'admin_only', 'Only admins can change shared replies. Save it for yourself.');
}
