/** The templates of each account, as Meta listed them last. */
import type { Template, TemplateList } from '../../api/numbers/numbers.ts';
import { ApiError, isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as templates from '../numbers/templates.ts';

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
    return templates.templates(storage, env, found, isForced, () =>
      ctx.waitUntil(watch.tokenRefused(inbox, 'asking')),
    );
  }

  /** MARKETING, UTILITY or AUTHENTICATION; null for a template that Meta does not list. */
  async categoryOf(inbox: string, name: string, language: string): Promise<string | null> {
    const categoryIn = ({ templates: known }: TemplateList) =>
      known.find((one) => one.name === name && one.language === language)?.category ?? null;
    // An unknown template may be newer than the list.
    return categoryIn(await this.list(inbox, false)) ?? categoryIn(await this.list(inbox, true));
  }

  /** The last known templates. For displaying sent messages, not for sending. */
  async known(inbox: string): Promise<Template[]> {
    const found = await this.#credentials(inbox);
    return found ? templates.known(this.#context.sql, found.wabaId) : [];
  }

  /**
   * The template of a message, for its preview; null when it is unknown. If the list is outdated, it is fetched in the
   * background. Only with `mayWait`, and only if the template is unknown, the call waits for it.
   */
  async sent(inbox: string, name: string, language: string, mayWait: boolean): Promise<Template | null> {
    const { sql } = this.#context;
    const found = await this.#credentials(inbox);
    if (!found) return null;
    const look = () => templates.unchanged(sql, found.wabaId, name, language);
    if (!templates.isDue(sql, found.wabaId)) return look();
    const renewed = this.#renew(inbox);
    if (mayWait && look() === null) await renewed;
    return look();
  }

  /** Meta has reported changed templates of these accounts. */
  forget(wabaIds: string[]): void {
    templates.forget(this.#context.sql, wabaIds);
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
