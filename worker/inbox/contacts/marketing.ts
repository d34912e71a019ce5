/** Marketing opt-in and opt-out, and whether a message is a marketing message. */
import * as v from 'valibot';
import type { MarketingConsent } from '../../api/conversations/conversations.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import { templateContent } from '../../whatsapp/content/template.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { conversationRow } from '../records/rows.ts';

type Wish = 'in' | 'out' | 'unknown';

function wishOf(sql: SqlStorage, conversationId: number): Wish {
  const row = conversationRow(sql, conversationId);
  if (row?.marketing_stopped === 1) return 'out';
  return row?.consent == null ? 'unknown' : 'in';
}

/** Changes what a contact wants, and records it for analytics if it is not what they wanted before. */
function changingWish(sql: SqlStorage, conversationId: number, at: number, change: () => void): void {
  const before = wishOf(sql, conversationId);
  change();
  const after = wishOf(sql, conversationId);
  if (before === after || (after === 'unknown' && before !== 'out')) return;
  sql.exec(
    'INSERT OR REPLACE INTO consent_change (at, conversation_id, wants) VALUES (?, ?, ?)',
    ...[at, conversationId, after === 'out' ? 0 : 1],
  );
}

/** A later opt-out overrides the consent. */
export function recordConsent(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  consent: MarketingConsent,
): void {
  changingWish(sql, conversationId, consent.at, () => {
    sql.exec(
      `UPDATE conversation SET consent = ?2, marketing_stopped = marketing_stopped AND marketing_at > ?3,
         marketing_at = max(marketing_at, ?3) WHERE id = ?1`,
      ...[conversationId, JSON.stringify(consent), consent.at],
    );
  });
  changes.record({ type: 'consent-changed', conversationId, wantsMarketing: true });
  changes.touchConversation(conversationId);
}

export function withdrawConsent(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  now: number,
): void {
  changingWish(sql, conversationId, now, () => {
    sql.exec(
      'UPDATE conversation SET consent = NULL, marketing_stopped = 1, marketing_at = max(marketing_at, ?2) WHERE id = ?1',
      ...[conversationId, now],
    );
  });
  changes.record({ type: 'consent-changed', conversationId, wantsMarketing: false });
  changes.touchConversation(conversationId);
}

/** Records an opt-in or opt-out. The newest wins; of two with the same time, the opt-out. */
export function learnPreference(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  { category, value }: { category?: string | undefined; value?: string | undefined },
  at: number,
): void {
  if (category !== 'marketing_messages' || (value !== 'stop' && value !== 'resume')) return;
  let isNews = false;
  changingWish(sql, conversationId, at, () => {
    const { rowsWritten } = sql.exec(
      `UPDATE conversation SET marketing_stopped = ?2, marketing_at = ?3
       WHERE id = ?1 AND (marketing_at < ?3 OR (marketing_at = ?3 AND ?2 = 1))`,
      ...[conversationId, Number(value === 'stop'), at],
    );
    isNews = rowsWritten > 0;
  });
  if (!isNews) return;
  changes.record({ type: 'consent-changed', conversationId, wantsMarketing: value === 'resume' });
  changes.touchConversation(conversationId);
}

/** Only templates can be marketing messages; Meta sets their category. */
export async function isMarketing(env: Env, inbox: string, content: { type: string }): Promise<boolean> {
  const sent = v.safeParse(templateContent, content);
  if (!sent.success) return false;
  const { name, language } = sent.output.template;
  return (await askWorkspace(env).templates.categoryOf(inbox, name, language.code)) === 'MARKETING';
}
