/** The button's settings as the fields of a form, and back. */
import type { BusinessHours, ButtonAgent, ButtonSettings, Weekday } from '../../../../worker/api/button.ts';

export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** Empty fields are left out; what the form has no field for, a number of the button's own, stays as it was. */
export function settingsIn(data: FormData, before: ButtonSettings): ButtonSettings {
  const of = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const greeting = linesIn(of('greeting'));
  const agents = agentsIn(data);
  const hours = hoursIn(of);
  const hasHours = hours !== null || agents.some((agent) => agent.hours);
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
    ...(hours && { hours }),
    ...(hasHours && { closed: { ...(closedText && { text: closedText }), takesMessages } }),
    ...(of('consent') && {
      consent: {
        text: of('consent'),
        ...(consentUrl && { url: consentUrl }),
        isRequired: data.has('consentRequired'),
      },
    }),
  };
}

/** Exceptional days, one a line. */
export function dayLines(days: BusinessHours['days'] = {}): string {
  return Object.entries(days)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, spans]) => `${day} ${spans}`.trim())
    .join('\n');
}

/** `of` returns the text of a field. */
function hoursIn(of: (name: string) => string): BusinessHours | null {
  const week = filled(Object.fromEntries(weekdays.map((day) => [day, of(day)])));
  const different = linesIn(of('days')).map((line) => {
    const [day = '', ...spans] = line.split(/\s+/);
    return [day, spans.join(' ')] as const;
  });
  if (Object.keys(week).length === 0 && different.length === 0) return null;
  return {
    timeZone: of('timeZone'),
    week,
    ...(different.length > 0 && { days: Object.fromEntries(different) }),
  };
}

/** Each agent has one field of each name, in the order of the agents. */
function agentsIn(data: FormData): ButtonAgent[] {
  return data.getAll('agent-name').flatMap((_, index): ButtonAgent[] => {
    const of = (field: string) => {
      const value = data.getAll(`agent-${field}`)[index];
      return typeof value === 'string' ? value.trim() : '';
    };
    if (of('name') === '') return [];
    const hours = hoursIn(of);
    return [
      {
        name: of('name'),
        ...filled({ role: of('role'), number: of('number'), text: of('text'), avatar: of('avatar') }),
        ...(hours && { hours }),
      },
    ];
  });
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function filled<Fields extends Record<string, string>>(fields: Fields): Partial<Fields>;
function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
