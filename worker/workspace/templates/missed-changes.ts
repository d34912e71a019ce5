/** What happened to templates while no webhook arrived, found when Meta's list is read. */
import type { TemplateEvent } from '../../api/templates/templates.ts';
import type { Template } from '../../whatsapp/sending/templates/template.ts';
import { addEvent, historyOf } from './template-desk.ts';

/** Meta's list can be this much behind a change that was made here or reported. */
const listLagMs = 60_000;
/** Meta reports these as events, but lists another status. */
const passingEvents = ['FLAGGED', 'REINSTATED', 'UNARCHIVED', 'LOCKED'];

type Change = Pick<TemplateEvent, 'what' | 'value' | 'previous' | 'reason'>;

/** Adds what is new to the history of each template; returns whether there was anything. */
export function recordMissed(
  sql: SqlStorage,
  wabaId: string,
  { before, after, now }: { before: readonly Template[]; after: readonly Template[]; now: number },
): boolean {
  const earlier = new Map(before.map((one) => [keyOf(one), one]));
  let isAny = false;
  for (const template of after) {
    const history = historyOf(sql, wabaId, template);
    const isSettled = history.every(({ at }) => at < now - listLagMs);
    if (!isSettled) continue;
    for (const change of changesOf(template, earlier.get(keyOf(template)) ?? null, history)) {
      addEvent(sql, wabaId, template, { at: now, by: null, advice: null, ...change });
      isAny = true;
    }
  }
  return isAny;
}

const keyOf = ({ name, language }: Template) => `${name}/${language}`;

function changesOf(
  now: Template,
  before: Template | null,
  history: readonly TemplateEvent[],
): readonly Change[] {
  const newest = (...kinds: readonly TemplateEvent['what'][]) =>
    history.find(({ what }) => kinds.includes(what))?.value ?? null;
  const changes: Change[] = [];

  const told = newest('status', 'submitted', 'edited');
  const known = told === null || passingEvents.includes(told) ? (before?.status ?? null) : told;
  if (known !== null && known !== now.status) {
    const reason = now.status === 'REJECTED' ? (now.rejected_reason ?? null) : null;
    changes.push({ what: 'status', value: now.status, previous: known, reason });
  }

  const score = now.quality_score?.score ?? null;
  const knownScore = newest('quality') ?? before?.quality_score?.score ?? null;
  if (score !== null && knownScore !== null && score !== knownScore) {
    changes.push({ what: 'quality', value: score, previous: knownScore, reason: null });
  }

  // A coming category has been reported once, and so has the change itself.
  const category = now.correct_category ?? now.category;
  const knownCategory = before && (newest('category') ?? before.correct_category ?? before.category);
  if (before && category !== '' && category !== knownCategory) {
    changes.push({ what: 'category', value: category, previous: before.category, reason: null });
  }
  return changes;
}
