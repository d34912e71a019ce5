/** The button's settings as the fields of a form, and back. */
import type { BusinessHours, ButtonAgent, ButtonSettings, Weekday } from '../../worker/api.ts';

export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** Empty fields are left out; what the form has no field for, an agent's own hours and picture, stays as it was. */
export function settingsIn(data: FormData, before: ButtonSettings): ButtonSettings {
  const of = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const linesOf = (name: string) =>
    of(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const greeting = linesOf('greeting');
  const agents = agentsIn(data, before.agents ?? []);
  const hours = hoursIn(of, linesOf('days'));
  const { number } = before;
  const closedText = of('closedText');
  const takesMessages = data.has('takesMessages');
  const consentUrl = of('consentUrl');
  return {
    ...(number !== undefined && { number }),
    ...filled({
      label: of('label'),
      color: of('color'),
      text: of('text'),
      name: of('name'),
      status: of('status'),
      avatar: of('avatar'),
    }),
    ...(greeting.length > 0 && { greeting }),
    ...(agents.length > 0 && { agents }),
    ...(hours && { hours, closed: { ...(closedText && { text: closedText }), takesMessages } }),
    ...(of('consent') && {
      consent: {
        text: of('consent'),
        ...(consentUrl && { url: consentUrl }),
        isRequired: data.has('consentRequired'),
      },
    }),
  };
}

/** Days that are different, as lines. */
export function dayLines(days: BusinessHours['days'] = {}): string {
  return Object.entries(days)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, spans]) => `${day} ${spans}`.trim())
    .join('\n');
}

function hoursIn(of: (name: string) => string, days: string[]): BusinessHours | null {
  const week = filled(Object.fromEntries(weekdays.map((day) => [day, of(day)])));
  if (Object.keys(week).length === 0) return null;
  const different = days.map((line) => {
    const [day = '', ...spans] = line.split(/\s+/);
    return [day, spans.join(' ')] as const;
  });
  return {
    timeZone: of('timeZone'),
    week,
    ...(different.length > 0 && { days: Object.fromEntries(different) }),
  };
}

function agentsIn(data: FormData, before: readonly ButtonAgent[]): ButtonAgent[] {
  const all = (name: string) =>
    data.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''));
  const [roles, numbers, texts] = [all('agentRole'), all('agentNumber'), all('agentText')];
  return all('agentName').flatMap((name, index): ButtonAgent[] => {
    if (name === '') return [];
    const known = before.find((agent) => agent.name === name);
    const { hours, avatar } = known ?? {};
    return [
      {
        name,
        ...filled({ role: roles[index] ?? '', number: numbers[index] ?? '', text: texts[index] ?? '' }),
        ...(avatar !== undefined && { avatar }),
        ...(hours && { hours }),
      },
    ];
  });
}

function filled<Fields extends Record<string, string>>(fields: Fields): Partial<Fields>;
function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
