/** Management of templates: what Graph answers for an account, for a template, and for the library. */

import * as v from 'valibot';
import type { Settings } from '../control/settings.ts';
import { GraphApiError, unknownObject } from '../graph/graph-error.ts';
import type { Uploads } from '../graph/uploads.ts';
import { accountOf } from '../numbers/account.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { type OwnedNumber, requireScope } from '../numbers/onboarding.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';
import { compareTemplates, templateAnalytics } from './analytics.ts';
import { type CreationRooms, createTemplate, upsertTemplates } from './creation.ts';
import { deleteTemplates } from './deletion.ts';
import { editTemplate } from './editing.ts';
import { listFlows } from './flows.ts';
import { listLibrary } from './library/library.ts';
import { TemplateLife } from './life/life-cycle.ts';
import { HourlyLimit, maxTemplatesOf } from './life/limits.ts';
import { listTemplates } from './list.ts';
import { previewTemplates } from './previews.ts';
import { parametersOf } from './request.ts';
import type { RuleContext } from './rules/rule-context.ts';
import { switchesSchema, type TemplateSwitches } from './switches.ts';
import type { StoredTemplate } from './template.ts';
import { nodeOf, readFields, type SampleAddress } from './template-node.ts';
import { type OwnedTemplate, TemplateStore } from './template-store.ts';

interface Rooms {
  settings: Settings;
  numbers: Numbers;
  deliveries: Deliveries;
  uploads: Uploads;
  hasCatalog: (wabaId: string) => boolean;
}

const accountEdges =
  /^\/(\d+)\/(message_templates|upsert_message_templates|message_template_previews|template_analytics|flows)$/;
const templateEdges = /^\/(\d+)(?:\/(unpause|compare))?$/;

export class Templates {
  readonly store: TemplateStore;
  readonly life: TemplateLife;
  #sql: SqlStorage;
  #rooms: Rooms;
  #creations = new HourlyLimit();
  #calls = new HourlyLimit();

  constructor(sql: SqlStorage, rooms: Rooms) {
    this.#sql = sql;
    this.#rooms = rooms;
    this.store = new TemplateStore(sql, () => rooms.settings.now());
    this.life = new TemplateLife({ ...rooms, store: this.store, switches: () => this.switches() });
  }

  switches(): TemplateSwitches {
    return v.parse(switchesSchema, this.#rooms.settings.get('template_switches') ?? {});
  }

  setSwitches(change: Partial<TemplateSwitches>): TemplateSwitches {
    const changed = v.parse(switchesSchema, { ...this.switches(), ...change });
    this.#rooms.settings.put('template_switches', changed);
    return changed;
  }

  /** Whether the next message is held for quality assessment. */
  takeHold(): boolean {
    const { heldSends } = this.switches();
    if (heldSends > 0) this.setSwitches({ heldSends: heldSends - 1 });
    return heldSends > 0;
  }

  /** Answers one of these calls; null for any other call. `owned` are the numbers of the token. */
  async answer(
    request: Request,
    url: URL,
    path: string,
    owned: readonly OwnedNumber[],
  ): Promise<Response | null> {
    const [anyOwned] = owned;
    if (!anyOwned) return null;
    this.life.settle();
    if (path === '/message_template_library' && request.method === 'GET') {
      requireScope(anyOwned.setup, 'whatsapp_business_management');
      return listLibrary(url);
    }
    const [, wabaId, edge] = accountEdges.exec(path) ?? [];
    if (wabaId !== undefined && edge !== undefined) {
      const account = owned.find(({ setup }) => setup.wabaId === wabaId);
      if (!account) throw unknownObject(wabaId, request.method);
      this.#admit(account);
      return this.#answerAccount(request, url, account, edge);
    }
    const [, id = '', templateEdge = ''] = templateEdges.exec(path) ?? [];
    if (templateEdge === '' && request.method === 'POST' && url.searchParams.has('is_enabled_for_insights'))
      return this.#enableInsights(owned, id, url);
    return this.#answerTemplate(request, url, owned, id, templateEdge);
  }

  /** Permission first, then the rate. */
  #admit({ setup }: OwnedNumber): void {
    requireScope(setup, 'whatsapp_business_management');
    this.#calls.take(setup.wabaId, this.switches().maxCallsPerHour, this.#rooms.settings.now());
  }

  async #answerAccount(
    request: Request,
    url: URL,
    { setup: { wabaId } }: OwnedNumber,
    edge: string,
  ): Promise<Response> {
    const switches = this.switches();
    const given = request.method === 'GET' ? {} : await parametersOf(request, url);
    switch (`${request.method} ${edge}`) {
      case 'GET message_templates':
        return listTemplates(url, {
          templates: this.store.of(wabaId),
          maxTemplates: this.maxTemplates(wabaId),
          switches,
          sampleAddress: this.sampleAddress(url.origin),
        });
      case 'POST message_templates': {
        this.#creations.take(wabaId, switches.maxCreationsPerHour, this.#rooms.settings.now());
        const { id, status, category } = createTemplate(
          wabaId,
          given,
          this.#context(wabaId),
          this.#creation(),
        );
        return Response.json({ id, status, category });
      }
      case 'POST upsert_message_templates': {
        this.#creations.take(wabaId, switches.maxCreationsPerHour, this.#rooms.settings.now());
        const data = upsertTemplates(wabaId, given, this.#context(wabaId), this.#creation());
        return Response.json({ data: data.map(({ id, status, language }) => ({ id, status, language })) });
      }
      case 'DELETE message_templates':
        deleteTemplates(wabaId, given, switches, this);
        return Response.json({ success: true });
      case 'GET flows':
        return listFlows();
      case 'GET message_template_previews':
        return previewTemplates(url);
      case 'GET template_analytics':
        return templateAnalytics(url, wabaId, this.#sql, this.#insightsOf(wabaId));
      default:
        throw unknownObject(wabaId, request.method);
    }
  }

  async #answerTemplate(
    request: Request,
    url: URL,
    owned: readonly OwnedNumber[],
    id: string,
    edge: string,
  ): Promise<Response | null> {
    const found = this.#owned(owned, id);
    if (!found) return null;
    const { template, wabaId } = found;
    switch (`${request.method} ${edge}`) {
      case 'GET ': {
        const names = readFields(url.searchParams.get('fields'));
        return Response.json(nodeOf(template, names, this.sampleAddress(url.origin)));
      }
      case 'POST ':
        editTemplate(found, await parametersOf(request, url), this.#context(wabaId), this.#creation());
        return Response.json({ success: true });
      case 'POST unpause':
        return this.#unpause(found);
      case 'GET compare':
        return compareTemplates(url, found, this.#sql, (other) => this.store.find(wabaId, other));
      default:
        throw unknownObject(id, request.method);
    }
  }

  /** A template of any account that the token may manage. */
  #owned(owned: readonly OwnedNumber[], id: string): OwnedTemplate | null {
    for (const account of owned) {
      const found = this.store.find(account.setup.wabaId, id);
      if (!found) continue;
      this.#admit(account);
      return found;
    }
    return null;
  }

  /** A pause for quality ends automatically, and no call ends it earlier. */
  #unpause({ wabaId, template }: OwnedTemplate): Response {
    if (template.status !== 'PAUSED' || template.pausedUntil !== null) {
      const reason =
        template.status === 'PAUSED'
          ? 'The template is paused because of its quality. The pause ends automatically.'
          : 'The template is not paused.';
      return Response.json({ success: false, reason });
    }
    this.life.unpause(wabaId, template);
    return Response.json({ success: true });
  }

  #enableInsights(owned: readonly OwnedNumber[], id: string, url: URL): Response {
    const account = owned.find(({ setup }) => setup.wabaId === id);
    if (!account) throw unknownObject(id, 'POST');
    this.#admit(account);
    const insights = this.#insightsOf(id);
    const isWanted = url.searchParams.get('is_enabled_for_insights') === 'true';
    insights.enable(isWanted);
    return Response.json({ id });
  }

  #insightsOf(wabaId: string) {
    const { settings } = this.#rooms;
    const name = `insights_${wabaId}`;
    return {
      isEnabled: settings.get(name) === true,
      enable: (isWanted: boolean) => {
        if (!isWanted) {
          const message = '(#200006) Template insights cannot be disabled';
          throw new GraphApiError(200006, '', { message });
        }
        settings.put(name, true);
      },
    };
  }

  maxTemplates(wabaId: string): number {
    const hasName = this.#rooms.numbers
      .owned()
      .some(({ setup }) => setup.wabaId === wabaId && accountOf(setup).nameStatus === 'APPROVED');
    return maxTemplatesOf(this.switches(), hasName);
  }

  /** The address of a sample expires after a month, as a link to Meta's network does. */
  sampleAddress(origin: string): SampleAddress {
    return (handle) => {
      const file = this.#rooms.uploads.fileOf(handle);
      const expiresAt = this.#rooms.settings.now() + 30 * 24 * 60 * 60_000;
      return file ? `${origin}/control/samples/${file.id}?oe=${expiresAt.toString(16)}` : handle;
    };
  }

  #context(wabaId: string): RuleContext {
    const { uploads, hasCatalog } = this.#rooms;
    return {
      switches: this.switches(),
      handles: { typeOf: (handle) => uploads.fileOf(handle)?.mimeType ?? null },
      hasCatalog: hasCatalog(wabaId),
    };
  }

  #creation(): CreationRooms {
    return {
      store: this.store,
      life: this.life,
      now: () => this.#rooms.settings.now(),
      newId: newTemplateId,
      maxTemplates: (wabaId) => this.maxTemplates(wabaId),
    };
  }

  /** For messages and the control panel. */
  named(wabaId: string, name: string, language: string): StoredTemplate | null {
    this.life.settle();
    return this.store.named(wabaId, name, language)?.template ?? null;
  }
}

/** Ids of Meta are numbers of 15 or 16 digits, which JavaScript can still represent. */
function newTemplateId(): string {
  return String(10 ** 14 + Math.floor(Math.random() * 89 * 10 ** 13));
}
