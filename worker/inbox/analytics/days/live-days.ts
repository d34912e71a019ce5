/** Counts days that are not rolled up yet, such as today, and short periods with a filter. */

import { ApiError } from '../../../errors.ts';
import type { TallyOptions } from '../counting/count.ts';
import { countClicks } from '../counting/count-clicks.ts';
import { scan, scanScheduled } from '../counting/scan.ts';
import { scanOther } from '../counting/scan-other.ts';
import { Tally } from '../counting/tally.ts';
import { addDay, type CountedDay } from '../figures/day-figures.ts';
import type { Settings } from '../settings.ts';
import { type Days, range } from './days.ts';

export interface Filter {
  agent?: string;
  label?: string;
  team?: string;
  /** The beginning of the address of a page. */
  source?: string;
}

/** Counts days from their messages. Without a filter, what erased contacts have done is added. */
export function countNow(
  sql: SqlStorage,
  { days, settings, rollUp }: { days: Days; settings: Settings; rollUp: { isFirstRun: boolean } },
  { from, to }: { from: number; to: number },
  filter: Filter = {},
  tell?: TallyOptions['tell'],
): Map<number, CountedDay> {
  const { clock, open } = settings;
  const { agent } = filter;
  const isFiltered = isOfSome(filter);
  const accepts = isFiltered ? accepting(sql, filter) : undefined;
  const tally = new Tally(sql, {
    clock,
    open,
    wants: (day) => day >= from && day <= to,
    ...(accepts && { accepts }),
    ...(agent !== undefined && { agent }),
    ...(tell && { tell }),
  });
  // Their first numbers are not known yet, and everything would be read.
  if ((isFiltered || tell) && rollUp.isFirstRun) {
    throw new ApiError(
      409,
      'still_counting',
      'Messages that were stored earlier are still being counted. Try again in a few minutes.',
    );
  }
  const numbers = { from: days.lowerBound(from), below: days.upperBound(to) };
  scanScheduled(sql, tally, numbers);
  scan(sql, tally, numbers, Number.MAX_SAFE_INTEGER);
  scanOther(sql, tally, { from: clock.startOf(from), to: clock.startOf(to + 1) });
  for (const day of range(from, to)) {
    if (isFiltered || agent !== undefined) continue;
    const times = { from: clock.startOf(day), to: clock.startOf(day + 1) };
    countClicks(sql, tally.day(day).figures.sources, times, {
      ...(tell && {
        tell: (figure, conversation, source) =>
          tell({ figure, conversation, source, ...{ at: times.from, day, hour: 0 } }),
      }),
    });
    const kept = days.kept(day);
    if (kept) addDay(tally.day(day), kept);
  }
  return tally.days;
}

/** Whether only some conversations are counted, which needs their messages. */
export function isOfSome({ label, team, source }: Filter): boolean {
  return label !== undefined || team !== undefined || source !== undefined;
}

/** The parts of a question that are a filter. */
export function filterOf({ agent, label, team, source }: Filter): Filter {
  return {
    ...(agent !== undefined && { agent }),
    ...(label !== undefined && { label }),
    ...(team !== undefined && { team }),
    ...(source !== undefined && { source }),
  };
}

function accepting(sql: SqlStorage, { label, team, source }: Filter): (conversation: number) => boolean {
  const known = new Map<number, boolean>();
  return (conversation) => {
    let isAccepted = known.get(conversation);
    if (isAccepted === undefined) {
      isAccepted =
        hasLabel(sql, conversation, label) &&
        isOfTeam(sql, conversation, team) &&
        cameFrom(sql, conversation, source);
      known.set(conversation, isAccepted);
    }
    return isAccepted;
  };
}

function hasLabel(sql: SqlStorage, conversation: number, label: string | undefined): boolean {
  if (label === undefined) return true;
  return (
    sql
      .exec(
        'SELECT 1 FROM conversation_label WHERE conversation_id = ? AND label_id = ?',
        conversation,
        label,
      )
      .toArray().length > 0
  );
}

function isOfTeam(sql: SqlStorage, conversation: number, team: string | undefined): boolean {
  if (team === undefined) return true;
  return (
    sql.exec('SELECT 1 FROM conversation WHERE id = ? AND team = ?', conversation, team).toArray().length > 0
  );
}

function cameFrom(sql: SqlStorage, conversation: number, source: string | undefined): boolean {
  if (source === undefined) return true;
  return (
    sql
      .exec(
        "SELECT 1 FROM conversation WHERE id = ? AND instr(coalesce(source ->> '$.page', ''), ?) = 1",
        ...[conversation, source],
      )
      .toArray().length > 0
  );
}
