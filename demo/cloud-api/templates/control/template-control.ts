/** `/control/templates` and `/control/catalog`: a person or a test decides what Meta does with templates and products. */
import * as v from 'valibot';
import type { Catalog } from '../../catalog/catalog.ts';
import type { TemplateAction, TemplateBoard } from '../../control/control.ts';
import { GraphApiError } from '../../graph/graph-error.ts';
import type { Sends } from '../../messages/sends.ts';
import type { Numbers } from '../../numbers/numbers.ts';
import { switchesSchema } from '../switches.ts';
import type { OwnedTemplate } from '../template-store.ts';
import type { Templates } from '../templates.ts';

interface Rooms {
  numbers: Numbers;
  templates: Templates;
  catalog: Catalog;
  sends: Sends;
}

const atNumber = { phoneNumberId: v.exactOptional(v.string()) };
const templateAction = v.variant('action', [
  v.strictObject({ ...atNumber, action: v.literal('approve') }),
  v.strictObject({
    ...atNumber,
    action: v.literal('reject'),
    reason: v.string(),
    rejection: v.exactOptional(v.strictObject({ reason: v.string(), recommendation: v.string() })),
  }),
  v.strictObject({
    ...atNumber,
    action: v.literal('quality'),
    score: v.picklist(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']),
  }),
  v.strictObject({ ...atNumber, action: v.literal('pause'), by: v.picklist(['quality', 'pacing']) }),
  v.strictObject({ ...atNumber, action: v.literal('unpause') }),
  v.strictObject({ ...atNumber, action: v.literal('disable') }),
  v.strictObject({
    ...atNumber,
    action: v.literal('category'),
    to: v.picklist(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
    isAtOnce: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ ...atNumber, action: v.literal('archive') }),
  v.strictObject({ ...atNumber, action: v.literal('unarchive') }),
  v.strictObject({
    ...atNumber,
    action: v.literal('event'),
    event: v.picklist(['FLAGGED', 'REINSTATED', 'LOCKED', 'IN_APPEAL', 'LIMIT_EXCEEDED']),
  }),
  v.strictObject({ ...atNumber, action: v.literal('release'), outcome: v.picklist(['sent', 'dropped']) }),
]) satisfies v.GenericSchema<unknown, TemplateAction>;
const connection = v.strictObject({ ...atNumber, isConnected: v.boolean() });

/** `path` is the part of the address after `/control/`. Null for any other call. */
export function answerTemplateControl(
  method: string,
  path: string,
  query: URLSearchParams,
  body: unknown,
  rooms: Rooms,
): Response | null {
  const [resource = '', id = ''] = path.split('/');
  const { templates, catalog } = rooms;
  switch (`${method} ${resource}`) {
    case 'GET templates':
      if (id === 'switches') return Response.json(templates.switches());
      return Response.json(boardOf(accountOf(query.get('phoneNumberId') ?? undefined, rooms), rooms));
    case 'PUT templates':
      return Response.json(templates.setSwitches(v.parse(v.partial(switchesSchema), body)));
    case 'POST templates': {
      const wanted = v.parse(templateAction, body);
      const wabaId = accountOf(wanted.phoneNumberId, rooms);
      templates.life.settle();
      const found = templates.store.find(wabaId, id);
      if (!found) throw new GraphApiError(100, `This account has no template ${id}.`);
      act(found, wanted, rooms);
      return Response.json(boardOf(wabaId, rooms), { status: 201 });
    }
    case 'PUT catalog': {
      const { phoneNumberId, isConnected } = v.parse(connection, body);
      catalog.connect(accountOf(phoneNumberId, rooms), isConnected);
      return Response.json({ isConnected });
    }
    default:
      return null;
  }
}

function accountOf(phoneNumberId: string | undefined, { numbers }: Rooms): string {
  const id = phoneNumberId ?? numbers.first();
  const setup = numbers.find(id);
  if (!setup) throw new GraphApiError(100, `There is no number ${id} here.`);
  return setup.wabaId;
}

function boardOf(wabaId: string, { templates, catalog }: Rooms): TemplateBoard {
  templates.life.settle();
  return {
    templates: templates.store.of(wabaId).map(({ template }) => ({
      id: template.id,
      name: template.name,
      language: template.language,
      status: template.status,
      category: template.category,
      quality: template.quality.score,
      isSample: template.isSample,
    })),
    switches: templates.switches(),
    isCatalogConnected: catalog.isConnected(wabaId),
  };
}

function act({ wabaId, template }: OwnedTemplate, wanted: TemplateAction, { templates, sends }: Rooms): void {
  const { life } = templates;
  switch (wanted.action) {
    case 'approve':
      life.review(wabaId, template, { event: 'APPROVED' });
      return;
    case 'reject':
      life.review(wabaId, template, {
        event: 'REJECTED',
        reason: wanted.reason,
        ...(wanted.rejection && { info: wanted.rejection }),
      });
      return;
    case 'quality':
      life.setQuality(wabaId, template, wanted.score);
      return;
    case 'pause':
      wanted.by === 'pacing' ? life.pauseForPacing(wabaId, template) : life.pauseForQuality(wabaId, template);
      return;
    case 'unpause':
      life.unpause(wabaId, template);
      return;
    case 'disable':
      life.disable(wabaId, template);
      return;
    case 'category':
      life.changeCategory(wabaId, template, wanted.to, wanted.isAtOnce ?? false);
      return;
    case 'archive':
      life.archive(wabaId, template);
      return;
    case 'unarchive':
      life.unarchive(wabaId, template);
      return;
    case 'event':
      life.force(wabaId, template, wanted.event);
      return;
    case 'release':
      sends.release(template, wanted.outcome);
      return;
    default:
      wanted satisfies never;
  }
}
