/**
 * What the two kinds of Durable Object ask of each other. Each class implements its half, so neither has to import the
 * other.
 */
import type { InboxVitals, NumberAlert } from './api/health.ts';
import type { InboxSummary } from './api/numbers.ts';
import type { Agent } from './api/sessions.ts';
import { askable } from './durable-object-rpc.ts';
import type { Env } from './env.ts';
import type { Template } from './whatsapp/sending/template.ts';
import type { Credentials } from './workspace/numbers/connections.ts';
import type { Hearing } from './workspace/numbers/health-state.ts';
import type { Notice } from './workspace/push/web-push.ts';
import type { SigningKeys, Subscriptions } from './workspace/webhooks/subscriptions.ts';

type Answer<Value> = Value | Promise<Value>;

/** What an Inbox asks the Workspace. */
export interface WorkspaceForInbox {
  isConnected(inbox: string): Answer<boolean>;
  /** Null: no number is connected under this id. */
  credentials(inbox: string): Answer<Credentials | null>;
  /** Meta does not take the number's token. */
  tokenRefused(inbox: string, by: 'sending'): Answer<void>;
  templateCategory(inbox: string, name: string, language: string): Answer<string | null>;
  sentTemplate(inbox: string, name: string, language: string, mayWait: boolean): Answer<Template | null>;
  knownTemplates(inbox: string): Answer<Template[]>;
  /** Until when this session may see the number; null in it: without end. Null: it may not. */
  seesUntil(sessionId: string, inbox: string): Answer<{ expiresAt: number | null } | null>;
  /** Whether any device wants push notifications. */
  isAnyoneTold(): Answer<boolean>;
  tell(notice: Notice): Answer<void>;
  /** What signs for an endpoint; null: it is gone, or the number has no app secret. */
  signingKeys(inbox: string, endpointId: string): Answer<SigningKeys | null>;
  /** Nothing of this inbox has got through to an endpoint since then; null: again it does. */
  endpointFailing(inbox: string, endpointId: string, since: number | null): Answer<void>;
  disableEndpoint(endpointId: string, because: 'failing' | 'gone'): Answer<void>;
}

/** What the Workspace asks an Inbox. */
export interface InboxForWorkspace {
  vitals(): Answer<InboxVitals>;
  hearing(): Answer<Hearing>;
  setAlerts(alerts: NumberAlert[]): Answer<void>;
  setSubscriptions(subscriptions: Subscriptions): Answer<void>;
  resumeSending(): Answer<void>;
  numberChanged(): Answer<void>;
  showNumber(number: InboxSummary): Answer<void>;
  noticesChanged(): Answer<void>;
  dropLabel(labelId: string): Answer<void>;
  releaseAll(agentId: string): Answer<void>;
  closeSockets(sessionIds: string[]): Answer<void>;
  changeAccess(sessionIds: string[], agent: Agent, isAllowed: boolean): Answer<void>;
  erase(): Answer<void>;
  end(): Answer<void>;
}

/** The object as its stub: every answer takes a while. */
type Asked<Methods> = {
  [Name in keyof Methods]: Methods[Name] extends (...given: infer Given) => infer Result
    ? (...given: Given) => Promise<Awaited<Result>>
    : never;
};

export function askWorkspace(env: Env): Asked<WorkspaceForInbox> {
  const stub: unknown = askable(env.WORKSPACE.getByName('workspace'));
  return stub as Asked<WorkspaceForInbox>;
}

/** A Durable Object is created by naming it, so name only those of connected numbers. */
export function askInbox(env: Env, inbox: string): Asked<InboxForWorkspace> {
  const stub: unknown = askable(env.INBOX.getByName(inbox));
  return stub as Asked<InboxForWorkspace>;
}
