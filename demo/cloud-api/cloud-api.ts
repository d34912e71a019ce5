import { DurableObject } from 'cloudflare:workers';
import * as v from 'valibot';
import { Catalog } from './catalog/catalog.ts';
import { Settings } from './control/settings.ts';
import { answerControl, type Controlled } from './control-routes.ts';
import { Customers } from './customers/customers.ts';
import { Phones } from './customers/phones.ts';
import { Blocklist } from './graph/blocklist.ts';
import { GraphApiError, unknownObject } from './graph/graph-error.ts';
import { readVersion } from './graph/graph-version.ts';
import { MediaStore } from './graph/media.ts';
import { Uploads } from './graph/uploads.ts';
import { wakeBy } from './graph/wake.ts';
import { Sends } from './messages/sends.ts';
import { Statuses } from './messages/statuses.ts';
import { answerModel } from './model/model.ts';
import {
  accountFields,
  accountOf,
  appSubscriptions,
  debugToken,
  isRefused,
  numberFields,
  pick,
  subscribedApps,
} from './numbers/account.ts';
import { NumberPages } from './numbers/number-page.ts';
import { Numbers } from './numbers/numbers.ts';
import {
  answerOnboarding,
  checkProof,
  type Onboarding,
  type OwnedNumber,
  requireScope,
} from './numbers/onboarding.ts';
import { asksForPricing, pricingIn } from './numbers/pricing-analytics.ts';
import { forgetConversations, schema, schemaVersion } from './schema.ts';
import { SentTemplates } from './templates/sending/sent-templates.ts';
import { Templates } from './templates/templates.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { Events } from './webhooks/events.ts';

/** The parts of Meta that the demo and the tests need: a clock, customers' phones, and a queue of webhooks. */
export class CloudApi extends DurableObject {
  #settings: Settings;
  #statuses: Statuses;
  #numbers: Numbers;
  #media: MediaStore;
  #blocklist: Blocklist;
  #pages: NumberPages;
  #deliveries: Deliveries;
  #templates: Templates;
  #catalog: Catalog;
  #sends: Sends;
  #onboarding: Onboarding;
  #controlled: Controlled;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    const { sql } = ctx.storage;
    const forget = () => {
      sql.exec(forgetConversations);
      sql.exec(schema);
    };
    const settings = new Settings(sql);
    const numbers = new Numbers(sql);
    const customers = new Customers(sql);
    const now = () => settings.now();
    const notify = () => this.#notify();
    const media = new MediaStore(sql, now);
    const blocklist = new Blocklist(sql, (number, customer) =>
      customers.isWindowOpen(customer, number, now()),
    );
    const deliveries = new Deliveries(ctx, settings, numbers);
    const statuses = new Statuses(sql, numbers, customers, deliveries);
    const catalog = new Catalog(settings);
    const uploads = new Uploads(sql, media, () => templates.switches().allowsBearerUploads);
    const templates: Templates = new Templates(sql, {
      ...{ settings, numbers, deliveries, uploads },
      hasCatalog: (wabaId) => catalog.isConnected(wabaId),
    });
    const productsOf = (wabaId: string) => catalog.productsOf(wabaId);
    const sentTemplates = new SentTemplates(sql, {
      store: templates.store,
      named: (...which) => templates.named(...which),
      ...{ productsOf, now },
    });
    const rooms = {
      ...{ settings, numbers, customers, media, blocklist, deliveries, statuses, notify },
      ...{ sentTemplates, productsOf, takeHold: () => templates.takeHold() },
    };
    const phones = new Phones(sql, rooms);
    const sends = new Sends(sql, { ...rooms, phones });
    const events = new Events(sql, { ...rooms, phones });
    const codes = new Map<string, string>();
    this.#settings = settings;
    this.#statuses = statuses;
    this.#numbers = numbers;
    this.#media = media;
    this.#blocklist = blocklist;
    this.#pages = new NumberPages(sql, media, uploads, (id, change) => numbers.change(id, change));
    this.#deliveries = deliveries;
    this.#templates = templates;
    this.#catalog = catalog;
    this.#sends = sends;
    this.#onboarding = {
      numbers: () => numbers.owned(),
      change: (id, account, more = {}) => {
        const setup = numbers.find(id);
        if (!setup) return;
        numbers.change(id, { ...more, account: { ...setup.account, ...account } });
        notify();
      },
      takeCode: (code) => {
        const id = codes.get(code) ?? null;
        codes.delete(code);
        return id;
      },
      now,
    };
    this.#controlled = {
      ...{ settings, numbers, media, deliveries, phones, events, sends, codes, notify, templates, catalog },
      forgetConversations: forget,
      connect: () => this.#connect(),
    };
    sql.exec(schema);
    if (settings.get('schema') !== schemaVersion) {
      forget();
      settings.put('schema', schemaVersion);
    }
  }

  override async fetch(request: Request): Promise<Response> {
    try {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/ai/v1/')) {
        const path = pathname.slice('/ai/v1'.length);
        return await answerModel(request, path, {
          answer: path === '/chat/completions' ? this.#settings.takeModelFault() : null,
          embedding: path === '/embeddings' ? this.#settings.takeEmbeddingFault() : null,
        });
      }
      const answer = pathname.startsWith('/control/')
        ? await answerControl(request, pathname.slice('/control/'.length), this.#controlled)
        : await this.#versioned(request, pathname);
      await this.#wakeForTemplates();
      return answer;
    } catch (error) {
      if (error instanceof GraphApiError) return error.toResponse();
      if (v.isValiError(error)) return Response.json({ error: error.message }, { status: 422 });
      throw error;
    }
  }

  override async alarm(): Promise<void> {
    this.#templates.life.settle();
    await this.#deliveries.deliver();
    await this.#wakeForTemplates();
  }

  async #wakeForTemplates(): Promise<void> {
    const next = this.#templates.store.nextDue();
    if (next !== null) await wakeBy(this.ctx.storage, this.#settings.realTime(next));
  }

  async #versioned(request: Request, pathname: string): Promise<Response> {
    const { version, path } = readVersion(pathname);
    const answer = await this.#graph(request, path).catch((error: unknown) => {
      if (error instanceof GraphApiError) return error.toResponse();
      throw error;
    });
    const named = new Response(answer.body, answer);
    named.headers.set('facebook-api-version', version);
    return named;
  }

  /** `path` is the part of the address after the version. */
  async #graph(request: Request, path: string): Promise<Response> {
    const url = new URL(request.url);
    const token = request.headers.get('authorization')?.replace(/^(Bearer|OAuth) /, '');
    const managed = await this.#answerManagement(request, url, path, token);
    if (managed) return managed;
    const onboarded = await answerOnboarding(request, url, path, token, this.#onboarding);
    if (onboarded) return onboarded;
    const numbers = this.#numbers.owned().map(({ setup }) => setup);
    const app = numbers.find((one) => token === `${accountOf(one).appId}|${one.appSecret}`);
    if (app && path === `/${accountOf(app).appId}/subscriptions`) return appSubscriptions(app);
    const own = numbers.find(({ accessToken }) => accessToken === token);
    if (!token || !own || isRefused(own, this.#settings.now())) {
      const isOver = own !== undefined && !accountOf(own).isTokenRevoked;
      if (isOver) {
        const message = 'Error validating access token: Session has expired.';
        throw new GraphApiError(190, '', { message, subcode: 463 });
      }
      throw new GraphApiError(190, 'The access token could not be decrypted');
    }
    if (path === '/debug_token') {
      const inspected = url.searchParams.get('input_token');
      return debugToken(
        numbers.find(({ accessToken }) => accessToken === inspected),
        this.#settings.now(),
      );
    }
    const owned = this.#numbers.owned().filter(({ setup }) => setup.accessToken === token);
    const page = await this.#pages.answer(request, url, path, owned);
    if (page) return page;
    if (path === '/whatsapp_business/attachments/') return this.#media.download(url);
    const [, id = '', edge = ''] =
      /^\/(\d+)(?:\/(messages|media|subscribed_apps|block_users))?$/.exec(path) ?? [];
    const account = numbers.find((one) => one.accessToken === token && one.wabaId === id);
    switch (`${request.method} ${edge}`) {
      case 'GET subscribed_apps':
        if (account) return subscribedApps(account);
        throw unknownObject(id);
      case 'GET ':
        if (this.#numbers.find(id)) return this.#describeNumber(id, token, url);
        if (account) return pick(id, accountFields(account), url, 'name');
        return this.#media.describe(id, url.origin);
      case 'DELETE ':
        return this.#media.remove(id);
      case 'POST media':
        this.#numbers.require(id, token, request.method);
        return this.#media.upload(request);
      case 'POST messages':
        this.#numbers.require(id, token, request.method);
        return this.#sends.take(id, await bodyOf(request));
      case 'GET block_users':
        this.#numbers.require(id, token, request.method);
        return this.#blocklist.list(id, url);
      case 'POST block_users':
        this.#numbers.require(id, token, request.method);
        return this.#blocklist.block(id, await bodyOf(request));
      case 'DELETE block_users':
        this.#numbers.require(id, token, request.method);
        return this.#blocklist.unblock(id, await bodyOf(request));
      default:
        throw unknownObject(id || path.slice(1), request.method);
    }
  }

  /** Templates and catalogues. An invalid token is refused by the calls that follow. */
  async #answerManagement(
    request: Request,
    url: URL,
    path: string,
    token: string | undefined,
  ): Promise<Response | null> {
    const owned = this.#numbers
      .owned()
      .filter(({ setup }) => setup.accessToken === token && !isRefused(setup, this.#settings.now()));
    const [own] = owned;
    if (!own) return null;
    await checkProof(url, own.setup);
    return (
      this.#catalog.answer(request, url, path, owned) ??
      this.#answerPricing(request, url, path, owned) ??
      (await this.#templates.answer(request, url, path, owned))
    );
  }

  /** The fields of an account, with what was delivered and charged. Null for any other call. */
  #answerPricing(request: Request, url: URL, path: string, owned: readonly OwnedNumber[]): Response | null {
    const fields = url.searchParams.get('fields');
    const numbers = owned.filter(({ setup }) => path === `/${setup.wabaId}`);
    const [first] = numbers;
    if (request.method !== 'GET' || !first || !asksForPricing(fields)) return null;
    requireScope(first.setup, 'whatsapp_business_management');
    const { others, answer } = pricingIn(fields ?? '', {
      now: this.#settings.now(),
      delivered: (from, to) =>
        numbers.flatMap(({ id, setup }) =>
          this.#statuses.deliveredBy(id, from, to).map((one) => ({
            ...one,
            phoneNumber: setup.displayPhoneNumber.replace(/\D/g, ''),
          })),
        ),
    });
    const { wabaId } = first.setup;
    const known = { ...accountFields(first.setup), ...answer, id: wabaId };
    const rest = new URL(url);
    rest.searchParams.set('fields', [...others, ...Object.keys(answer), 'id'].join(','));
    return pick(wabaId, known, rest, 'name');
  }

  #describeNumber(id: string, token: string, url: URL): Response {
    this.#numbers.require(id, token, 'GET');
    const setup = this.#numbers.find(id);
    const fields = setup && { ...numberFields(setup), conversational_automation: this.#pages.starters(id) };
    return pick(id, fields ?? {}, url, 'display_phone_number,verified_name');
  }

  #connect(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  #notify(): void {
    for (const socket of this.ctx.getWebSockets()) socket.send('changed');
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new GraphApiError(100, 'The body is not JSON.');
  }
}
