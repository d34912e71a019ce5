/** `/control/`: a person or a test plays the customer, sets up numbers, and switches on faults. */
import * as v from 'valibot';
import { type Catalog, productPicture } from './catalog/catalog.ts';
import type { ControlState, CustomerFile, VerificationCode, WaitingWebhook } from './control/control.ts';
import {
  customerMessage,
  demoInfo,
  embeddingFaults,
  faultsSchema,
  metaEvent,
  modelFaults,
  numberSetup,
  phoneState,
  rawChange,
} from './control/control-schema.ts';
import type { Settings } from './control/settings.ts';
import type { Phones } from './customers/phones.ts';
import type { MediaStore } from './graph/media.ts';
import type { Sends } from './messages/sends.ts';
import { accountOf } from './numbers/account.ts';
import type { Numbers } from './numbers/numbers.ts';
import { answerTemplateControl } from './templates/control/template-control.ts';
import type { Templates } from './templates/templates.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import type { Events } from './webhooks/events.ts';

export interface Controlled {
  settings: Settings;
  numbers: Numbers;
  media: MediaStore;
  deliveries: Deliveries;
  phones: Phones;
  events: Events;
  sends: Sends;
  templates: Templates;
  catalog: Catalog;
  /** The number that each sign-up code belongs to. */
  codes: Map<string, string>;
  forgetConversations(): void;
  /** A WebSocket that gets a message when something has changed. */
  connect(): Response;
  notify(): void;
}

/** `path` is the part of the address after `/control/`. */
export async function answerControl(request: Request, path: string, meta: Controlled): Promise<Response> {
  const { settings, numbers, media, deliveries, phones } = meta;
  const [resource = '', id = ''] = path.split('/');
  if (request.method === 'POST' && resource === 'media') return receiveFile(request, media);
  const body: unknown = request.method === 'GET' ? null : await request.json().catch(() => ({}));
  const { searchParams } = new URL(request.url);
  const aboutTemplates = answerTemplateControl(request.method, path, searchParams, body, meta);
  if (aboutTemplates) {
    if (request.method !== 'GET') meta.notify();
    return aboutTemplates;
  }
  switch (`${request.method} ${resource}`) {
    case 'GET state': {
      const state = { now: settings.now(), queued: deliveries.queued, faults: settings.faults() };
      return Response.json(state satisfies ControlState);
    }
    case 'GET live':
      return meta.connect();
    case 'PUT numbers': {
      const setup = v.parse(numberSetup, body);
      numbers.put(id, setup);
      return Response.json(setup);
    }
    case 'GET numbers':
      return Response.json(numbers.find(id));
    case 'POST numbers': {
      const change = v.parse(v.partial(numberSetup), body);
      const before = numbers.find(id);
      const setup = v.parse(numberSetup, {
        ...before,
        ...change,
        account: { ...before?.account, ...change.account },
      });
      numbers.change(id, setup);
      return Response.json(setup);
    }
    case 'GET codes':
      return Response.json(codesSent(numbers));
    case 'GET signups': {
      const appId = new URL(request.url).searchParams.get('app_id');
      const ofApp = numbers.owned().filter(({ setup }) => accountOf(setup).appId === appId);
      return Response.json(ofApp.map((one) => ({ id: one.id, ...one.setup })));
    }
    case 'POST signups': {
      const code = crypto.randomUUID();
      meta.codes.set(code, v.parse(v.object({ id: v.string() }), body).id);
      return Response.json({ code });
    }
    case 'DELETE numbers':
      numbers.remove(id);
      return Response.json({});
    case 'PUT demo':
      settings.put('demo', v.parse(demoInfo, body));
      return Response.json({});
    case 'GET demo': {
      const demo = settings.get('demo');
      return demo === null ? Response.json({ error: 'not seeded' }, { status: 404 }) : Response.json(demo);
    }
    case 'POST messages':
      return Response.json({ wamid: phones.write(v.parse(customerMessage, body)) }, { status: 201 });
    case 'POST webhooks': {
      const { phoneNumberId = numbers.first(), level, field, value } = v.parse(rawChange, body);
      deliveries.enqueue(phoneNumberId, value, field, level);
      return Response.json({}, { status: 201 });
    }
    case 'GET webhooks':
      return Response.json(deliveries.waiting() satisfies WaitingWebhook[]);
    case 'POST events':
      return Response.json(await meta.events.send(v.parse(metaEvent, body)), { status: 201 });
    case 'GET media': {
      const file = media.find(id);
      return file ? media.bytesOf(file) : new Response('No such file', { status: 404 });
    }
    case 'GET samples': {
      const isAlive = Number.parseInt(searchParams.get('oe') ?? '', 16) > settings.now();
      const file = isAlive ? media.find(id) : null;
      return file ? media.bytesOf(file) : new Response('URL signature expired', { status: 403 });
    }
    case 'GET pictures':
      return productPicture(id);
    case 'POST reset':
      meta.forgetConversations();
      settings.reset();
      meta.notify();
      return Response.json({});
    case 'GET customers':
      return Response.json(
        phones.thread(id, new URL(request.url).searchParams.get('phoneNumberId') ?? undefined),
      );
    case 'PUT customers':
      phones.change(id, v.parse(v.partial(phoneState), body));
      return Response.json(phones.thread(id));
    case 'POST clock': {
      const { advance } = v.parse(v.object({ advance: v.number() }), body);
      settings.advance(advance);
      meta.templates.life.settle();
      meta.notify();
      return Response.json({ now: settings.now() });
    }
    case 'PUT faults':
      settings.setFaults({ ...settings.faults(), ...v.parse(v.partial(faultsSchema), body) });
      return Response.json(settings.faults());
    case 'PUT model':
      settings.setModelFaults(v.parse(modelFaults, body));
      return Response.json(settings.modelFaults());
    case 'PUT embeddings':
      settings.setEmbeddingFaults(v.parse(embeddingFaults, body));
      return Response.json(settings.embeddingFaults());
    case 'GET calls':
      return Response.json(meta.sends.calls());
    default:
      return Response.json({ error: `There is no ${request.method} /control/${path}` }, { status: 404 });
  }
}

/** The codes that are on the phones of the businesses now. */
function codesSent(numbers: Numbers): VerificationCode[] {
  return numbers.owned().flatMap(({ id, setup }) => {
    const { sentCode } = accountOf(setup);
    if (!sentCode) return [];
    const { code, method, language, at } = sentCode;
    return { phoneNumberId: id, displayPhoneNumber: setup.displayPhoneNumber, code, method, language, at };
  });
}

async function receiveFile(request: Request, store: MediaStore): Promise<Response> {
  const mimeType = request.headers.get('content-type') ?? 'application/octet-stream';
  const filename = new URL(request.url).searchParams.get('filename');
  const bytes = request.body ?? new Blob([]).stream();
  const { id } = await store.keep(bytes, mimeType, filename, 'received');
  return Response.json({ id } satisfies CustomerFile, { status: 201 });
}
