import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { RawEvent } from '../api/data.ts';
import type { NumberHealth, RefusedWebhooks, UnroutedNumber } from '../api/health.ts';
import type { Label } from '../api/labels.ts';
import type { MediaTicket } from '../api/messages.ts';
import type { InboxSettings, InboxSummary, Template, TemplateList } from '../api/numbers.ts';
import type { NewPushDevice, PushDevice, PushStatus } from '../api/push.ts';
import type { NewSavedReply, SavedReply } from '../api/replies.ts';
import type { Agent, Passkey, Session, SessionInfo } from '../api/sessions.ts';
import type { MasterKeyStatus, Origins, SiteLogin } from '../api/settings.ts';
import type {
  ApiToken,
  ApiTokenRequest,
  AuditAction,
  AuditEntry,
  Invitation,
  NewApiToken,
  RemovedAgent,
  TeamMember,
} from '../api/team.ts';
import type { Page, Person } from '../api/values.ts';
import type { CheckedWebhook, NewWebhook, Webhook, WebhookChange } from '../api/webhooks.ts';
import { AskedObject } from '../durable-object-rpc.ts';
import type { Env } from '../env.ts';
import { ApiError, isApiError } from '../errors.ts';
import { log } from '../log.ts';
import { migrate } from '../migrate.ts';
import { askInbox, type WorkspaceForInbox } from '../peers.ts';
import * as audit from './audit.ts';
import { type Chores, doChores, schedule } from './chores.ts';
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
import { closeSockets, release, tellAccess } from './people/open-pages.ts';
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
import * as labels from './shared/labels.ts';
import * as replies from './shared/saved-replies.ts';
import type { SigningKeys } from './webhooks/subscriptions.ts';
import { WebhookOffice } from './webhooks/webhook-office.ts';
import * as webhooks from './webhooks/webhooks.ts';

/** Where somebody signs in: on which device, and for the pages of which other origin. */
type Place = Pick<sessions.SignIn, 'origin' | 'device'>;

const siteSessionLasts = 12 * 60 * 60_000;
const tidyAfter = 24 * 60 * 60_000;
/** Longer than Meta is given to answer. */
const renewalRests = 60_000;

/** What a deployment shares between its numbers: which they are, who may answer, and on which sites. */
export class Workspace extends AskedObject<Env> implements WorkspaceForInbox {
  #vault: Promise<Vault> | undefined;
  #sql: SqlStorage;
  #watch: NumberWatch;
  #webhooks: WebhookOffice;
  #checks = new setup.CheckCounter();
  /** By number: its templates are being fetched for the next send, or were not given. */
  #renewals = new Map<string, { since: number; done: Promise<void> }>();
  #chores: Chores = {
    rotation: async (now) => rotation.rotate(this.#sql, await this.#secrets(), now),
    numbers: (now) => this.#watch.lookAtDue(now),
    kept: async (now) => kept.tidyKept(this.#sql, now),
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
      (inbox) => this.#watch.tellAlerts(inbox),
    );
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, migrations));
  }

  /** Signs the deployment's first admin in, and again whenever they have lost everything else. */
  async signInBySetupToken(given: string, network: string, signIn: Place): Promise<Session> {
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
    signIn: Place,
  ): Promise<Session> {
    const key = await sessions.newSessionKey();
    const id = await passkeys.agentWithPasskey(this.#sql, await this.#secrets(), site, answer, Date.now());
    return this.#begin(key, agents.requireAgent(this.#sql, id), { ...signIn, way: 'passkey' });
  }

  /** Somebody whom their own site has signed in. */
  async signInBySite(token: string, audience: string, signIn: Place): Promise<Session> {
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
      const lasts = siteSessionLasts;
      return { agent, session: this.#begin(key, agent, { ...signIn, way: 'site-login', lasts }) };
    });
    if (isKnown && before !== access()) await tellAccess(this.#sql, this.env, agent);
    return session;
  }

  async session(token: string): Promise<sessions.SignedIn | null> {
    return token.startsWith(apiTokens.tokenMark)
      ? apiTokens.tokenSession(this.#sql, token, Date.now())
      : sessions.sessionOf(this.#sql, token, Date.now());
  }

  sessionsOf(agentId: string): SessionInfo[] {
    return sessions.sessionsOf(this.#sql, agentId, Date.now());
  }

  /** Ends one session of this agent, or all but one. Their sockets close at once. */
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
    // Whoever was removed meanwhile must not have a passkey when they are let in again.
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

  /** What they may see changes at once, on open pages too. */
  async changeAgent(by: Agent, id: string, change: agents.AgentChange): Promise<TeamMember> {
    this.#requireNumbers(change.numbers);
    const agent = agents.changeAgent(this.#sql, id, change);
    const seen = change.numbers ? `, ${change.numbers.join(' ')}` : '';
    this.#record(by, 'agent.change', `${agent.name}, ${agent.role}${seen}`);
    await tellAccess(this.#sql, this.env, agent);
    return agents.member(this.#sql, id);
  }

  /** They are out at once, on every device. */
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

  /** Their site can sign them in again. */
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

  /** What somebody needs who has been given an invitation's token. */
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
   * Somebody joins, or comes back, with a passkey of their own. The invitation is used up; whoever comes back has lost
   * their device, so what it could do ends.
   */
  async join(
    site: passkeys.Site,
    token: string,
    response: RegistrationResponseJSON,
    signIn: Place,
  ): Promise<Session> {
    const key = await sessions.newSessionKey();
    const { id, agentId, name, role, numbers } = await agents.invitationWith(this.#sql, token, Date.now());
    const made = { purpose: `join/${id}`, name: signIn.device, response } as const;
    const passkey = await passkeys.checkNewPasskey(this.#sql, await this.#secrets(), site, made, Date.now());
    const { ended, session } = this.ctx.storage.transactionSync(() => {
      agents.takeInvitation(this.#sql, id);
      // Who comes back has the role that they have now, not the one of a moment ago.
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

  /** Somebody of the team who can be given a conversation of this number. */
  colleague(id: string, inbox: string): Person {
    const { name } = agents.requireAgent(this.#sql, id);
    if (agents.numbersOfAgent(this.#sql, id)?.includes(inbox) ?? true) return { id, name };
    throw new ApiError(422, 'number_not_allowed', 'This agent may not see this number. Choose another one.');
  }

  replies(agentId: string): SavedReply[] {
    return replies.replies(this.#sql, agentId);
  }

  /** Makes one when it has no id yet. */
  putReply(by: Agent, id: string | null, reply: NewSavedReply): SavedReply {
    const wasShared = id !== null && replies.requireReply(this.#sql, by.id, id).isShared;
    if (wasShared || reply.isShared) this.#keepShared(by, reply.title);
    const put = replies.putReply(this.#sql, id, reply.isShared ? '' : by.id, reply);
    return replies.requireReply(this.#sql, by.id, put);
  }

  removeReply(by: Agent, id: string): void {
    const { isShared, title } = replies.requireReply(this.#sql, by.id, id);
    if (isShared) this.#keepShared(by, title);
    replies.removeReply(this.#sql, id);
    this.#dropFiles();
  }

  /** Throws unless this agent may change it. */
  requireOwnReply(by: Agent, id: string): void {
    if (replies.requireReply(this.#sql, by.id, id).isShared) refuseShared(by);
  }

  replyFile(agentId: string, id: string): replies.KeptFile | null {
    replies.requireReply(this.#sql, agentId, id);
    return replies.fileOf(this.#sql, id);
  }

  setReplyFile(by: Agent, id: string, file: replies.KeptFile | null): SavedReply {
    const { isShared, title } = replies.requireReply(this.#sql, by.id, id);
    if (isShared) this.#keepShared(by, title);
    replies.setFile(this.#sql, id, file);
    this.#dropFiles();
    return replies.requireReply(this.#sql, by.id, id);
  }

  #dropFiles(): void {
    schedule(this.ctx.storage, 'files', Date.now());
  }

  favourReply(by: Agent, id: string, isFavourite: boolean): SavedReply {
    replies.requireReply(this.#sql, by.id, id);
    replies.favour(this.#sql, by.id, id, isFavourite);
    return replies.requireReply(this.#sql, by.id, id);
  }

  #keepShared(by: Agent, title: string): void {
    refuseShared(by);
    this.#record(by, 'replies.change', title);
  }

  labels(): Label[] {
    return labels.labels(this.#sql);
  }

  putLabel(by: Agent, id: string | null, label: Omit<Label, 'id'>): Label {
    const put = labels.putLabel(this.#sql, id, label);
    this.#record(by, 'labels.change', put.name);
    return put;
  }

  /** It is taken off all conversations, too. */
  async removeLabel(by: Agent, id: string): Promise<void> {
    const { name } = labels.removeLabel(this.#sql, id);
    this.#record(by, 'labels.change', name);
    await Promise.all(this.inboxes().map((inbox) => askInbox(this.env, inbox.id).dropLabel(id)));
  }

  apiTokens(): ApiToken[] {
    return apiTokens.tokens(this.#sql);
  }

  async makeApiToken(by: Agent, wanted: ApiTokenRequest): Promise<NewApiToken> {
    const made = await apiTokens.makeToken(this.#sql, wanted, Date.now());
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
    const { name } = await this.#webhooks.remove(id);
    this.#record(by, 'webhook.delete', name);
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

  async disableEndpoint(endpointId: string, because: 'failing' | 'gone'): Promise<void> {
    const isDisabled = await this.#webhooks.disable(endpointId, because);
    if (isDisabled) {
      audit.record(this.#sql, null, 'webhook.disable', this.webhook(endpointId).name, Date.now());
    }
  }

  siteLogin(): SiteLogin {
    return siteLogin(this.#sql);
  }

  /** Switched off, it signs out everybody who has come in by it. */
  async changeSiteLogin(by: Agent, change: SiteLogin): Promise<{ secret: string | null }> {
    const changed = await changeSiteLogin(this.#sql, await this.#secrets(), change);
    this.#record(by, 'site-login.change', change.type === 'jwks' ? change.url : change.type);
    if (change.type === 'off') await closeSockets(this.#sql, this.env, sessions.endSiteLogins(this.#sql));
    return changed;
  }

  /** Which of an agent's devices are told, and the key that a new one is to be bound to. */
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
    await this.#tellNoticesChanged();
    return kept;
  }

  async forgetPushDevice(agentId: string, id: string): Promise<void> {
    push.forgetDevice(this.#sql, agentId, id);
    if (!this.isAnyoneTold()) await this.#tellNoticesChanged();
  }

  async testPush(agentId: string, id: string): Promise<boolean> {
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    return push.tellTest(this.#sql, keys, agentId, id);
  }

  isAnyoneTold(): boolean {
    return push.hasDevices(this.#sql);
  }

  /** Tells the devices of those who want to know; returns when their push services have answered. */
  async tell(notice: push.Notice): Promise<void> {
    if (!this.isAnyoneTold()) return;
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    const mayAgentSee = (agentId: string) =>
      agents.numbersOfAgent(this.#sql, agentId)?.includes(notice.inbox) ?? true;
    await push.tell(this.#sql, keys, notice, mayAgentSee, Date.now());
  }

  async #tellNoticesChanged(): Promise<void> {
    await Promise.all(this.inboxes().map(({ id }) => askInbox(this.env, id).noticesChanged()));
  }

  audit(before: number | null, limit: number): Page<AuditEntry> {
    return audit.entries(this.#sql, before, limit);
  }

  /** Opens one inbox's files to this session for an hour or two; the same text for an hour, so that browsers can cache. */
  async mediaTicket(sessionId: string, inbox: string): Promise<MediaTicket> {
    return mediaTicket(await this.#secrets(), sessionId, inbox, Date.now());
  }

  /** Whether a ticket opens this inbox's files, its session being still alive and allowed to see them. */
  async isMediaTicket(ticket: string, inbox: string): Promise<boolean> {
    const sessionId = await ticketHolder(await this.#secrets(), ticket, inbox, Date.now());
    return sessionId !== null && this.seesUntil(sessionId, inbox) !== null;
  }

  /** Until when this session, or API token, may see this number: null in it is for ever. Null: it is over, or may not. */
  seesUntil(sessionId: string, inbox: string): { expiresAt: number | null } | null {
    return apiTokens.isToken(sessionId)
      ? apiTokens.tokenSeesUntil(this.#sql, sessionId, inbox, Date.now())
      : sessions.seesUntil(this.#sql, sessionId, inbox, Date.now());
  }

  inboxes(): InboxSummary[] {
    return connections.inboxes(this.#sql);
  }

  /** One connected number, or 404. */
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
    // It is connected all the same when Meta does not say: 80 is what every number has.
    return (await this.#watch.askThroughput(connected.id)) ?? connected;
  }

  /** Meta has changed how fast a number of these accounts may send. */
  followThroughput(wabaIds: string[]): Promise<void> {
    return this.#watch.followThroughput(wabaIds);
  }

  /** How a number does, by what is known; `origin` is where the Worker is. */
  health(inbox: string, origin: string, selfTest: HealthFacts['selfTest'] = null): Promise<NumberHealth> {
    return this.#watch.health(inbox, origin, selfTest);
  }

  /** Asks Meta now. */
  checkNumber(inbox: string): Promise<void> {
    return this.#watch.check(inbox);
  }

  /** What signs a webhook of this number, and its ids; null: there is nothing to sign with. */
  async signerOf(inbox: string): Promise<{ secret: string; phoneNumberId: string; wabaId: string } | null> {
    const found = await this.credentials(inbox);
    const secret = found?.appSecret ?? this.env.META_APP_SECRET;
    return found && secret ? { secret, phoneNumberId: found.phoneNumberId, wabaId: found.wabaId } : null;
  }

  /** Meta did not take the token of this number, when a message was sent or something was asked for. */
  tokenRefused(inbox: string, by: 'sending' | 'asking'): Promise<void> {
    return this.#watch.tokenRefused(inbox, by);
  }

  /** Meta has told something of these accounts or their numbers. */
  followAccounts(wabaIds: string[]): Promise<void> {
    return this.#watch.followAccounts(wabaIds);
  }

  async changeNumber(by: Agent, inbox: string, settings: InboxSettings): Promise<InboxSummary> {
    const changed = connections.change(this.#sql, inbox, settings);
    this.#record(by, 'number.change', changed.displayPhoneNumber);
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

  /** Before Meta is asked on an agent's behalf. */
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

  async setNumberLife(
    by: Agent,
    inbox: string,
    life: 'enabled' | 'disabled' | 'disconnected',
  ): Promise<InboxSummary> {
    const changed = connections.setLife(this.#sql, inbox, life, Date.now());
    this.#record(by, `number.${life}`, changed.displayPhoneNumber);
    await this.#watch.tellAlerts(inbox);
    await askInbox(this.env, inbox).showNumber(changed);
    if (life === 'enabled') this.connectionChanged(inbox);
    return changed;
  }

  /** What Meta was asked last may be otherwise now. */
  connectionChanged(inbox: string): void {
    this.#watch.connectionChanged(inbox);
  }

  /** With all that was ever said with it. */
  async deleteNumber(by: Agent, inbox: string): Promise<void> {
    const { displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
    // First here, so that nothing new reaches the inbox while it is emptied.
    connections.remove(this.#sql, inbox);
    health.forget(this.#sql, inbox);
    this.#record(by, 'number.delete', displayPhoneNumber);
    await askInbox(this.env, inbox).erase();
    await askInbox(this.env, inbox)
      .end()
      .catch(() => {});
  }

  async connections(): Promise<connections.Connection[]> {
    return connections.connections(this.#sql, await this.#secrets());
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
    // One that is not known may be newer than the list.
    return categoryIn(await this.templates(inbox, false)) ?? categoryIn(await this.templates(inbox, true));
  }

  /** As they were known last: for reading what was sent, not for sending. */
  async knownTemplates(inbox: string): Promise<Template[]> {
    const found = await this.credentials(inbox);
    return found ? templates.known(this.#sql, found.wabaId) : [];
  }

  /**
   * What is being sent, for showing it: as Meta gave it last, or null. Where the list is due it is fetched for the next
   * send; only one that `mayWait` waits for that, when it would have no words.
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

  /** A list that was not given is not asked for with each send: Meta counts how often it is asked. */
  #renewTemplates(inbox: string): Promise<void> {
    const last = this.#renewals.get(inbox);
    if (last && Date.now() - last.since < renewalRests) return last.done;
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

  /** Meta says that templates of these accounts have changed. */
  forgetTemplates(wabaIds: string[]): void {
    templates.forget(this.#sql, wabaIds);
  }

  /** What Meta must repeat in the handshake. Made the first time it is asked for. */
  async verifyToken(): Promise<string> {
    return verifyToken(this.#sql, await this.#secrets());
  }

  origins(): string[] {
    return origins.origins(this.#sql);
  }

  /** Who signed in on a site that is not on the list any more is signed out. */
  async allowOrigins(by: Agent, allowed: string[]): Promise<void> {
    const ended = this.ctx.storage.transactionSync(() => {
      origins.allowOrigins(this.#sql, allowed);
      this.#record(by, 'origins.change', allowed.join(' '));
      return sessions.endElsewhere(this.#sql, allowed);
    });
    await closeSockets(this.#sql, this.env, ended);
  }

  /** A site that is not on the list wanted the inbox. */
  countRefusedOrigin(origin: string): void {
    origins.countRefusedOrigin(this.#sql, origin, Date.now());
  }

  refusedOrigins(): Origins['refused'] {
    return origins.refusedOrigins(this.#sql);
  }

  countRefused(count: number, refusal: refused.Refusal): void {
    const nameOf = (inbox: string) => this.inboxes().find(({ id }) => id === inbox)?.name ?? inbox;
    refused.countRefused(this.#sql, count, refusal, nameOf, Date.now());
  }

  refusedWebhooks(): RefusedWebhooks {
    return refused.refusedWebhooks(this.#sql);
  }

  keep(events: kept.KeptEvent[]): Promise<void> {
    schedule(this.ctx.storage, 'kept', Date.now() + tidyAfter);
    return kept.keep(this.ctx.storage, events, Date.now());
  }

  keptEvents(before: number, limit: number): Page<RawEvent> {
    return kept.keptEvents(this.#sql, before, limit);
  }

  keptEvent(id: number): ReturnType<typeof kept.keptEvent> {
    return kept.keptEvent(this.#sql, id);
  }

  dropKept(id: number): void {
    kept.dropKept(this.#sql, [id]);
  }

  /** For what is done to a number elsewhere. */
  recordNumber(by: Agent, action: AuditAction, inbox: string, more = ''): void {
    this.#record(by, action, `${connections.summaryOf(this.#sql, inbox).displayPhoneNumber}${more}`);
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

  /** How far it is with a new master key. */
  async masterKey(): Promise<MasterKeyStatus> {
    return rotation.statusOf(this.#sql, await this.#secrets(), masterKeysIn(this.env));
  }

  #secrets(): Promise<Vault> {
    this.#vault ??= this.#openVault();
    return this.#vault;
  }

  async #openVault(): Promise<Vault> {
    const vault = await openVault(masterKeysIn(this.env));
    // A key can only be another one after a new start of this object, which a changed secret brings with it.
    if (rotation.statusOf(this.#sql, vault, []).waiting > 0) {
      schedule(this.ctx.storage, 'rotation', Date.now());
    }
    this.#watch.lookIfDue();
    return vault;
  }
}

/** What is for everybody is kept by admins. */
function refuseShared(by: Agent): void {
  if (by.role === 'admin') return;
  throw new ApiError(403, 'admin_only', 'Only an admin changes what is for everybody. Save it for yourself.');
}
