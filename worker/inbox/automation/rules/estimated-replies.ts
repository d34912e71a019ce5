/** What the replies of a rule would be, and what templates among them cost, for the estimate. */
import * as v from 'valibot';
import type { RuleAction } from '../../../api/automation/rules.ts';
import type { WorkspaceForInbox } from '../../../peers.ts';
import { templateContent } from '../../../whatsapp/content/template.ts';
import { countryOf } from '../../../whatsapp/identity/country.ts';
import { priceOn, ratesOf } from '../../analytics/reports/money.ts';
import { aliasesIn, contactOf, conversationRow } from '../../records/rows.ts';

export interface LookUp {
  templates: Pick<WorkspaceForInbox['templates'], 'known'>;
  replies: Pick<WorkspaceForInbox['replies'], 'shared'>;
}

export interface Planned {
  messages: number;
  /** The category of the template; null: it replies with none. */
  category: string | null;
}

const none: Planned = { messages: 0, category: null };

export async function plannedOf(
  { inbox, workspace }: { inbox: string; workspace: LookUp },
  actions: readonly RuleAction[],
): Promise<Planned> {
  for (const action of actions) {
    switch (action.type) {
      case 'menu':
        return { messages: 1, category: null };
      case 'reply':
        return { messages: 1, category: await categoryOf({ inbox, workspace }, action.content) };
      case 'saved-reply': {
        const reply = await workspace.replies.shared(action.reply);
        const parts = reply ? [reply.file !== null, reply.text.trim() !== ''] : [];
        return { messages: parts.filter(Boolean).length, category: null };
      }
    }
  }
  return none;
}

async function categoryOf(
  { inbox, workspace }: { inbox: string; workspace: LookUp },
  content: { type: string },
): Promise<string | null> {
  const read = v.safeParse(templateContent, content);
  if (!read.success) return null;
  const { name, language } = read.output.template;
  const known = await workspace.templates.known(inbox);
  const found = known.find((one) => one.name === name && one.language === language.code);
  return found?.category.toLowerCase() || 'unknown';
}

/** Counts templates by category, and adds up what they cost in the countries of their customers. */
export class TemplateCosts {
  #sql: SqlStorage;
  #table: ReturnType<typeof ratesOf>['table'];
  #counted = new Map<string, { messages: number; amount: number | null }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#table = ratesOf(sql).table;
  }

  get currency(): string | null {
    return this.#table?.currency ?? null;
  }

  add(category: string, conversationId: number): void {
    const one = this.#counted.get(category) ?? { messages: 0, amount: this.#table ? 0 : null };
    one.messages += 1;
    const price = this.#priceOf(category, conversationId);
    // A sum without some of its parts would be too low.
    one.amount = one.amount === null || price === null ? null : one.amount + price;
    this.#counted.set(category, one);
  }

  /** `scaled` makes the counts of a sample those of the whole month. */
  list(scaled: (count: number) => number): { category: string; messages: number; amount: number | null }[] {
    return [...this.#counted].map(([category, { messages, amount }]) => ({
      category,
      messages: scaled(messages),
      amount: amount === null ? null : Math.round((amount / messages) * scaled(messages) * 1e6) / 1e6,
    }));
  }

  #priceOf(category: string, conversationId: number): number | null {
    const row = conversationRow(this.#sql, conversationId);
    if (!this.#table || !row) return null;
    const { phone } = contactOf(row, aliasesIn(this.#sql, row.id));
    const country = (phone && countryOf(phone)) || '*';
    const today = new Date().toISOString().slice(0, 10);
    return priceOn(this.#table, { category, type: 'regular', country }, today);
  }
}
