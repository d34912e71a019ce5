/** Whether a customer wants marketing messages, and whether a message is one. */
import * as v from 'valibot';
import type { MarketingConsent } from '../../api/conversations.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import { templateContent } from '../../whatsapp/content/template.ts';
import type { ChangeLog } from '../records/change-log.ts';

/** A later no of the customer's counts for more. */
export function recordConsent(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  consent: MarketingConsent,
): void {
  sql.exec(
    `UPDATE conversation SET consent = ?2, marketing_stopped = marketing_stopped AND marketing_at > ?3,
       marketing_at = max(marketing_at, ?3) WHERE id = ?1`,
    ...[conversationId, JSON.stringify(consent), consent.at],
  );
  changes.tell({ type: 'consent-changed', conversationId, wantsMarketing: true });
  changes.touchConversation(conversationId);
}

export function withdrawConsent(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  now: number,
): void {
  sql.exec(
    'UPDATE conversation SET consent = NULL, marketing_stopped = 1, marketing_at = max(marketing_at, ?2) WHERE id = ?1',
    ...[conversationId, now],
  );
  changes.tell({ type: 'consent-changed', conversationId, wantsMarketing: false });
  changes.touchConversation(conversationId);
}

/** Whether the customer wants marketing messages: their newest word counts, and of two of the same moment the no. */
export function learnPreference(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  { category, value }: { category?: string | undefined; value?: string | undefined },
  at: number,
): void {
  if (category !== 'marketing_messages' || (value !== 'stop' && value !== 'resume')) return;
  const { rowsWritten } = sql.exec(
    `UPDATE conversation SET marketing_stopped = ?2, marketing_at = ?3
     WHERE id = ?1 AND (marketing_at < ?3 OR (marketing_at = ?3 AND ?2 = 1))`,
    ...[conversationId, Number(value === 'stop'), at],
  );
  if (rowsWritten === 0) return;
  changes.tell({ type: 'consent-changed', conversationId, wantsMarketing: value === 'resume' });
  changes.touchConversation(conversationId);
}

/** Only a template can be one, and Meta says which are. */
export async function isMarketing(env: Env, inbox: string, content: { type: string }): Promise<boolean> {
  const sent = v.safeParse(templateContent, content);
  if (!sent.success) return false;
  const { name, language } = sent.output.template;
  return (await askWorkspace(env).templateCategory(inbox, name, language.code)) === 'MARKETING';
}
