import { DurableObject } from 'cloudflare:workers';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type {
  Agent,
  ApiScope,
  ApiToken,
  AuditAction,
  AuditEntry,
  InboxSettings,
  InboxSummary,
  Invitation,
  Label,
  MasterKeyStatus,
  MediaTicket,
  NewApiToken,
  NewPushDevice,
  NewSavedReply,
  NumberAlert,
  NumberHealth,
  Origins,
  Page,
  Passkey,
  Person,
  PushDevice,
  PushStatus,
  RawEvent,
  RefusedWebhooks,
  SavedReply,
  Session,
  SessionInfo,
  SiteLogin,
  TeamMember,
  Template,
  TemplateList,
  UnroutedNumber,
} from '../api.ts';
import { type Env, inboxOf } from '../env.ts';
import { ApiError, isApiError } from '../errors.ts';
import { log } from '../log.ts';
import { migrate } from '../migrate.ts';
import { fetchThroughput } from '../whatsapp/graph.ts';
import * as agents from './agents.ts';
import { earliest, tellAlerts } from './alert-push.ts';
import * as apiTokens from './api-tokens.ts';
import * as audit from './audit.ts';
import { type Chores, doChores, schedule } from './chores.ts';
import * as connections from './connections.ts';
import * as health from './health.ts';
import { type HealthFacts, healthRows } from './health-rows.ts';
import * as kept from './kept.ts';
import * as labels from './labels.ts';
import { checkNumber, isTokenRefused, type NumberCheck } from './number-check.ts';
import * as passkeys from './passkeys.ts';
import * as push from './push.ts';
import * as refused from './refused.ts';
import * as replies from './replies.ts';
import * as rotation from './rotation.ts';
import { migrations } from './schema.ts';
import { newSecret } from './secrets.ts';
import * as sessions from './sessions.ts';
import * as setup from './setup.ts';
import { checkSetupToken } from './setup-token.ts';
import * as signups from './signups.ts';
import { agentWithToken, changeSiteLogin, siteLogin } from './site-login.ts';
import * as templates from './templates.ts';
import { masterKeysIn, openVault, type Vault } from './vault.ts';

/** Where somebody signs in: on which device, and for the pages of which other origin. */
type Place = Pick<sessions.SignIn, 'origin' | 'device'>;

const siteSessionLasts = 12 * 60 * 60_000;
const mostRefusedOrigins = 100;
/** What comes right after a number was connected or Meta has told something of it settles first. */
const lookAfter = 10_000;
const mostLooks = 8;
const tidyAfter = 24 * 60 * 60_000;
const clearedLasts = 10 * 60_000;

/** What a deployment shares between its numbers: which they are, who may answer, and on which sites. */
export class Workspace extends DurableObject<Env> {
  #vault: Promise<Vault> | undefined;
  #sql: SqlStorage;
  #checks = new setup.CheckCounter();
  #chores: Chores = {
    rotation: async (now) => rotation.rotate(this.#sql, await this.#secrets(), now),
    numbers: (now) => this.#lookAtNumbers(now),
    kept: async (now) => kept.tidyKept(this.#sql, now),
    files: (now) => replies.dropFiles(this.#sql, this.env.MEDIA, now),
    alerts: (now) => this.#pushAlerts(now),
  };

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, migrations));
  }

  /** Signs the deployment's first admin in, and again whenever they have lost everything else. */
  async signInBySetupToken(given: string, address: string, signIn: Place): Promise<Session> {
    const { SETUP_TOKEN: setupToken } = this.env;
    await checkSetupToken(this.#sql, { given, setupToken, address }, Date.now());
    const admin = agents.agentOf(this.#sql, 'admin');
    const agent = agents.putAgent(this.#sql, { id: 'admin', name: admin?.name ?? 'Admin', role: 'admin' });
    return this.#begin(agent, { ...signIn, way: 'setup-token' });
  }

  async signInByPasskey(
    site: passkeys.Site,
    answer: AuthenticationResponseJSON,
    signIn: Place,
  ): Promise<Session> {
    const id = await passkeys.agentWithPasskey(this.#sql, await this.#secrets(), site, answer, Date.now());
    return this.#begin(agents.requireAgent(this.#sql, id), { ...signIn, way: 'passkey' });
  }

  /** Somebody whom their own site has signed in. */
  async signInBySite(token: string, audience: string, signIn: Place): Promise<Session> {
    const { agent, numbers } = await agentWithToken(
      this.#sql,
      await this.#secrets(),
      token,
      audience,
      Date.now(),
    );
    const known = agents.agentOf(this.#sql, agent.id);
    const before = agents.numbersOfAgent(this.#sql, agent.id);
    if (known?.name !== agent.name || known.role !== agent.role) agents.putAgent(this.#sql, agent);
    if (numbers) agents.allowNumbers(this.#sql, agent.id, numbers);
    const isSame = known?.name === agent.name && known.role === agent.role;
    const after = agents.numbersOfAgent(this.#sql, agent.id);
    if (known && !(isSame && JSON.stringify(before) === JSON.stringify(after))) await this.#tellAccess(agent);
    return this.#begin(agent, { ...signIn, way: 'site-login', lasts: siteSessionLasts });
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
    await this.#closeSockets(ended);
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
    await this.#tellAccess(agent);
    return agents.member(this.#sql, id);
  }

  /** They are out at once, on every device. */
  async removeAgent(by: Agent, id: string): Promise<void> {
    const agent = agents.removeAgent(this.#sql, id);
    this.#record(by, 'agent.remove', agent.name);
    this.#dropFiles();
    await this.#closeSockets(sessions.end(this.#sql, id, { except: null }));
    await this.#release(id, null);
  }

  async invite(by: Agent, who: agents.Invited): Promise<{ invitation: Invitation; token: string }> {
    if (!('agentId' in who)) this.#requireNumbers(who.numbers);
    const invited = await agents.invite(this.#sql, who, Date.now());
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
    const { id, agentId, name, role, numbers } = await agents.invitationWith(this.#sql, token, Date.now());
    const agent = agentId === null ? { id, name, role } : agents.requireAgent(this.#sql, agentId);
    const made = { purpose: `join/${id}`, name: signIn.device, response } as const;
    const passkey = await passkeys.checkNewPasskey(this.#sql, await this.#secrets(), site, made, Date.now());
    const ended = this.ctx.storage.transactionSync(() => {
      agents.takeInvitation(this.#sql, id);
      passkeys.forgetPasskeys(this.#sql, agent.id);
      passkeys.keepPasskey(this.#sql, agent.id, passkey, Date.now());
      agents.putAgent(this.#sql, agent);
      if (agentId === null) agents.allowNumbers(this.#sql, id, numbers);
      this.#record(agent, 'agent.join', agent.name);
      return sessions.end(this.#sql, agent.id, { except: null });
    });
    await this.#closeSockets(ended);
    return this.#begin(agent, { ...signIn, way: 'invitation' });
  }

  /** Somebody of the team who can be given a conversation of this number. */
  colleague(id: string, inbox: string): Person {
    const { name } = agents.requireAgent(this.#sql, id);
    if (agents.numbersOfAgent(this.#sql, id)?.includes(inbox) ?? true) return { id, name };
    throw new ApiError(422, 'number_not_allowed', `${name} may not see this number.`);
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
    await Promise.all(this.inboxes().map((inbox) => inboxOf(this.env, inbox.id).dropLabel(id)));
  }

  apiTokens(): ApiToken[] {
    return apiTokens.tokens(this.#sql);
  }

  async makeApiToken(by: Agent, wanted: { name: string; scopes: ApiScope[] }): Promise<NewApiToken> {
    const made = await apiTokens.makeToken(this.#sql, wanted, Date.now());
    this.#record(by, 'token.make', `${wanted.name}: ${wanted.scopes.join(', ')}`);
    return made;
  }

  async revokeApiToken(by: Agent, id: string): Promise<void> {
    const { name } = apiTokens.revokeToken(this.#sql, id);
    this.#record(by, 'token.revoke', name);
    await this.#closeSockets([apiTokens.sessionIdOf(id)]);
  }

  siteLogin(): SiteLogin {
    return siteLogin(this.#sql);
  }

  async changeSiteLogin(by: Agent, change: SiteLogin): Promise<{ secret: string | null }> {
    const changed = await changeSiteLogin(this.#sql, await this.#secrets(), change);
    this.#record(by, 'site-login.change', change.type === 'jwks' ? change.url : change.type);
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
    await Promise.all(this.inboxes().map(({ id }) => inboxOf(this.env, id).noticesChanged()));
  }

  audit(before: number | null, limit: number): Page<AuditEntry> {
    return audit.entries(this.#sql, before, limit);
  }

  /** Opens one inbox's files to this session for an hour or two; the same text for an hour, so that browsers can cache. */
  async mediaTicket(sessionId: string, inbox: string): Promise<MediaTicket> {
    const hour = 60 * 60 * 1000;
    const expiresAt = (Math.floor(Date.now() / hour) + 2) * hour;
    const claim = `${sessionId}.${expiresAt}`;
    const mark = await (await this.#secrets()).sign(`media/${inbox}/${claim}`);
    return { ticket: `${claim}.${mark}`, expiresAt };
  }

  /** Whether a ticket opens this inbox's files, its session being still alive and allowed to see them. */
  async isMediaTicket(ticket: string, inbox: string): Promise<boolean> {
    const [sessionId = '', expiresAt = '', mark = ''] = ticket.split('.');
    if (!(Number(expiresAt) > Date.now())) return false;
    const isOurs = await (await this.#secrets()).isSigned(`media/${inbox}/${sessionId}.${expiresAt}`, mark);
    return isOurs && this.seesUntil(sessionId, inbox) !== null;
  }

  /** Until when this session, or API token, may see this number: null in it is for ever. Null: it is over, or may not. */
  seesUntil(sessionId: string, inbox: string): { expiresAt: number | null } | null {
    return apiTokens.isAlive(this.#sql, sessionId)
      ? { expiresAt: null }
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
    this.#lookSoon();
    // It is connected all the same when Meta does not say: 80 is what every number has.
    return (await this.#askThroughput(connected.id)) ?? connected;
  }

  /** Meta has changed how fast a number of these accounts may send. */
  async followThroughput(wabaIds: string[]): Promise<void> {
    const changed = this.inboxes().filter(({ wabaId }) => wabaIds.includes(wabaId));
    await Promise.all(changed.map(({ id }) => this.#askThroughput(id)));
  }

  async #askThroughput(id: string): Promise<InboxSummary | null> {
    const found = await this.credentials(id);
    const graph = found && connections.graphOf(this.env, found);
    const limit = graph && (await fetchThroughput(graph, found.phoneNumberId, AbortSignal.timeout(5_000)));
    return limit ? connections.change(this.#sql, id, { messagesPerSecond: limit }) : null;
  }

  /** How a number does, by what is known; `origin` is where the Worker is. */
  async health(
    inbox: string,
    origin: string,
    selfTest: HealthFacts['selfTest'] = null,
  ): Promise<NumberHealth> {
    const now = Date.now();
    const number = connections.summaryOf(this.#sql, inbox);
    const known = health.healthOf(this.#sql, inbox);
    const timeline = health.timelineOf(this.#sql, number.wabaId, number.displayPhoneNumber);
    const [credentials, vitals] = await Promise.all([
      this.credentials(inbox),
      inboxOf(this.env, inbox).vitals(),
    ]);
    const facts: HealthFacts = {
      ...{ number, known, vitals, selfTest, now },
      hasAppSecret: Boolean(credentials?.appSecret ?? this.env.META_APP_SECRET),
      refused: refused.lastRefused(this.#sql, inbox),
      callbackUrl: `${origin}/webhook`,
      unrouted: kept.unrouted(this.#sql).length,
      unparsed: kept.unparsedCount(this.#sql),
      keepsMedia: this.env.MEDIA !== undefined,
    };
    const alerts = await this.#alertsOf(inbox);
    return { checkedAt: known.checkedAt, rows: healthRows(facts), alerts, timeline };
  }

  /** Asks Meta now. */
  async checkNumber(inbox: string): Promise<void> {
    connections.summaryOf(this.#sql, inbox);
    await this.#look(inbox, (check) => isTokenRefused(check));
  }

  /** What signs a webhook of this number, and its ids; null: there is nothing to sign with. */
  async signerOf(inbox: string): Promise<{ secret: string; phoneNumberId: string; wabaId: string } | null> {
    const found = await this.credentials(inbox);
    const secret = found?.appSecret ?? this.env.META_APP_SECRET;
    return found && secret ? { secret, phoneNumberId: found.phoneNumberId, wabaId: found.wabaId } : null;
  }

  /**
   * Meta did not take the token of this number. Whoever was `sending` has stopped, and goes on if it was a mistake;
   * what was only asked for does not stop a number that can send.
   */
  async tokenRefused(inbox: string, by: 'sending' | 'asking'): Promise<void> {
    if (!this.isConnected(inbox)) return;
    const known = health.healthOf(this.#sql, inbox);
    if (known.tokenRefusedAt !== null) return;
    // Found to be good and refused again at once: it is the sends that count.
    const isAgain = known.tokenClearedAt !== null && Date.now() - known.tokenClearedAt < clearedLasts;
    const isRefused = await this.#look(inbox, (check) =>
      by === 'sending' ? isAgain || (isTokenRefused(check) ?? true) : isTokenRefused(check),
    );
    if (by === 'sending' && isRefused === false) await inboxOf(this.env, inbox).resumeSending();
  }

  /** Meta has told something of these accounts or their numbers. */
  async followAccounts(wabaIds: string[]): Promise<void> {
    const touched = this.inboxes().filter(({ wabaId }) => wabaIds.includes(wabaId));
    await Promise.all(touched.map(({ id }) => this.#tellAlerts(id)));
    for (const { id } of touched) health.lookAgain(this.#sql, id);
    if (touched.length > 0) this.#lookSoon();
  }

  async #tokenReplaced(inbox: string): Promise<void> {
    health.forgetToken(this.#sql, inbox);
    await inboxOf(this.env, inbox).resumeSending();
    await this.#tellAlerts(inbox);
    this.#lookSoon();
  }

  #lookSoon(): void {
    schedule(this.ctx.storage, 'numbers', Date.now() + lookAfter);
  }

  /** A few at a time: a request of the free plan may call others fifty times. */
  async #lookAtNumbers(now: number): Promise<number | null> {
    const due = health.dueInboxes(this.#sql, now);
    await Promise.all(
      due.slice(0, mostLooks).map(({ inbox }) =>
        // One whose secrets cannot be read must not keep the others from being looked at.
        this.#look(inbox, isTokenRefused).catch((error: unknown) => {
          log('error', 'number_not_looked_at', { code: isApiError(error) ? error.code : null });
          health.putOff(this.#sql, inbox, now);
        }),
      ),
    );
    const [next] = health.dueInboxes(this.#sql, Number.MAX_SAFE_INTEGER);
    return next ? Math.max(next.lookAt, now + 1_000) : null;
  }

  async #look(inbox: string, judge: (check: NumberCheck) => boolean | null): Promise<boolean | null> {
    const found = await this.credentials(inbox);
    if (!found) return null;
    const appSecret = found.appSecret ?? this.env.META_APP_SECRET ?? null;
    const check = await checkNumber(connections.graphOf(this.env, { ...found, appSecret }), found);
    const isRefused = judge(check);
    health.recordCheck(this.#sql, inbox, check, isRefused, Date.now());
    await this.#tellAlerts(inbox);
    return isRefused;
  }

  async #tellAlerts(inbox: string): Promise<void> {
    const alerts = await this.#alertsOf(inbox);
    health.keepAlerts(this.#sql, inbox, alerts);
    if (alerts.length > 0 && this.isAnyoneTold()) schedule(this.ctx.storage, 'alerts', Date.now());
    await inboxOf(this.env, inbox).setAlerts(alerts);
  }

  /** A number that is switched off alarms nobody. */
  async #alertsOf(inbox: string): Promise<NumberAlert[]> {
    const hearing = await inboxOf(this.env, inbox).hearing();
    const { enabled, wabaId, displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
    if (!enabled) return [];
    const facts = {
      known: health.healthOf(this.#sql, inbox),
      timeline: health.timelineOf(this.#sql, wabaId, displayPhoneNumber),
      addresses: setup.verifiedAddresses(this.#sql),
      hearing,
    };
    return health.alertsOf(facts, Date.now());
  }

  async #pushAlerts(now: number): Promise<number | null> {
    if (!this.isAnyoneTold()) return null;
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    const laters = await Promise.all(
      health.keptAlerts(this.#sql).map(({ inbox, alerts }) => {
        const { name, displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
        const mayAgentSee = (id: string) =>
          agents.agentOf(this.#sql, id)?.role === 'admin' &&
          (agents.numbersOfAgent(this.#sql, id)?.includes(inbox) ?? true);
        const notice = { inbox, name: name || displayPhoneNumber, alerts };
        return tellAlerts(this.#sql, keys, notice, mayAgentSee, now);
      }),
    );
    return earliest(laters);
  }

  changeNumber(by: Agent, inbox: string, settings: InboxSettings): InboxSummary {
    const changed = connections.change(this.#sql, inbox, settings);
    this.#record(by, 'number.change', changed.displayPhoneNumber);
    return changed;
  }

  async replaceNumber(
    by: Agent,
    inbox: string,
    change: connections.NumberReplacement,
  ): Promise<InboxSummary> {
    const changed = await connections.replace(this.#sql, await this.#secrets(), inbox, change, Date.now());
    this.#record(by, 'number.replace', changed.displayPhoneNumber);
    if (change.accessToken !== undefined) await this.#tokenReplaced(inbox);
    if (change.phoneNumberId === undefined) return changed;
    await inboxOf(this.env, inbox).numberChanged();
    return (await this.#askThroughput(inbox)) ?? changed;
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

  setupState(): { isDone: boolean; handshakeAt: number | null } {
    return { isDone: setup.isSetUp(this.#sql), handshakeAt: setup.handshakeAt(this.#sql) };
  }

  setUp(isDone: boolean): void {
    setup.setUp(this.#sql, isDone);
  }

  async setNumberLife(
    by: Agent,
    inbox: string,
    life: 'enabled' | 'disabled' | 'disconnected',
  ): Promise<InboxSummary> {
    const changed = connections.setLife(this.#sql, inbox, life, Date.now());
    this.#record(by, `number.${life}`, changed.displayPhoneNumber);
    await this.#tellAlerts(inbox);
    if (life === 'enabled') this.connectionChanged(inbox);
    return changed;
  }

  /** What Meta was asked last may be otherwise now. */
  connectionChanged(inbox: string): void {
    health.lookAgain(this.#sql, inbox);
    this.#lookSoon();
  }

  /** With all that was ever said with it. */
  async deleteNumber(by: Agent, inbox: string): Promise<void> {
    const { displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
    // First here, so that nothing new reaches the inbox while it is emptied.
    connections.remove(this.#sql, inbox);
    health.forget(this.#sql, inbox);
    this.#record(by, 'number.delete', displayPhoneNumber);
    await inboxOf(this.env, inbox).erase();
    await inboxOf(this.env, inbox)
      .end()
      .catch(() => {});
  }

  async connectionsOf(named: {
    phoneNumberIds: string[];
    wabaIds: string[];
  }): Promise<connections.Connection[]> {
    return connections.connectionsOf(this.#sql, await this.#secrets(), named);
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

  /** Meta says that templates of these accounts have changed. */
  forgetTemplates(wabaIds: string[]): void {
    templates.forget(this.#sql, wabaIds);
  }

  /** What Meta must repeat in the handshake. Made the first time it is asked for. */
  async verifyToken(): Promise<string> {
    const vault = await this.#secrets();
    const stored = () =>
      this.#sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'verify_token'").toArray()[0];
    if (!stored()) {
      const sealed = await vault.seal(newSecret(), 'verify_token');
      this.#sql.exec("INSERT INTO setting VALUES ('verify_token', ?) ON CONFLICT DO NOTHING", sealed);
    }
    return vault.open(stored()?.value ?? '', 'verify_token');
  }

  origins(): string[] {
    return this.#sql
      .exec<{ origin: string }>('SELECT origin FROM allowed_origin ORDER BY origin')
      .toArray()
      .map((row) => row.origin);
  }

  /** Who signed in on a site that is not on the list any more is signed out. */
  async allowOrigins(by: Agent, origins: string[]): Promise<void> {
    const ended = this.ctx.storage.transactionSync(() => {
      this.#sql.exec('DELETE FROM allowed_origin');
      for (const origin of new Set(origins)) {
        this.#sql.exec('INSERT INTO allowed_origin VALUES (?)', origin);
        this.#sql.exec('DELETE FROM refused_origin WHERE origin = ?', origin);
      }
      this.#record(by, 'origins.change', origins.join(' '));
      return sessions.endElsewhere(this.#sql, origins);
    });
    await this.#closeSockets(ended);
  }

  /** A site that is not on the list wanted the inbox. */
  countRefusedOrigin(origin: string): void {
    const { known } = this.#sql.exec<{ known: number }>('SELECT count(*) AS known FROM refused_origin').one();
    if (known >= mostRefusedOrigins) {
      this.#sql.exec(
        'DELETE FROM refused_origin WHERE origin = (SELECT origin FROM refused_origin ORDER BY last_at LIMIT 1)',
      );
    }
    this.#sql.exec(
      `INSERT INTO refused_origin VALUES (?1, 1, ?2)
       ON CONFLICT (origin) DO UPDATE SET count = count + 1, last_at = ?2`,
      ...[origin, Date.now()],
    );
  }

  refusedOrigins(): Origins['refused'] {
    return this.#sql
      .exec<{ origin: string; count: number; last_at: number }>(
        'SELECT * FROM refused_origin ORDER BY last_at DESC',
      )
      .toArray()
      .map(({ origin, count, last_at }) => ({ origin, count, lastAt: last_at }));
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

  #begin(agent: Agent, signIn: sessions.SignIn): Promise<Session> {
    this.#record(agent, 'session.begin', `${signIn.way}, ${signIn.device}`);
    return sessions.begin(this.#sql, agent, signIn, Date.now());
  }

  #record(by: audit.Actor, action: AuditAction, subject: string): void {
    audit.record(this.#sql, by, action, subject, Date.now());
  }

  /** Whoever is signed out sees nothing more, from this moment on. */
  async #closeSockets(sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    push.forgetSessions(this.#sql, sessionIds);
    await Promise.all(this.inboxes().map(({ id }) => inboxOf(this.env, id).closeSockets([...sessionIds])));
  }

  /** Somebody's name, role or numbers have changed: their sockets of numbers that they may not see any more close. */
  async #tellAccess(agent: Agent): Promise<void> {
    const open = sessions.sessionsOf(this.#sql, agent.id, Date.now()).map(({ id }) => id);
    const numbers = agents.numbersOfAgent(this.#sql, agent.id);
    if (numbers) await this.#release(agent.id, numbers);
    if (open.length === 0) return;
    await Promise.all(
      this.inboxes().map(({ id }) =>
        inboxOf(this.env, id).changeAccess(open, agent, numbers?.includes(id) ?? true),
      ),
    );
  }

  /** What somebody had taken on is nobody's again, but for the numbers that they still see. */
  async #release(agentId: string, stillSeen: readonly string[] | null): Promise<void> {
    const lost = this.inboxes().filter(({ id }) => !stillSeen?.includes(id));
    await Promise.all(lost.map(({ id }) => inboxOf(this.env, id).releaseAll(agentId)));
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
    if (health.dueInboxes(this.#sql, Date.now()).length > 0) this.#lookSoon();
    return vault;
  }
}

/** What is for everybody is kept by admins. */
function refuseShared(by: Agent): void {
  if (by.role === 'admin') return;
  throw new ApiError(403, 'admin_only', 'Only an admin changes what is for everybody. Save it for yourself.');
}
