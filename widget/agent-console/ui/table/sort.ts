export interface Sorting {
  column: string;
  direction: 'ascending' | 'descending';
}

export type SortValue = string | number | null;

/** A copy of the rows in order of their values. Rows without a value are last in both directions. */
export function sorted<Row>(
  rows: readonly Row[],
  sortValue: (row: Row) => SortValue,
  direction: Sorting['direction'],
  locale: string,
): Row[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [value, otherValue] = [sortValue(one), sortValue(other)];
    if (value === null || otherValue === null) return Number(value === null) - Number(otherValue === null);
    if (typeof value === 'number' && typeof otherValue === 'number') return sign * (value - otherValue);
    return sign * compare(String(value), String(otherValue));
  });
}
