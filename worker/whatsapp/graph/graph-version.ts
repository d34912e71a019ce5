/**
 * When Meta retires each version of the Graph API. From then on, answers have a newer format than this code expects.
 * Source: https://developers.facebook.com/docs/graph-api/changelog/versions/, read in November 2026.
 */

export const currentGraphVersion = 'v26.0';

/** The first day on which a version is not available. Meta has not announced the day of newer versions. */
const endsOn: Readonly<Record<string, string>> = {
  'v20.0': '2026-09-24',
  'v21.0': '2027-01-21',
  'v22.0': '2027-05-20',
  'v23.0': '2027-10-08',
  'v24.0': '2028-02-18',
  'v25.0': '2028-07-29',
};

/** When a version ends, as Unix time in milliseconds; null when it is not known. Versions older than the table have ended. */
export function endOfGraphVersion(version: string): number | null {
  const major = Number(/^v(\d{1,3})\.\d$/.exec(version)?.[1] ?? Number.NaN);
  const day = endsOn[version] ?? (major < 20 ? '2026-05-21' : null);
  return day === null ? null : Date.parse(day);
}
