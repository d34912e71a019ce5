/** The templates that admins should look at: Meta rejected, paused or disabled them, or changed their category. */
import * as v from 'valibot';
import { type TemplateEvent, templateEvent } from '../../api/templates/templates.ts';
import type { Explained } from '../../whatsapp/explanation.ts';
import { explainNotice } from '../../whatsapp/receiving/notice-texts.ts';
import type { TemplateKey } from './template-desk.ts';

/** What Meta did to a template, and when. */
export type TemplateFinding = Explained & { at: number };

/** A new category needs no action, so it does not stay until somebody acts. */
const categoryShownForMs = 3 * 24 * 60 * 60_000;
/** Meta's notices have its time in whole seconds, ours are exact. */
const clockStepMs = 1_000;

interface Row extends Record<string, SqlStorageValue> {
  name: string;
  language: string;
  event: string;
}

/** The newest first. */
export function findingsOf(sql: SqlStorage, wabaId: string, now: number): TemplateFinding[] {
  const rows = sql
    .exec<Row>(
      `SELECT name, language, event FROM template_event WHERE waba_id = ?1 AND (name, language) IN (
         SELECT name, language FROM template_event WHERE waba_id = ?1 AND (
           (event ->> 'what' = 'status' AND event ->> 'value' IN ('REJECTED', 'PAUSED', 'DISABLED'))
           OR (event ->> 'what' = 'category' AND at > ?2)))
       ORDER BY id`,
      ...[wabaId, now - categoryShownForMs],
    )
    .toArray();
  const byTemplate = Map.groupBy(rows, ({ name, language }) => `${name}/${language}`);
  return [...byTemplate.values()]
    .flatMap(([first, ...more]) => {
      if (!first) return [];
      const events = [first, ...more].map(({ event }) => v.parse(templateEvent, JSON.parse(event)));
      return findingsIn(first, events, now);
    })
    .sort((one, other) => other.at - one.at);
}

/** `events` of one template, in the order of their arrival. */
function findingsIn(
  { name, language }: TemplateKey,
  events: TemplateEvent[],
  now: number,
): TemplateFinding[] {
  const notices = noticesSinceEdit(events);
  const status = notices.find(({ what }) => what === 'status');
  const category = notices.find(({ what }) => what === 'category');
  const isGone = status?.value === 'DELETED' || status?.value === 'PENDING_DELETION';
  const isMoved =
    category !== undefined && category.value !== category.previous && category.at > now - categoryShownForMs;
  const inStatus = statusFinding(status?.value ?? null, { name, language });
  return [
    ...(status && inStatus ? [{ ...inStatus, at: status.at }] : []),
    ...(isMoved && !isGone
      ? [{ ...categoryFinding(category.value ?? '', { name, language }), at: category.at }]
      : []),
  ];
}

/**
 * What Meta reported after the template was last submitted, edited, deleted or resumed; the newest first. A notice can
 * arrive late, so Meta's time decides among its own.
 */
function noticesSinceEdit(events: TemplateEvent[]): TemplateEvent[] {
  const ours = events.findLastIndex(({ by }) => by !== null);
  const since = (events[ours]?.at ?? 0) - clockStepMs;
  const notices = events
    .slice(ours + 1)
    .filter(({ at }) => at >= since)
    .reverse()
    .sort((one, other) => other.at - one.at);
  // Edited elsewhere, such as in WhatsApp Manager.
  const edited = notices.findIndex(({ what }) => what === 'components');
  return edited === -1 ? notices : notices.slice(0, edited);
}

function statusFinding(status: string | null, { name, language }: TemplateKey): Explained | null {
  switch (status) {
    case 'REJECTED':
      return explainNotice('template_rejected', { name, language });
    case 'PAUSED':
      return explainNotice('template_paused', { name, language });
    case 'DISABLED':
      return explainNotice('template_disabled', { name, language });
    default:
      return null;
  }
}

function categoryFinding(category: string, { name, language }: TemplateKey): Explained {
  switch (category) {
    case 'MARKETING':
      return explainNotice('template_now_marketing', { name, language });
    case 'UTILITY':
      return explainNotice('template_now_utility', { name, language });
    case 'AUTHENTICATION':
      return explainNotice('template_now_authentication', { name, language });
    default:
      return explainNotice('template_moved', { name, language, category });
  }
}
