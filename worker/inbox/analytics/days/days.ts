/** The table `day`: what was counted of each day, and the first change of each. */
import * as v from 'valibot';
import {
  addDay,
  type CountedDay,
  countedDay,
  type Exact,
  emptyDay,
  exact,
  type Figures,
  figures,
  type People,
  people,
} from '../figures/day-figures.ts';

interface DayRow extends Record<string, SqlStorageValue> {
  day: number;
  first_id: number | null;
  figures: string | null;
  people: string | null;
  exact: string | null;
  kept: string | null;
}

/** Without the waits themselves, which only short periods need. */
export interface KnownDay {
  figures: Figures;
  people: People;
  /** Figures that an earlier version did not count on this day. */
  lacks?: readonly LaterFigure[];
}

/** Figures that were added later: on days that were stored before, they are 0 because nobody counted them. */
const laterFigures = ['ratings', 'assistant', 'optedOut', 'openWaitsByHour'] as const;
export type LaterFigure = (typeof laterFigures)[number];

const noFigures = JSON.stringify(emptyDay().figures);

/** More than two years. */
const maxRemembered = 800;

export class Days {
  #sql: SqlStorage;
  #remembered = new Map<number, KnownDay | null>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The counted days of a range, both ends included. */
  between(from: number, to: number): Map<number, KnownDay> {
    const missing = range(from, to).filter((day) => !this.#remembered.has(day));
    const [first] = missing;
    const last = missing.at(-1);
    if (first !== undefined && last !== undefined) {
      if (this.#remembered.size > maxRemembered) this.#remembered.clear();
      for (const day of range(first, last)) this.#remembered.set(day, null);
      const rows = this.#sql.exec<Pick<DayRow, 'day' | 'figures' | 'people'>>(
        'SELECT day, figures, people FROM day WHERE day BETWEEN ? AND ? AND figures IS NOT NULL',
        ...[first, last],
      );
      for (const row of rows) {
        const stored: unknown = JSON.parse(row.figures ?? '');
        const lacks = laterFigures.filter((name) => !Object.hasOwn(Object(stored), name));
        this.#remembered.set(row.day, {
          ...(lacks.length > 0 && { lacks }),
          figures: v.parse(figures, stored),
          people: v.parse(people, JSON.parse(row.people ?? '')),
        });
      }
    }
    return new Map(
      range(from, to).flatMap((day) => {
        const known = this.#remembered.get(day);
        return known ? [[day, known] as const] : [];
      }),
    );
  }

  exactBetween(from: number, to: number): Map<number, Exact> {
    const rows = this.#sql
      .exec<Pick<DayRow, 'day' | 'exact'>>(
        'SELECT day, exact FROM day WHERE day BETWEEN ? AND ? AND exact IS NOT NULL',
        ...[from, to],
      )
      .toArray();
    return new Map(rows.map(({ day, exact: json }) => [day, v.parse(exact, JSON.parse(json ?? ''))]));
  }

  /** The first day of which something is known. */
  get first(): number | null {
    return this.#sql.exec<{ day: number | null }>('SELECT min(day) AS day FROM day').one().day;
  }

  /** No change of this day or a later one has a lower number. */
  lowerBound(day: number): number {
    return (
      this.#sql.exec<{ id: number | null }>('SELECT max(first_id) AS id FROM day WHERE day <= ?', day).one()
        .id ?? 0
    );
  }

  /** No message of this day has this number or a higher one. WhatsApp repeats a webhook for a week at most. */
  upperBound(day: number): number {
    return (
      this.#sql
        .exec<{ id: number | null }>('SELECT min(first_id) AS id FROM day WHERE day > ?', day + 8)
        .one().id ?? Number.MAX_SAFE_INTEGER
    );
  }

  isMarked(day: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM day WHERE day = ? AND first_id IS NOT NULL', day).toArray().length > 0
    );
  }

  isMarkedBefore(day: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM day WHERE day <= ? AND first_id IS NOT NULL LIMIT 1', day).toArray()
        .length > 0
    );
  }

  mark(day: number, firstId: number): void {
    this.#sql.exec(
      `INSERT INTO day (day, first_id) VALUES (?1, ?2)
       ON CONFLICT (day) DO UPDATE SET first_id = ?2 WHERE first_id IS NULL`,
      ...[day, firstId],
    );
  }

  /** Replaces what was counted. It is not written if it is the same. */
  store(day: number, counted: CountedDay): void {
    const [row] = this.#sql.exec<DayRow>('SELECT * FROM day WHERE day = ?', day).toArray();
    const kept = keptIn(row);
    if (kept) addDay(counted, kept);
    const { figures, people, exact } = counted;
    // Nothing has happened.
    if (!row?.figures && JSON.stringify(figures) === noFigures) return;
    const isSame =
      row?.figures === JSON.stringify(figures) &&
      row.people === JSON.stringify(people) &&
      row.exact === JSON.stringify(exact);
    if (!isSame) this.#write(day, counted);
  }

  /** Adds what belongs to a day that is stored already. */
  extend(day: number, counted: CountedDay): void {
    const [row] = this.#sql.exec<DayRow>('SELECT * FROM day WHERE day = ?', day).toArray();
    const all = (row && countedIn(row)) ?? emptyDay();
    addDay(all, counted);
    this.#write(day, all);
  }

  /** What an erased contact has done on a day that will be counted again. */
  keep(day: number, counted: CountedDay): void {
    const before = this.kept(day);
    if (before) addDay(counted, before);
    this.#sql.exec(
      'INSERT INTO day (day, kept) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET kept = ?2',
      ...[day, JSON.stringify(counted)],
    );
  }

  kept(day: number): CountedDay | null {
    return keptIn(this.#sql.exec<DayRow>('SELECT * FROM day WHERE day = ?', day).toArray()[0]);
  }

  /** Two conversations turned out to be one. */
  rename(gone: number, into: number): void {
    const is = (id: number) => (id === gone ? into : id);
    const renamed = (one: People): People => ({
      ...one,
      active: [...new Set(one.active.map(is))],
      resolved: one.resolved.map(is),
    });
    const rows = this.#sql.exec<DayRow>(
      'SELECT * FROM day WHERE instr(people, ?1) > 0 OR instr(kept, ?1) > 0',
      String(gone),
    );
    for (const row of rows.toArray()) {
      const kept = keptIn(row);
      const before = row.people === null ? null : v.parse(people, JSON.parse(row.people));
      const after = before && JSON.stringify(renamed(before));
      const keptAfter = kept && JSON.stringify({ ...kept, people: renamed(kept.people) });
      if (after === row.people && keptAfter === row.kept) continue;
      this.#sql.exec('UPDATE day SET people = ?, kept = ? WHERE day = ?', after, keptAfter, row.day);
      this.#remembered.delete(row.day);
    }
  }

  /** The marks are those of another time zone, which is less than two days away. */
  shiftMarks(): void {
    const marks = this.#sql
      .exec<{ day: number; first_id: number }>(
        'SELECT day, first_id FROM day WHERE first_id IS NOT NULL ORDER BY day',
      )
      .toArray();
    for (const { day } of marks) {
      const before = marks.findLast((mark) => mark.day <= day - 2)?.first_id ?? null;
      this.#sql.exec('UPDATE day SET first_id = ? WHERE day = ?', before, day);
    }
  }

  #write(day: number, { figures, people, exact }: CountedDay): void {
    this.#sql.exec(
      `INSERT INTO day (day, figures, people, exact) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (day) DO UPDATE SET figures = ?2, people = ?3, exact = ?4`,
      ...[day, JSON.stringify(figures), JSON.stringify(people), JSON.stringify(exact)],
    );
    this.#remembered.delete(day);
  }

  forget(): void {
    this.#remembered.clear();
  }
}

function countedIn(row: DayRow): CountedDay | null {
  if (row.figures === null || row.people === null || row.exact === null) return null;
  return v.parse(countedDay, {
    figures: JSON.parse(row.figures),
    people: JSON.parse(row.people),
    exact: JSON.parse(row.exact),
  });
}

function keptIn(row: DayRow | undefined): CountedDay | null {
  return row?.kept == null ? null : v.parse(countedDay, JSON.parse(row.kept));
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
