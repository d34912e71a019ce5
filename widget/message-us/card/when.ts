const dayMs = 24 * 60 * 60_000;

/**
 * Fills `{day}` and `{time}` in a text such as `Replies {day} from {time}`: today, tomorrow, the weekday within six days,
 * and the date after that. Days and times are those of the visitor.
 */
export function whenIn(text: string, at: number, now: number, language: string): string {
  const days = Math.round((midnight(at) - midnight(now)) / dayMs);
  const day =
    days < 2
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(
          language,
          days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' },
        ).format(at);
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at);
  return text.replace('{day}', day).replace('{time}', time);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
