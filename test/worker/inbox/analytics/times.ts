/** The clock of the generated year, and the hours of its shop. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const dayMs = 24 * hour;
/** No real alarm of the object fires so late. */
export const begins = Date.UTC(2030, 0, 1);

export const hours = {
  timeZone: 'Europe/Berlin',
  week: {
    monday: '09:00-12:30, 13:30-18:00',
    tuesday: '09:00-18:00',
    wednesday: '09:00-18:00',
    thursday: '09:00-18:00',
    friday: '09:00-16:00, 22:00-02:00',
  },
  days: { '2030-05-01': '', '2030-12-24': '09:00-12:00' },
};

export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
