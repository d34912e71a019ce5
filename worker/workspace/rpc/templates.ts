/** The templates of each account, as Meta listed them last, and what the workshop keeps of them. */
import type { Template, TemplateList } from '../../api/numbers/numbers.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type {
  TemplateDraft,
  TemplateEvent,
  TemplateMark,
  TemplateWorkshop,
} from '../../api/templates/templates.ts';
import { ApiError, isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { TemplateDefinition } from '../../whatsapp/templates/definition.ts';
import { templateNoticeIn } from '../../whatsapp/templates/notices.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as desk from '../templates/template-desk.ts';
import * as templates from '../templates/template-list.ts';
import * as uses from '../templates/template-uses.ts';

/** A notice of Meta about a template of an account. */
export interface AccountNotice {
  wabaId: string;
  raw: string;
  /** Unix time in milliseconds. */
  at: number;
}

/** What was submitted to Meta, and what Meta made of it. */
export interface Submission {
  what: 'submitted' | 'edited';
  definition: TemplateDefinition;
  /** The draft that it was written in, which is no longer needed. */
  draft: string | null;
  status: string;
}

/** Longer than the timeout of a request to Meta. */
const minRenewalIntervalMs = 60_000;

export class Templates {
  #context: Context;
  /** By number, the last fetch of its templates, which may be running or have failed. */
  #renewals = new Map<string, { since: number; done: Promise<void> }>();

  constructor(context: Context) {
    this.#context = context;
  }

  async list(inbox: string, isForced: boolean): Promise<TemplateList> {
    const { ctx, storage, env, watch } = this.#context;
    const found = await this.#credentials(inbox);
    if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    return templates.templates(storage, env, found, isForced, {
      tokenRefused: () => ctx.waitUntil(watch.tokenRefused(inbox, 'asking')),
      changed: () => {
        this.#tell(found.wabaId);
        this.#sendAlerts([found.wabaId]);
      },
    });
  }

  /** MARKETING, UTILITY or AUTHENTICATION; null for a template that Meta does not list. */
  async categoryOf(inbox: string, name: string, language: string): Promise<string | null> {
    return (await this.find(inbox, name, language))?.category ?? null;
  }

  /** Null: Meta does not list it. */
  async find(inbox: string, name: string, language: string): Promise<Template | null> {
    const templateIn = ({ templates: known }: TemplateList) =>
      known.find((one) => one.name === name && one.language === language) ?? null;
    // An unknown template may be newer than the list.
    return templateIn(await this.list(inbox, false)) ?? templateIn(await this.list(inbox, true));
  }

  /** The last known templates. For displaying sent messages, not for sending. */
  async known(inbox: string): Promise<Template[]> {
    const found = await this.#credentials(inbox);
    return found ? templates.known(this.#context.sql, found.wabaId) : [];
  }

  /**
   * The template of a message that is sent, for its preview; null when it is unknown. If the list is outdated, it is fetched in the
   * background. Only with `mayWait`, and only if the template is unknown, the call waits for it.
   */
  async sent(inbox: string, name: string, language: string, mayWait: boolean): Promise<Template | null> {
    const { sql } = this.#context;
    const found = await this.#credentials(inbox);
    if (!found) return null;
    const look = () => {
      const known = templates.unchanged(sql, found.wabaId, name, language);
      if (known) uses.recordUse(sql, found.wabaId, known, Date.now());
      return known;
    };
    if (!templates.isDue(sql, found.wabaId)) return look();
    const renewed = this.#renew(inbox);
    if (mayWait && look() === null) await renewed;
    return look();
  }

  /** Meta has reported changed templates. A notice is a hint, so the list is fetched again. */
  changedAtMeta(notices: AccountNotice[]): void {
    const { sql } = this.#context;
    const accounts = new Set(notices.map(({ wabaId }) => wabaId));
    templates.forget(sql, [...accounts]);
    for (const { wabaId, raw, at } of notices) {
      const notice = templateNoticeIn(raw);
      if (notice && this.#inboxesOf(wabaId).length > 0) desk.addNotice(sql, wabaId, notice, at);
    }
    for (const wabaId of accounts) this.#tell(wabaId);
    this.#sendAlerts([...accounts]);
  }

  /** A template with Meta's JSON, what was submitted of it here, and its history; null if Meta does not list it. */
  async record(
    inbox: string,
    id: string,
  ): Promise<{
    template: Template;
    raw: string;
    source: TemplateDefinition | null;
    history: TemplateEvent[];
    lastSentAt: number | null;
  } | null> {
    const { sql } = this.#context;
    const wabaId = await this.#accountOf(inbox);
    await this.list(inbox, false);
    const found = templates.byId(sql, wabaId, id);
    if (!found) return null;
    const source = desk.sourceOf(sql, wabaId, found.template);
    const history = desk.historyOf(sql, wabaId, found.template);
    return { ...found, source, history, lastSentAt: uses.lastUse(sql, wabaId, found.template) };
  }

  async workshop(inbox: string): Promise<TemplateWorkshop> {
    const wabaId = await this.#accountOf(inbox);
    return { ...desk.workshopOf(this.#context.sql, wabaId), uses: uses.usesOf(this.#context.sql, wabaId) };
  }

  async blockedNames(inbox: string): Promise<[name: string, until: number][]> {
    return [...desk.blockedNames(this.#context.sql, await this.#accountOf(inbox), Date.now())];
  }

  async addDraft(
    by: Agent,
    inbox: string,
    draft: { definition: TemplateDefinition; base: string | null },
  ): Promise<TemplateDraft> {
    const wabaId = await this.#accountOf(inbox);
    const added = desk.addDraft(this.#context.sql, wabaId, draft, by, Date.now());
    this.#tell(wabaId);
    return added;
  }

  async changeDraft(
    by: Agent,
    inbox: string,
    change: { id: string; definition: TemplateDefinition; revision: number },
  ): Promise<TemplateDraft> {
    const wabaId = await this.#accountOf(inbox);
    const changed = desk.changeDraft(this.#context.sql, wabaId, change, by, Date.now());
    this.#tell(wabaId);
    return changed;
  }

  async removeDraft(inbox: string, id: string): Promise<void> {
    const wabaId = await this.#accountOf(inbox);
    desk.removeDraft(this.#context.sql, wabaId, id);
    this.#tell(wabaId);
  }

  async mark(
    inbox: string,
    mark: { name: string; isFavourite?: boolean; isHidden?: boolean },
  ): Promise<TemplateMark> {
    const wabaId = await this.#accountOf(inbox);
    const marked = desk.markTemplate(this.#context.sql, wabaId, mark);
    this.#tell(wabaId);
    return marked;
  }

  async submitted(by: Agent, inbox: string, submission: Submission): Promise<void> {
    const { sql } = this.#context;
    const wabaId = await this.#accountOf(inbox);
    const { what, definition, draft, status } = submission;
    desk.keepSource(sql, wabaId, definition);
    if (draft !== null) desk.dropDraft(sql, wabaId, draft);
    this.#did(by, wabaId, what, [definition], status);
  }

  /** From Meta's library, which has its text. */
  async createdFromLibrary(
    by: Agent,
    inbox: string,
    { name, language, status }: desk.TemplateKey & { status: string },
  ): Promise<void> {
    this.#did(by, await this.#accountOf(inbox), 'submitted', [{ name, language }], status);
  }

  /** `isEvery`: in all its languages. */
  async deleted(by: Agent, inbox: string, template: Template, isEvery: boolean): Promise<void> {
    const wabaId = await this.#accountOf(inbox);
    const known = templates.known(this.#context.sql, wabaId);
    const gone = isEvery ? known.filter(({ name }) => name === template.name) : [template];
    this.#did(by, wabaId, 'deleted', gone, null);
  }

  async unpaused(by: Agent, inbox: string, template: Template): Promise<void> {
    this.#did(by, await this.#accountOf(inbox), 'unpaused', [template], null);
  }

  /** Adds what a person did to the history and the audit log. The list is fetched again. */
  #did(
    by: Agent,
    wabaId: string,
    what: 'submitted' | 'edited' | 'deleted' | 'unpaused',
    keys: readonly desk.TemplateKey[],
    value: string | null,
  ): void {
    const { sql, record } = this.#context;
    const { id, name } = by;
    for (const key of keys) {
      const nothing = { previous: null, reason: null, advice: null };
      desk.addEvent(sql, wabaId, key, { ...nothing, at: Date.now(), by: { id, name }, what, value });
    }
    templates.forget(sql, [wabaId]);
    const subject = keys.map((key) => `${key.name} (${key.language})`).join(', ');
    record(by, `template.${what}`, subject, this.#inboxesOf(wabaId));
    this.#sendAlerts([wabaId]);
  }

  /** In the background: the inboxes and the push services are called. */
  #sendAlerts(wabaIds: readonly string[]): void {
    const { ctx, watch } = this.#context;
    ctx.waitUntil(watch.sendAlertsOf(wabaIds));
  }

  /** Throws unless the number is connected. */
  async #accountOf(inbox: string): Promise<string> {
    const found = await this.#credentials(inbox);
    if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    return found.wabaId;
  }

  #inboxesOf(wabaId: string): string[] {
    const all = connections.inboxes(this.#context.sql);
    return all.filter((inbox) => inbox.wabaId === wabaId).map(({ id }) => id);
  }

  #tell(wabaId: string): void {
    this.#context.tellConsoles('templates', this.#inboxesOf(wabaId));
  }

  /** A failed fetch is not repeated with each send, because Meta limits the number of requests. */
  #renew(inbox: string): Promise<void> {
    const last = this.#renewals.get(inbox);
    if (last && Date.now() - last.since < minRenewalIntervalMs) return last.done;
    const done = this.list(inbox, false).then(
      () => {
        this.#renewals.delete(inbox);
      },
      (error: unknown) =>
        log('warn', 'templates_not_renewed', { code: isApiError(error) ? error.code : null }),
    );
    this.#renewals.set(inbox, { since: Date.now(), done });
    this.#context.ctx.waitUntil(done);
    return done;
  }

  async #credentials(inbox: string): Promise<connections.Credentials | null> {
    return connections.credentials(this.#context.sql, await this.#context.secrets(), inbox);
  }
}
