/** Business hours as the fields of a form: the text `09:00-12:30, 13:30-18:00` of a day is a list of spans. */
export interface Span {
  from: string;
  to: string;
}

const pattern = /(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)/g;

export function spansIn(text = ''): Span[] {
  return Array.from(text.matchAll(pattern), ([, hour = '', minute = '', endHour = '', endMinute = '']) => ({
    from: time(hour, minute),
    to: time(endHour, endMinute),
  }));
}

/** A span without both times is left out. */
export function textOf(spans: readonly Span[]): string {
  return spans.flatMap(({ from, to }) => (from && to ? `${from}-${to}` : [])).join(', ');
}

/** The span to suggest after the others: after a break of an hour, or a usual day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return { from: '09:00', to: '17:00' };
  const [hour = 0] = last.to.split(':').map(Number);
  const at = (later: number) => time(`${Math.min(23, hour + later)}`, '00');
  return { from: at(1), to: at(5) };
}

/** A time field has no 24:00. */
function time(hour: string, minute: string): string {
  return `${hour === '24' ? '00' : hour.padStart(2, '0')}:${minute}`;
}
