import { DurableObject } from 'cloudflare:workers';
import * as v from 'valibot';
import { type Content, readContent } from '../../worker/whatsapp/content.ts';
import { mediaIdsIn } from '../../worker/whatsapp/send.ts';
import { importAppSecret, signBody } from '../../worker/whatsapp/signature.ts';
import { windowLength } from '../../worker/whatsapp/window.ts';
import {
  accountFields,
  accountOf,
  appSubscriptions,
  debugToken,
  isRefused,
  numberFields,
  pick,
  subscribedApps,
} from './account.ts';
import { Blocklist } from './blocklist.ts';
import type {
  AcceptedSend,
  ControlState,
  CustomerFile,
  CustomerMessage,
  CustomerThread,
  Faults,
  NumberSetup,
  PhoneState,
  ThreadMessage,
} from './control.ts';
import {
  customerMessage,
  demoInfo,
  faultsSchema,
  newIdentity,
  numberSetup,
  phoneState,
  rawChange,
} from './control-schema.ts';
import { contactOf, customerId, isUserId } from './customer-id.ts';
import { GraphRefusal } from './graph-error.ts';
import { MediaStore } from './media.ts';
import { NumberPages } from './number-page.ts';
import { answerOnboarding, destinationOf, type Onboarding, type OwnedNumber } from './onboarding.ts';
import { Rates } from './rates.ts';
import { type MessagesRequest, readMessagesRequest } from './request.ts';
import { forgetConversations, schema, schemaVersion } from './schema.ts';
import { checkTemplate, listTemplates } from './templates.ts';
import { type Value, webhookBody } from './webhook-body.ts';

interface CustomerRow extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  username: string | null;
  online: number;
  chat_open: number;
  blocked: number;
  typing_until: number;
  identity: string | null;
}
interface MessageRow extends Record<string, SqlStorageValue> {
  wamid: string;
  number_id: string;
  customer: string;
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
  field: string;
  value: string;
  run_at: number;
  tries: number;
}

const noFaults: Faults = {
  duplicate: false,
  reorder: false,
  batch: false,
  delay: 0,
  limits: false,
  loseAnswers: 0,
  refuse: null,
};
const typingLasts = 25_000;

/** All of Meta that we need: its clock, its customers' phones, and the queue of webhooks. */
export class CloudApi extends DurableObject {
  #sql: SqlStorage;
  #media: MediaStore;
  #rates = new Rates();
  #blocklist: Blocklist;
  #pages: NumberPages;
  #isDelivering = false;
  #codes = new Map<string, string>();
  #onboarding: Onboarding = {
    numbers: () => this.#ownedNumbers(),
    change: (id, account, more = {}) => {
      const setup = this.#number(id);
      if (!setup) return;
      this.#changeNumber(id, { ...more, account: { ...setup.account, ...account } });
    },
    takeCode: (code) => {
      const id = this.#codes.get(code) ?? null;
      this.#codes.delete(code);
      return id;
    },
    now: () => this.#now(),
  };

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#media = new MediaStore(this.#sql, () => this.#now());
    this.#blocklist = new Blocklist(this.#sql, (number, customer) => {
      const wroteAt = this.#wroteAt(customer, number);
      return wroteAt !== null && this.#now() - wroteAt < windowLength;
    });
    this.#pages = new NumberPages(this.#sql, this.#media, (id, change) => this.#changeNumber(id, change));
    this.#sql.exec(schema);
    if (this.#get('schema') !== schemaVersion) {
      this.#sql.exec(forgetConversations);
      this.#sql.exec(schema);
      this.#put('schema', schemaVersion);
    }
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
    const url = new URL(request.url);
    const token = request.headers.get('authorization')?.replace(/^(Bearer|OAuth) /, '');
    const onboarded = await answerOnboarding(request, url, token, this.#onboarding);
    if (onboarded) return onboarded;
    const numbers = this.#numbers();
    const app = numbers.find((one) => token === `${accountOf(one).appId}|${one.appSecret}`);
    if (pathname.endsWith(`/${app && accountOf(app).appId}/subscriptions`) && app)
      return appSubscriptions(app);
    const own = numbers.find(({ accessToken }) => accessToken === token);
    if (!token || !own || isRefused(own, this.#now())) {
      const isOver = own !== undefined && !accountOf(own).isTokenRevoked;
      if (isOver) {
        const message = 'Error validating access token: Session has expired.';
        throw new GraphRefusal(190, '', { message, subcode: 463 });
      }
      throw new GraphRefusal(190, 'The access token could not be decrypted');
    }
    if (/^\/v\d+\.\d+\/debug_token$/.test(pathname)) {
      const asked = url.searchParams.get('input_token');
      return debugToken(
        numbers.find(({ accessToken }) => accessToken === asked),
        this.#now(),
      );
    }
    const owned = this.#ownedNumbers().filter(({ setup }) => setup.accessToken === token);
    const page = await this.#pages.answer(request, url, owned);
    if (page) return page;
    if (pathname.endsWith('/whatsapp_business/attachments/')) return this.#media.download(url);
    const [, id = '', edge = ''] =
      /^\/v\d+\.\d+\/(\d+)(?:\/(messages|media|message_templates|subscribed_apps|block_users))?$/.exec(
        pathname,
      ) ?? [];
    const account = numbers.find((one) => one.accessToken === token && one.wabaId === id);
    switch (`${request.method} ${edge}`) {
      case 'GET message_templates':
        return listTemplates(url);
      case 'GET subscribed_apps':
        if (account) return subscribedApps(account);
        throw new GraphRefusal(100, 'Object does not exist, cannot be loaded due to missing permissions');
      case 'GET ':
        if (this.#number(id)) return this.#describeNumber(id, token, url);
        if (account) return pick(id, accountFields(account), url, 'name');
        return this.#media.describe(id, url.origin);
      case 'DELETE ':
        return this.#media.remove(id);
      case 'POST media':
        this.#requireNumber(id, token);
        return this.#media.upload(request);
      case 'POST messages':
        this.#requireNumber(id, token);
        return this.#message(id, await bodyOf(request));
      case 'POST block_users':
        this.#requireNumber(id, token);
        return this.#blocklist.block(id, await bodyOf(request));
      case 'DELETE block_users':
        this.#requireNumber(id, token);
        return this.#blocklist.unblock(id, await bodyOf(request));
      default:
        throw new GraphRefusal(33, 'Object does not exist, cannot be loaded due to missing permissions');
    }
  }

  #describeNumber(id: string, token: string, url: URL): Response {
    this.#requireNumber(id, token);
    const setup = this.#number(id);
    const fields = setup && { ...numberFields(setup), conversational_automation: this.#pages.starters(id) };
    return pick(id, fields ?? {}, url, 'display_phone_number,verified_name');
  }

  #changeNumber(id: string, change: Partial<NumberSetup>): void {
    const changed = { ...this.#number(id), ...change };
    this.#sql.exec('UPDATE number SET setup = ? WHERE id = ?', JSON.stringify(changed), id);
  }

  #requireNumber(id: string, token: string): void {
    if (this.#number(id)?.accessToken !== token) {
      throw new GraphRefusal(33, 'Object does not exist, cannot be loaded due to missing permissions');
    }
  }

  #message(phoneNumberId: string, body: unknown): Response {
    const message = readMessagesRequest(body);
    return message.kind === 'read' ? this.#markRead(message) : this.#send(phoneNumberId, message);
  }

  #markRead({ wamid, typing }: Extract<MessagesRequest, { kind: 'read' }>): Response {
    const [message] = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE wamid = ? AND direction = 'in'", wamid)
      .toArray();
    if (!message)
      throw new GraphRefusal(131009, 'Param message_id is not a message that this number received.');
    this.#sql.exec(
      "UPDATE message SET status = 'read' WHERE customer = ? AND direction = 'in' AND at <= ?",
      ...[message.customer, message.at],
    );
    if (typing) {
      const until = this.#now() + typingLasts;
      this.#sql.exec('UPDATE customer SET typing_until = ? WHERE id = ?', until, message.customer);
    }
    this.#tell();
    return Response.json({ success: true });
  }

  #send(phoneNumberId: string, message: Extract<MessagesRequest, { kind: 'send' }>): Response {
    const faults = this.#faults();
    if (faults.refuse && faults.refuse.count > 0) {
      this.#setFaults({ ...faults, refuse: { ...faults.refuse, count: faults.refuse.count - 1 } });
      throw new GraphRefusal(faults.refuse.code, 'Refused on demand.');
    }
    const { addressee, content, quoted, callbackData, identityHash } = message;
    if (content.type === 'template') checkTemplate(content.template);
    if (faults.limits) {
      const perSecond = messagesPerSecond(this.#number(phoneNumberId));
      this.#rates.take(phoneNumberId, addressee.input, perSecond, Date.now());
    }
    const wamid = newWamid();
    if ('lost' in addressee) return accepted(wamid, addressee.input, { wa_id: addressee.input });
    const to = addressee.customer;
    const customer = this.#customer(to);
    if (
      this.#number(phoneNumberId)?.checksIdentity &&
      identityHash !== null &&
      identityHash !== identityOf(customer)
    ) {
      throw new GraphRefusal(137000, 'The recipient identity key hash does not match.');
    }
    const now = this.#now();
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[wamid, phoneNumberId, to, 'out', now, JSON.stringify(content), quoted, callbackData, 'sent'],
    );
    const wroteAt = this.#wroteAt(customer.id, phoneNumberId);
    const isOpen = wroteAt !== null && now - wroteAt < windowLength;
    if (!isOpen && content.type !== 'template') {
      this.#fail(
        wamid,
        131047,
        'Re-engagement message',
        'More than 24 hours have passed since the customer last replied.',
      );
    } else if (mediaIdsIn(content).some((id) => this.#media.find(id) === null)) {
      this.#fail(wamid, 131053, 'Media upload error', 'The media id does not exist or has expired.');
    } else if (customer.blocked || this.#blocklist.has(phoneNumberId, to)) {
      this.#fail(wamid, 131026, 'Message undeliverable', 'Message Undeliverable.');
    } else {
      this.#sql.exec('UPDATE customer SET typing_until = 0 WHERE id = ?', to);
      this.#report(wamid, 'sent');
      this.#showOnPhone(to);
    }
    this.#tell();
    if (faults.loseAnswers > 0) {
      this.#setFaults({ ...faults, loseAnswers: faults.loseAnswers - 1 });
      return new Response('upstream connect error', { status: 502 });
    }
    return accepted(wamid, addressee.input, isUserId(to) ? { user_id: to } : { wa_id: to });
  }

  async #control(request: Request, path: string): Promise<Response> {
    const [resource = '', id = ''] = path.split('/');
    if (request.method === 'POST' && resource === 'media') return this.#receiveFile(request);
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
      case 'GET numbers':
        return Response.json(this.#number(id));
      case 'POST numbers': {
        const change = v.parse(v.partial(numberSetup), body);
        const before = this.#number(id);
        const setup = v.parse(numberSetup, {
          ...before,
          ...change,
          account: { ...before?.account, ...change.account },
        });
        this.#sql.exec('UPDATE number SET setup = ?2 WHERE id = ?1', id, JSON.stringify(setup));
        return Response.json(setup);
      }
      case 'GET signups': {
        const appId = new URL(request.url).searchParams.get('app_id');
        const ofApp = this.#ownedNumbers().filter(({ setup }) => accountOf(setup).appId === appId);
        return Response.json(ofApp.map((one) => ({ id: one.id, ...one.setup })));
      }
      case 'POST signups': {
        const code = crypto.randomUUID();
        this.#codes.set(code, v.parse(v.object({ id: v.string() }), body).id);
        return Response.json({ code });
      }
      case 'DELETE numbers':
        this.#sql.exec('DELETE FROM number WHERE id = ?', id);
        return Response.json({});
      case 'PUT demo':
        this.#put('demo', v.parse(demoInfo, body));
        return Response.json({});
      case 'GET demo': {
        const demo = this.#get('demo');
        return demo === null ? Response.json({ error: 'not seeded' }, { status: 404 }) : Response.json(demo);
      }
      case 'POST messages':
        return Response.json({ wamid: this.#write(v.parse(customerMessage, body)) }, { status: 201 });
      case 'POST webhooks': {
        const { phoneNumberId = this.#firstNumber(), field, value } = v.parse(rawChange, body);
        this.#enqueue(phoneNumberId, value, field);
        return Response.json({}, { status: 201 });
      }
      case 'GET media': {
        const media = this.#media.find(id);
        return media ? this.#media.bytesOf(media) : new Response('No such file', { status: 404 });
      }
      case 'POST reset':
        this.#sql.exec(forgetConversations);
        this.#sql.exec(schema);
        this.#sql.exec("DELETE FROM setting WHERE name IN ('clock', 'faults')");
        this.#tell();
        return Response.json({});
      case 'GET customers':
        return Response.json(this.#thread(id));
      case 'POST customers': {
        this.#changePhone(id, v.parse(newIdentity, body).identity);
        return Response.json(this.#thread(id));
      }
      case 'PUT customers': {
        const state = { ...this.#phoneState(this.#customer(id)), ...v.parse(v.partial(phoneState), body) };
        this.#sql.exec(
          'UPDATE customer SET online = ?, chat_open = ?, blocked = ? WHERE id = ?',
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
                to: row.customer,
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
    const phoneNumberId = message.phoneNumberId ?? this.#firstNumber();
    const row = this.#customer(message.customer, message.name, message.username);
    const { id: customer, name, username } = row;
    const setup = this.#number(phoneNumberId);
    const now = this.#now();
    const wamid = newWamid();
    const content = this.#contentFrom(message);
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)',
      ...[
        wamid,
        phoneNumberId,
        customer,
        'in',
        now,
        JSON.stringify(content),
        message.replyTo ?? null,
        'sent',
      ],
    );
    this.#sql.exec('INSERT OR REPLACE INTO chat VALUES (?, ?, ?)', customer, phoneNumberId, now);
    this.#sql.exec('UPDATE customer SET chat_open = 1 WHERE id = ?', customer);
    // What a blocked customer writes reaches nobody, and they are not told.
    if (this.#blocklist.has(phoneNumberId, customer)) {
      this.#tell();
      return wamid;
    }
    const business = setup?.displayPhoneNumber.replace(/\D/g, '');
    const contact = contactOf(customer, name, username);
    const identity = { acknowledged: true, created_timestamp: Math.floor(now / 1000), hash: identityOf(row) };
    this.#enqueue(phoneNumberId, {
      contacts: [setup?.checksIdentity ? { ...contact, identity_key_hash: identity.hash } : contact],
      messages: [
        {
          ...(message.replyTo !== undefined && { context: { from: business, id: message.replyTo } }),
          ...(isUserId(customer) ? { from_user_id: customer } : { from: customer }),
          id: wamid,
          timestamp: String(Math.floor(now / 1000)),
          ...(setup?.checksIdentity && { identity }),
          ...content,
        },
      ],
    });
    this.#showOnPhone(customer);
    this.#tell();
    return wamid;
  }

  /** The customer's keys are new. The businesses that check identities and know the customer are told. */
  #changePhone(id: string, identity: string): void {
    const { name, username } = this.#customer(id);
    this.#sql.exec('UPDATE customer SET identity = ? WHERE id = ?', identity, id);
    const numbers = this.#sql
      .exec<{ id: string }>('SELECT DISTINCT number_id AS id FROM message WHERE customer = ?', id)
      .toArray()
      .filter((number) => this.#number(number.id)?.checksIdentity);
    for (const number of numbers) {
      const body = `User ${name} changed their identity`;
      this.#enqueue(number.id, {
        contacts: [contactOf(id, name, username)],
        messages: [
          {
            ...(isUserId(id) ? { from_user_id: id } : { from: id }),
            id: newWamid(),
            timestamp: String(Math.floor(this.#now() / 1000)),
            type: 'system',
            system: { body, identity, type: 'customer_identity_changed', customer: id },
          },
        ],
      });
    }
    this.#tell();
  }

  /** Of media a customer's message says what Meta knows of the file. */
  #contentFrom({ content, reaction, text = '' }: CustomerMessage): Record<string, unknown> {
    if (reaction)
      return { type: 'reaction', reaction: { message_id: reaction.wamid, emoji: reaction.emoji } };
    if (!content) return { type: 'text', text: { body: text } };
    const file = v.safeParse(v.looseObject({ id: v.string() }), content[content.type]);
    const media = file.success ? this.#media.find(file.output.id) : null;
    if (!file.success || !media) return content;
    const described = {
      mime_type: media.mimeType,
      // In webhooks the checksum is in base64.
      sha256: btoa(media.sha256.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)))),
      ...(content.type === 'document' && media.filename !== null && { filename: media.filename }),
    };
    return { ...content, [content.type]: { ...described, ...file.output } };
  }

  async #receiveFile(request: Request): Promise<Response> {
    const mimeType = request.headers.get('content-type') ?? 'application/octet-stream';
    const filename = new URL(request.url).searchParams.get('filename');
    const bytes = request.body ?? new Blob([]).stream();
    const { id } = await this.#media.keep(bytes, mimeType, filename, 'received');
    return Response.json({ id } satisfies CustomerFile, { status: 201 });
  }

  /** What has been sent reaches a phone that is online, and is read when the chat is on its screen. */
  #showOnPhone(id: string): void {
    const customer = this.#customer(id);
    if (!customer.online || customer.blocked) return;
    const waiting = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE customer = ? AND direction = 'out' ORDER BY rowid", id)
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
    const { id: customer, name, username } = this.#customer(row.customer);
    this.#enqueue(row.number_id, {
      ...(isUserId(customer) && { contacts: [contactOf(customer, name, username)] }),
      statuses: [
        {
          id: wamid,
          status,
          timestamp: String(Math.floor(this.#now() / 1000)),
          ...(isUserId(customer) ? { recipient_user_id: customer } : { recipient_id: customer }),
          ...(row.callback_data !== null && { biz_opaque_callback_data: row.callback_data }),
          ...(errors && { errors }),
        },
      ],
    });
  }

  #fail(wamid: string, code: number, title: string, details: string): void {
    this.#report(wamid, 'failed', [{ code, title, message: title, error_data: { details } }]);
  }

  #enqueue(phoneNumberId: string, value: Value, field = 'messages'): void {
    const faults = this.#faults();
    const runAt = Date.now() + faults.delay;
    for (let copy = 0; copy < (faults.duplicate ? 2 : 1); copy++) {
      this.#sql.exec(
        'INSERT INTO delivery (number_id, field, value, run_at) VALUES (?, ?, ?, ?)',
        ...[phoneNumberId, field, JSON.stringify(value), runAt],
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
    const destination = setup && destinationOf(setup, rows[0]?.field ?? '');
    // What has nowhere to go is lost, as with Meta.
    if (!setup || !destination) return true;
    const changes = rows.map(({ field, value }) => ({
      field,
      value: v.parse(v.record(v.string(), v.unknown()), JSON.parse(value)),
    }));
    const body = webhookBody(setup, phoneNumberId, changes);
    const signature = await signBody(await importAppSecret(setup.appSecret), body);
    try {
      const answer = await fetch(destination, {
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

  #thread(id: string): CustomerThread {
    const customer = this.#customer(id);
    const messages = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE customer = ? ORDER BY at, rowid', id)
      .toArray()
      .map(
        (row): ThreadMessage => ({
          wamid: row.wamid,
          phoneNumberId: row.number_id,
          direction: row.direction,
          at: row.at,
          content: contentOf(row),
          quoted: row.quoted,
          status: row.status,
        }),
      );
    return {
      customer: id,
      name: customer.name,
      username: customer.username,
      typing: customer.typing_until > this.#now(),
      ...this.#phoneState(customer),
      messages,
    };
  }

  #phoneState({ online, chat_open, blocked }: CustomerRow): PhoneState {
    return { online: online === 1, chatOpen: chat_open === 1, blocked: blocked === 1 };
  }

  #customer(id: string, name?: string, username?: string): CustomerRow {
    return this.#sql
      .exec<CustomerRow>(
        `INSERT INTO customer (id, name, username) VALUES (?1, coalesce(?2, ?4), ?3) ON CONFLICT DO UPDATE
         SET name = coalesce(?2, name), username = coalesce(?3, username) RETURNING *`,
        ...[v.parse(customerId, id), name ?? null, username ?? null, isUserId(id) ? id : `+${id}`],
      )
      .one();
  }

  #number(id: string): NumberSetup | null {
    const [row] = this.#sql.exec<{ setup: string }>('SELECT setup FROM number WHERE id = ?', id).toArray();
    return row ? parseSetup(row.setup) : null;
  }

  #numbers(): NumberSetup[] {
    return this.#ownedNumbers().map(({ setup }) => setup);
  }

  #ownedNumbers(): OwnedNumber[] {
    return this.#sql
      .exec<{ id: string; setup: string }>('SELECT id, setup FROM number ORDER BY id')
      .toArray()
      .map(({ id, setup }) => ({ id, setup: parseSetup(setup) }));
  }

  #wroteAt(customer: string, phoneNumberId: string): number | null {
    const [row] = this.#sql
      .exec<{ wrote_at: number }>(
        'SELECT wrote_at FROM chat WHERE customer = ? AND number_id = ?',
        ...[customer, phoneNumberId],
      )
      .toArray();
    return row?.wrote_at ?? null;
  }

  #firstNumber(): string {
    return this.#sql.exec<{ id: string }>('SELECT id FROM number ORDER BY id LIMIT 1').one().id;
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

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new GraphRefusal(100, 'The body is not JSON.');
  }
}

function accepted(wamid: string, input: string, contact: { wa_id: string } | { user_id: string }): Response {
  return Response.json({
    messaging_product: 'whatsapp',
    contacts: [{ input, ...contact }],
    messages: [{ id: wamid }],
  });
}

function messagesPerSecond(setup: NumberSetup | null): number {
  if (setup?.isOnPhone) return 20;
  return setup?.throughput === 'HIGH' ? 1_000 : 80;
}

function parseSetup(json: string): NumberSetup {
  return v.parse(numberSetup, JSON.parse(json));
}

function identityOf({ id, identity }: CustomerRow): string {
  return identity ?? `identity-of-${id}`;
}

function contentOf(row: MessageRow): Content {
  return readContent(row.content);
}

function newWamid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(30));
  return `wamid.${btoa(String.fromCharCode(...bytes))}`;
}
