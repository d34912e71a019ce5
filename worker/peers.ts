/**
 * The interfaces through which the two kinds of Durable Object call each other. Each class implements one of them, so
 * neither has to import the other.
 */
import type { InboxVitals, NumberAlert } from './api/numbers/health.ts';
import type { InboxSummary } from './api/numbers/numbers.ts';
import type { Agent } from './api/people/sessions.ts';
import type { SettingsKind } from './api/people/settings.ts';
import { rpcStub } from './durable-object-rpc.ts';
import type { Env } from './env.ts';
import type { Template } from './whatsapp/sending/template.ts';
import type { Credentials } from './workspace/numbers/connections.ts';
import type { Hearing } from './workspace/numbers/health-state.ts';
import type { MessageNotification } from './workspace/push/web-push.ts';
import type { SigningKeys, Subscriptions } from './workspace/webhooks/subscriptions.ts';

type Awaitable<Value> = Value | Promise<Value>;

/** The methods of the Workspace that an Inbox calls. */
export interface WorkspaceForInbox {
  isConnected(inbox: string): Awaitable<boolean>;
  /** Null when no number is connected with this id. */
  credentials(inbox: string): Awaitable<Credentials | null>;
  /** Meta rejected the number's token. */
  tokenRefused(inbox: string, by: 'sending'): Awaitable<void>;
  templateCategory(inbox: string, name: string, language: string): Awaitable<string | null>;
  sentTemplate(inbox: string, name: string, language: string, mayWait: boolean): Awaitable<Template | null>;
  knownTemplates(inbox: string): Awaitable<Template[]>;
  /** When the session's access to the number ends; `expiresAt` is null for never. Null without access. */
  seesUntil(sessionId: string, inbox: string): Awaitable<{ expiresAt: number | null } | null>;
  /** Whether any device wants push notifications. */
  hasPushDevices(): Awaitable<boolean>;
  notify(notification: MessageNotification): Awaitable<void>;
  /** What signs for an endpoint; null: it is gone, or the number has no app secret. */
  signingKeys(inbox: string, endpointId: string): Awaitable<SigningKeys | null>;
  /** Nothing of this inbox has got through to an endpoint since then; null: again it does. */
  endpointFailing(inbox: string, endpointId: string, since: number | null): Awaitable<void>;
  /** A bot of this number was stopped, because it sent too many messages in a minute. */
  botLooping(inbox: string, name: string): Awaitable<void>;
  disableEndpoint(endpointId: string, because: 'failing' | 'gone'): Awaitable<void>;
}

/** The methods of an Inbox that the Workspace calls. */
export interface InboxForWorkspace {
  vitals(): Awaitable<InboxVitals>;
  hearing(): Awaitable<Hearing>;
  setAlerts(alerts: NumberAlert[]): Awaitable<void>;
  setSubscriptions(subscriptions: Subscriptions): Awaitable<void>;
  resumeSending(): Awaitable<void>;
  numberChanged(): Awaitable<void>;
  showNumber(number: InboxSummary): Awaitable<void>;
  showSettings(changed: SettingsKind): Awaitable<void>;
  pushDevicesChanged(): Awaitable<void>;
  dropLabel(labelId: string): Awaitable<void>;
  countFieldValues(fieldId: string): Awaitable<number>;
  dropFieldValues(fieldId: string): Awaitable<void>;
  releaseAll(agentId: string): Awaitable<void>;
  closeSockets(sessionIds: string[]): Awaitable<void>;
  changeAccess(sessionIds: string[], agent: Agent, isAllowed: boolean): Awaitable<void>;
  erase(): Awaitable<void>;
  end(): Awaitable<void>;
}

/** The methods as a stub has them: every result is a promise. */
type Remote<Methods> = {
  [Name in keyof Methods]: Methods[Name] extends (...given: infer Given) => infer Result
    ? (...given: Given) => Promise<Awaited<Result>>
    : never;
};

export function askWorkspace(env: Env): Remote<WorkspaceForInbox> {
  const stub: unknown = rpcStub(env.WORKSPACE.getByName('workspace'));
  return stub as Remote<WorkspaceForInbox>;
}

/** The id must belong to a connected number: naming a Durable Object creates it. */
export function askInbox(env: Env, inbox: string): Remote<InboxForWorkspace> {
  const stub: unknown = rpcStub(env.INBOX.getByName(inbox));
  return stub as Remote<InboxForWorkspace>;
}
