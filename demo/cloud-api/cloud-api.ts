import { DurableObject } from 'cloudflare:workers';
import * as v from 'valibot';
import { type Content, readContent } from '../../worker/whatsapp/content.ts';
import { importAppSecret, signBody } from '../../worker/whatsapp/signature.ts';
import { windowLength } from '../../worker/whatsapp/window.ts';
import type {
  AcceptedSend,
  ControlState,
  CustomerMessage,
  CustomerThread,
  DemoInfo,
  Faults,
  NumberSetup,
  PhoneState,
  ThreadMessage,
} from './control.ts';
import { GraphRefusal } from './graph-error.ts';
import { type MessagesRequest, readMessagesRequest } from './request.ts';
import { schema } from './schema.ts';
import { type Value, webhookBody } from './webhook-body.ts';

interface CustomerRow extends Record<string, SqlStorageValue> {
  phone: string;
  name: string;
  online: number;
  chat_open: number;
  blocked: number;
  wrote_at: number | null;
  typing_until: number;
}
interface MessageRow extends Record<string, SqlStorageValue> {
  wamid: string;
  number_id: string;
  phone: string;
  direction: 'in' | 'out';
  at: number;
  content: string;
  quoted: string | null;
  callback_data: string | null;
  status: ThreadMessage['status'];
}
interface DeliveryRow extends Record<string, SqlStorageValue> {
  id: number;
  number_id: string;
  value: string;
  run_at: number;
  tries: number;
}

const noFaults: Faults = {
  duplicate: false,
  reorder: false,
  batch: false,
  delay: 0,
  loseAnswers: 0,
  refuse: null,
};
const typingLasts = 25_000;

/** All of Meta that we need: its clock, its customers' phones, and the queue of webhooks. */
export class CloudApi extends DurableObject {
  #sql: SqlStorage;
  #isDelivering = false;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(schema);
  }

  override async fetch(request: Request): Promise<Response> {
    try {
      const { pathname } = new URL(request.url);
      return pathname.startsWith('/control/')
        ? await this.#control(request, pathname.slice('/control/'.length))
        : await this.#graph(request, pathname);
    } catch (error) {
      if (error instanceof GraphRefusal) return error.toResponse();
      if (v.isValiError(error)) return Response.json({ error: error.message }, { status: 422 });
      throw error;
    }
  }

  override async alarm(): Promise<void> {
    await this.#deliver();
  }

  async #graph(request: Request, pathname: string): Promise<Response> {
    const [, phoneNumberId = ''] = /^\/v\d+\.\d+\/(\d+)\/messages$/.exec(pathname) ?? [];
    const setup = this.#number(phoneNumberId);
    const token = request.headers.get('authorization')?.replace(/^Bearer /, '');
    const isKnown = this.#sql.exec<{ setup: string }>('SELECT setup FROM number').toArray();
    if (!token || !isKnown.some((row) => parseSetup(row.setup).accessToken === token)) {
      throw new GraphRefusal(190, 'The access token could not be decrypted');
    }
    if (request.method !== 'POST' || !setup || setup.accessToken !== token) {
      throw new GraphRefusal(33, 'Object does not exist, cannot be loaded due to missing permissions');
    }
    let body: unknown;
    try {
      body = await request.json();
    } catch {
      throw new GraphRefusal(100, 'The body is not JSON.');
    }
    const message = readMessagesRequest(body);
    if (message.kind === 'read') return this.#markRead(message);
    return this.#send(phoneNumberId, message);
  }

  #markRead({ wamid, typing }: Extract<MessagesRequest, { kind: 'read' }>): Response {
    const [message] = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE wamid = ? AND direction = 'in'", wamid)
      .toArray();
    if (!message)
      throw new GraphRefusal(131009, 'Param message_id is not a message that this number received.');
    this.#sql.exec(
      "UPDATE message SET status = 'read' WHERE phone = ? AND direction = 'in' AND at <= ?",
      ...[message.phone, message.at],
    );
    if (typing) {
      const until = this.#now() + typingLasts;
      this.#sql.exec('UPDATE customer SET typing_until = ? WHERE phone = ?', until, message.phone);
    }
    this.#tell();
    return Response.json({ success: true });
  }

  async #send(phoneNumberId: string, message: Extract<MessagesRequest, { kind: 'send' }>): Promise<Response> {
    const faults = this.#faults();
    if (faults.refuse && faults.refuse.count > 0) {
      this.#setFaults({ ...faults, refuse: { ...faults.refuse, count: faults.refuse.count - 1 } });
      throw new GraphRefusal(faults.refuse.code, 'Refused on demand.');
    }
    const { to, content, quoted, callbackData } = message;
    if (content.type === 'template' && content.template.name !== 'hello_world') {
      throw new GraphRefusal(132001, `Template ${content.template.name} does not exist in this language.`);
    }
    const customer = this.#customer(to);
    const wamid = newWamid();
    const now = this.#now();
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[wamid, phoneNumberId, to, 'out', now, JSON.stringify(content), quoted, callbackData, 'sent'],
    );
    const isOpen = customer.wrote_at !== null && now - customer.wrote_at < windowLength;
    if (!isOpen && content.type !== 'template') {
      this.#fail(
        wamid,
        131047,
        'Re-engagement message',
        'More than 24 hours have passed since the customer last replied.',
      );
    } else if (customer.blocked) {
      this.#fail(wamid, 131026, 'Message undeliverable', 'Message Undeliverable.');
    } else {
      this.#sql.exec('UPDATE customer SET typing_until = 0 WHERE phone = ?', to);
      this.#report(wamid, 'sent');
      this.#showOnPhone(to);
    }
    this.#tell();
    if (faults.loseAnswers > 0) {
      this.#setFaults({ ...faults, loseAnswers: faults.loseAnswers - 1 });
      return new Response('upstream connect error', { status: 502 });
    }
    return Response.json({
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: to }],
      messages: [{ id: wamid }],
    });
  }

  async #control(request: Request, path: string): Promise<Response> {
    const [resource = '', id = ''] = path.split('/');
    const body: unknown = request.method === 'GET' ? null : await request.json().catch(() => ({}));
    switch (`${request.method} ${resource}`) {
      case 'GET state': {
        const { queued } = this.#sql
          .exec<{ queued: number }>('SELECT count(*) AS queued FROM delivery')
          .one();
        return Response.json({ now: this.#now(), queued, faults: this.#faults() } satisfies ControlState);
      }
      case 'GET live':
        return this.#connect();
      case 'PUT numbers': {
        const setup = v.parse(numberSetup, body);
        this.#sql.exec('INSERT OR REPLACE INTO number VALUES (?, ?)', id, JSON.stringify(setup));
        return Response.json(setup);
      }
      case 'PUT demo':
        this.#put('demo', v.parse(demoInfo, body));
        return Response.json({});
      case 'GET demo': {
        const demo = this.#get('demo');
        return demo === null ? Response.json({ error: 'not seeded' }, { status: 404 }) : Response.json(demo);
      }
      case 'POST messages':
        return Response.json({ wamid: this.#write(v.parse(customerMessage, body)) }, { status: 201 });
      case 'GET customers':
        return Response.json(this.#thread(id));
      case 'PUT customers': {
        const state = { ...this.#phoneState(this.#customer(id)), ...v.parse(v.partial(phoneState), body) };
        this.#sql.exec(
          'UPDATE customer SET online = ?, chat_open = ?, blocked = ? WHERE phone = ?',
          ...[Number(state.online), Number(state.chatOpen), Number(state.blocked), id],
        );
        this.#showOnPhone(id);
        this.#tell();
        return Response.json(this.#thread(id));
      }
      case 'POST clock': {
        const { advance } = v.parse(v.object({ advance: v.number() }), body);
        this.#put('clock', v.parse(v.number(), this.#get('clock') ?? 0) + advance);
        this.#tell();
        return Response.json({ now: this.#now() });
      }
      case 'PUT faults':
        this.#setFaults({ ...this.#faults(), ...v.parse(v.partial(faultsSchema), body) });
        return Response.json(this.#faults());
      case 'GET calls':
        return Response.json(
          this.#sql
            .exec<MessageRow>("SELECT * FROM message WHERE direction = 'out' ORDER BY rowid")
            .toArray()
            .map(
              (row): AcceptedSend => ({
                wamid: row.wamid,
                to: row.phone,
                callbackData: row.callback_data,
                content: contentOf(row),
              }),
            ),
        );
      default:
        return Response.json({ error: `There is no ${request.method} /control/${path}` }, { status: 404 });
    }
  }

  /** A customer writes to a business. */
  #write(message: CustomerMessage): string {
    const phoneNumberId = message.phoneNumberId ?? this.#onlyNumber();
    const { customer: phone } = message;
    this.#customer(phone, message.name);
    const now = this.#now();
    const wamid = newWamid();
    const content: Content = message.reaction
      ? { type: 'reaction', reaction: { message_id: message.reaction.wamid, emoji: message.reaction.emoji } }
      : { type: 'text', text: { body: message.text ?? '' } };
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)',
      ...[wamid, phoneNumberId, phone, 'in', now, JSON.stringify(content), message.replyTo ?? null, 'sent'],
    );
    this.#sql.exec('UPDATE customer SET wrote_at = ?, chat_open = 1 WHERE phone = ?', now, phone);
    const business = this.#number(phoneNumberId)?.displayPhoneNumber.replace(/\D/g, '');
    this.#enqueue(phoneNumberId, {
      contacts: [{ profile: { name: this.#customer(phone).name }, wa_id: phone }],
      messages: [
        {
          ...(message.replyTo !== undefined && { context: { from: business, id: message.replyTo } }),
          from: phone,
          id: wamid,
          timestamp: String(Math.floor(now / 1000)),
          ...content,
        },
      ],
    });
    this.#showOnPhone(phone);
    this.#tell();
    return wamid;
  }

  /** What has been sent reaches a phone that is online, and is read when the chat is on its screen. */
  #showOnPhone(phone: string): void {
    const customer = this.#customer(phone);
    if (!customer.online || customer.blocked) return;
    const waiting = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE phone = ? AND direction = 'out' ORDER BY rowid", phone)
      .toArray();
    for (const { wamid, status } of waiting) {
      if (status === 'sent') this.#report(wamid, 'delivered');
      if (customer.chat_open && (status === 'sent' || status === 'delivered')) this.#report(wamid, 'read');
    }
  }

  #report(wamid: string, status: ThreadMessage['status'], errors?: unknown[]): void {
    const row = this.#sql
      .exec<MessageRow>('UPDATE message SET status = ? WHERE wamid = ? RETURNING *', status, wamid)
      .one();
    this.#enqueue(row.number_id, {
      statuses: [
        {
          id: wamid,
          status,
          timestamp: String(Math.floor(this.#now() / 1000)),
          recipient_id: row.phone,
          ...(row.callback_data !== null && { biz_opaque_callback_data: row.callback_data }),
          ...(errors && { errors }),
        },
      ],
    });
  }

  #fail(wamid: string, code: number, title: string, details: string): void {
    this.#report(wamid, 'failed', [{ code, title, message: title, error_data: { details } }]);
  }

  #enqueue(phoneNumberId: string, value: Value): void {
    const faults = this.#faults();
    const runAt = Date.now() + faults.delay;
    for (let copy = 0; copy < (faults.duplicate ? 2 : 1); copy++) {
      this.#sql.exec(
        'INSERT INTO delivery (number_id, value, run_at) VALUES (?, ?, ?)',
        ...[phoneNumberId, JSON.stringify(value), runAt],
      );
    }
    if (faults.delay > 0) void this.ctx.storage.setAlarm(runAt);
    else this.ctx.waitUntil(this.#deliver());
  }

  /** Delivers what is due until nothing is, in the order of `faults`. What is not answered with 200 comes again. */
  async #deliver(): Promise<void> {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (;;) {
        const { reorder, batch } = this.#faults();
        const due = this.#sql
          .exec<DeliveryRow>(
            'SELECT * FROM delivery WHERE run_at <= ? ORDER BY id * ? LIMIT 50',
            Date.now(),
            reorder ? -1 : 1,
          )
          .toArray();
        const [first] = due;
        if (!first) break;
        const together = batch ? due.filter((row) => row.number_id === first.number_id) : [first];
        const isStored = await this.#post(first.number_id, together);
        for (const { id, tries } of together) {
          if (isStored) this.#sql.exec('DELETE FROM delivery WHERE id = ?', id);
          else {
            const runAt = Date.now() + Math.min(10_000, 250 * 2 ** tries);
            this.#sql.exec('UPDATE delivery SET tries = tries + 1, run_at = ? WHERE id = ?', runAt, id);
          }
        }
      }
    } finally {
      this.#isDelivering = false;
    }
    const { next } = this.#sql
      .exec<{ next: number | null }>('SELECT min(run_at) AS next FROM delivery')
      .one();
    if (next !== null) await this.ctx.storage.setAlarm(next);
  }

  async #post(phoneNumberId: string, rows: readonly DeliveryRow[]): Promise<boolean> {
    const setup = this.#number(phoneNumberId);
    if (!setup) return true;
    const values = rows.map(({ value }) => v.parse(v.record(v.string(), v.unknown()), JSON.parse(value)));
    const body = webhookBody(setup, phoneNumberId, values);
    const signature = await signBody(await importAppSecret(setup.appSecret), body);
    try {
      const answer = await fetch(setup.callbackUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature },
        body,
        signal: AbortSignal.timeout(10_000),
      });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  #thread(phone: string): CustomerThread {
    const customer = this.#customer(phone);
    const messages = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE phone = ? ORDER BY at, rowid', phone)
      .toArray()
      .map(
        (row): ThreadMessage => ({
          wamid: row.wamid,
          direction: row.direction,
          at: row.at,
          content: contentOf(row),
          quoted: row.quoted,
          status: row.status,
        }),
      );
    return {
      phone,
      name: customer.name,
      typing: customer.typing_until > this.#now(),
      ...this.#phoneState(customer),
      messages,
    };
  }

  #phoneState({ online, chat_open, blocked }: CustomerRow): PhoneState {
    return { online: online === 1, chatOpen: chat_open === 1, blocked: blocked === 1 };
  }

  #customer(phone: string, name?: string): CustomerRow {
    this.#sql.exec(
      'INSERT INTO customer (phone, name) VALUES (?, ?) ON CONFLICT DO NOTHING',
      phone,
      name ?? `+${phone}`,
    );
    if (name !== undefined) this.#sql.exec('UPDATE customer SET name = ? WHERE phone = ?', name, phone);
    return this.#sql.exec<CustomerRow>('SELECT * FROM customer WHERE phone = ?', phone).one();
  }

  #number(id: string): NumberSetup | null {
    const [row] = this.#sql.exec<{ setup: string }>('SELECT setup FROM number WHERE id = ?', id).toArray();
    return row ? parseSetup(row.setup) : null;
  }

  #onlyNumber(): string {
    return this.#sql.exec<{ id: string }>('SELECT id FROM number LIMIT 1').one().id;
  }

  #now(): number {
    return Date.now() + v.parse(v.number(), this.#get('clock') ?? 0);
  }

  #faults(): Faults {
    const stored = this.#get('faults');
    return stored === null ? noFaults : v.parse(faultsSchema, stored);
  }

  #setFaults(faults: Faults): void {
    this.#put('faults', faults);
  }

  #get(name: string): unknown {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)
      .toArray();
    return row ? JSON.parse(row.value) : null;
  }

  #put(name: string, value: unknown): void {
    this.#sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', name, JSON.stringify(value));
  }

  #connect(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  #tell(): void {
    for (const socket of this.ctx.getWebSockets()) socket.send('changed');
  }
}

const numberSetup = v.object({
  wabaId: v.string(),
  displayPhoneNumber: v.string(),
  name: v.string(),
  accessToken: v.string(),
  appSecret: v.string(),
  callbackUrl: v.string(),
}) satisfies v.GenericSchema<unknown, NumberSetup>;
const demoInfo = v.object({
  workerUrl: v.string(),
  sessionToken: v.string(),
  phoneNumberId: v.string(),
}) satisfies v.GenericSchema<unknown, DemoInfo>;
const phone = v.pipe(v.string(), v.regex(/^\d{7,15}$/));
const customerMessage = v.object({
  phoneNumberId: v.exactOptional(v.string()),
  customer: phone,
  name: v.exactOptional(v.string()),
  text: v.exactOptional(v.string()),
  replyTo: v.exactOptional(v.string()),
  reaction: v.exactOptional(v.object({ wamid: v.string(), emoji: v.string() })),
}) satisfies v.GenericSchema<unknown, CustomerMessage>;
const phoneState = v.object({
  online: v.boolean(),
  chatOpen: v.boolean(),
  blocked: v.boolean(),
});
const faultsSchema = v.object({
  duplicate: v.boolean(),
  reorder: v.boolean(),
  batch: v.boolean(),
  delay: v.pipe(v.number(), v.minValue(0)),
  loseAnswers: v.pipe(v.number(), v.integer(), v.minValue(0)),
  refuse: v.nullable(v.object({ code: v.number(), count: v.number() })),
}) satisfies v.GenericSchema<unknown, Faults>;

function parseSetup(json: string): NumberSetup {
  return v.parse(numberSetup, JSON.parse(json));
}

function contentOf(row: MessageRow): Content {
  return readContent(row.content);
}

function newWamid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(30));
  return `wamid.${btoa(String.fromCharCode(...bytes))}`;
}
