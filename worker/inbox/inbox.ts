import { RpcObject } from '../durable-object-rpc.ts';
import type { Env } from '../env.ts';
import { migrate } from '../migrate.ts';
import { askWorkspace, type InboxForWorkspace, type Peer } from '../peers.ts';
import { Context } from './context.ts';
import { type Parts, wireParts } from './parts.ts';
import { AnalyticsReports } from './rpc/analytics.ts';
import { Assignment } from './rpc/assignment.ts';
import { AssistantDesk } from './rpc/assistant.ts';
import { AutomationDesk } from './rpc/automation.ts';
import { Button } from './rpc/button.ts';
import { Contacts } from './rpc/contacts.ts';
import { Conversations } from './rpc/conversations.ts';
import { Data } from './rpc/data.ts';
import { Events } from './rpc/events.ts';
import { Files } from './rpc/files.ts';
import { LiveConsoles } from './rpc/live-consoles.ts';
import { Messages } from './rpc/messages.ts';
import { NumberSettings } from './rpc/number-settings.ts';
import { Receiving } from './rpc/receiving.ts';
import { migrations } from './schema.ts';

/** What can be called, by part. Each part is a file in `rpc/`. */
export type InboxRpc = ReturnType<typeof rpcOf>;

/**
 * Everything about one WhatsApp number: its contacts, conversations and messages, the send queue, and the live sockets
 * of the agents. Its id comes from the workspace and stays the same when the phone number changes.
 *
 * This class opens the database, runs the alarm and holds the sockets. `parts.ts` wires what works inside, and `facts.ts`
 * lists what can happen in it.
 */
export class Inbox extends RpcObject<Env> implements Peer<InboxForWorkspace> {
  readonly rpc: InboxRpc;
  #parts: Parts;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    this.#parts = wireParts(ctx, env);
    this.rpc = rpcOf(new Context(ctx, env, this.#parts));
    // Every method may read what is in the archive.
    this.through = (method) => this.#parts.archive.reading(method);
  }

  override async fetch(request: Request): Promise<Response> {
    const { live, presence } = this.#parts;
    const answer = await live.connect(request, Date.now(), (sessionId) =>
      askWorkspace(this.env).sessions.seesUntil(sessionId, this.ctx.id.name ?? ''),
    );
    presence.arrived(Date.now());
    return answer;
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#parts.presence.receive(socket, message, Date.now());
  }

  override webSocketClose(socket: WebSocket): void {
    this.#parts.presence.left(socket, Date.now());
    socket.close();
  }

  override alarm(): void {
    this.#parts.jobs.onAlarm();
    // After the messages to customers.
    this.#parts.deliveries.pump();
  }
}

function rpcOf(context: Context) {
  const automation = new AutomationDesk(context);
  return {
    receiving: new Receiving(context),
    conversations: new Conversations(context),
    assignment: new Assignment(context),
    contacts: new Contacts(context),
    messages: new Messages(context),
    files: new Files(context),
    number: new NumberSettings(context),
    automation,
    button: new Button(context),
    assistant: new AssistantDesk(context, automation),
    data: new Data(context),
    analytics: new AnalyticsReports(context),
    live: new LiveConsoles(context),
    events: new Events(context),
  };
}
