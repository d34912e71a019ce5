/**
 * The interfaces through which the two kinds of Durable Object call each other. Each has the methods of one of them, so
 * neither has to import the other.
 */
import type { Label } from './api/conversations/labels.ts';
import type { InboxFindings, InboxVitals, NumberAlert } from './api/numbers/health.ts';
import type { InboxSummary, NumberAutomation } from './api/numbers/numbers.ts';
import type { Agent } from './api/people/sessions.ts';
import type { SettingsKind } from './api/people/settings.ts';
import type { Person } from './api/values.ts';
import { type Remote, rpcStub } from './durable-object-rpc.ts';
import type { Env } from './env.ts';
import type { Template } from './whatsapp/sending/templates/template.ts';
import type { ProviderAccess } from './workspace/assistant/provider.ts';
import type { Credentials } from './workspace/numbers/connections.ts';
import type { KnownTeams } from './workspace/people/known-teams.ts';
import type { SessionAccess } from './workspace/people/sessions.ts';
import type { MessageNotification, WeekNotification } from './workspace/push/web-push.ts';
import type { SigningKeys, Subscriptions } from './workspace/webhooks/subscriptions.ts';

type Awaitable<Value> = Value | Promise<Value>;

/** A saved reply that the whole team can use, with what is needed to send it. */
export interface SharedReply {
  id: string;
  title: string;
  text: string;
  /** Titles of reply buttons. */
  buttons: string[];
  /** `object`: its key in the bucket. */
  file: { object: string; filename: string; mimeType: string; size: number } | null;
}

/** The methods of the Workspace that an Inbox calls. */
export interface WorkspaceForInbox {
  numbers: {
    isConnected(inbox: string): Awaitable<boolean>;
    /** Null when no number is connected with this id. */
    credentials(inbox: string): Awaitable<Credentials | null>;
    automationChanged(inbox: string, automation: NumberAutomation): Awaitable<void>;
  };
  health: {
    /** Meta rejected the number's token. */
    tokenRefused(inbox: string, by: 'sending'): Awaitable<void>;
    /** What an inbox says about itself has changed: see `findings`. */
    alertsChanged(inbox: string): Awaitable<void>;
  };
  templates: {
    categoryOf(inbox: string, name: string, language: string): Awaitable<string | null>;
    find(inbox: string, name: string, language: string): Awaitable<Template | null>;
    sent(inbox: string, name: string, language: string, mayWait: boolean): Awaitable<Template | null>;
    known(inbox: string): Awaitable<Template[]>;
  };
  assistant: {
    hasProvider(): Awaitable<boolean>;
    /** The deployment's own provider of language models, with its key. */
    access(): Awaitable<ProviderAccess | null>;
  };
  shared: {
    labels(): Awaitable<Label[]>;
  };
  replies: {
    shared(id: string): Awaitable<SharedReply | null>;
  };
  sessions: {
    /** Null without access to the number. */
    seesUntil(sessionId: string, inbox: string): Awaitable<SessionAccess | null>;
  };
  push: {
    /** Whether any device wants push notifications. */
    hasDevices(): Awaitable<boolean>;
    notify(notification: MessageNotification): Awaitable<void>;
    /** When to call it again; null: every device that wants it has it. */
    notifyWeek(week: WeekNotification): Awaitable<number | null>;
  };
  webhooks: {
    /** The keys that sign for an endpoint; null if it is gone, or the number has no app secret. */
    signingKeys(inbox: string, endpointId: string): Awaitable<SigningKeys | null>;
    /** `since`: when deliveries of this inbox to an endpoint began to fail; null when they succeed again. */
    endpointFailing(inbox: string, endpointId: string, since: number | null): Awaitable<void>;
    /** A bot of this number was stopped, because it sent too many messages in a minute. */
    botLooping(inbox: string, name: string): Awaitable<void>;
    disableEndpoint(endpointId: string, because: 'failing' | 'gone'): Awaitable<void>;
  };
}

/** The methods of an Inbox that the Workspace calls. */
export interface InboxForWorkspace {
  number: {
    vitals(): Awaitable<InboxVitals>;
    findings(): Awaitable<InboxFindings>;
    resumeSending(): Awaitable<void>;
    changed(): Awaitable<void>;
  };
  conversations: {
    dropLabel(labelId: string): Awaitable<void>;
    releaseAll(agentId: string): Awaitable<void>;
    rename(agent: Person): Awaitable<void>;
  };
  assignment: {
    knowTeams(known: KnownTeams): Awaitable<void>;
  };
  contacts: {
    countFieldValues(fieldId: string): Awaitable<number>;
    dropFieldValues(fieldId: string): Awaitable<void>;
  };
  live: {
    setAlerts(alerts: NumberAlert[]): Awaitable<void>;
    showNumber(number: InboxSummary): Awaitable<void>;
    showSettings(changed: SettingsKind): Awaitable<void>;
    pushDevicesChanged(): Awaitable<void>;
    setAway(agentId: string, isAway: boolean): Awaitable<void>;
    close(sessionIds: string[]): Awaitable<void>;
    changeAccess(sessionIds: string[], agent: Agent, isAllowed: boolean): Awaitable<void>;
  };
  events: {
    setSubscriptions(subscriptions: Subscriptions): Awaitable<void>;
  };
  data: {
    erase(): Awaitable<void>;
    end(): Awaitable<void>;
  };
}

/** An object that can be called through this interface. */
export interface Peer<Methods> {
  readonly rpc: Methods;
}

export function askWorkspace(env: Env): Remote<WorkspaceForInbox> {
  const stub: unknown = rpcStub(env.WORKSPACE.getByName('workspace'));
  return stub as Remote<WorkspaceForInbox>;
}

/** The id must belong to a connected number: naming a Durable Object creates it. */
export function askInbox(env: Env, inbox: string): Remote<InboxForWorkspace> {
  const stub: unknown = rpcStub(env.INBOX.getByName(inbox));
  return stub as Remote<InboxForWorkspace>;
}
