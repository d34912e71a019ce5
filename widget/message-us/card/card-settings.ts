import type { ButtonAgent, ButtonSettings } from '../../../worker/api/numbers/button.ts';
import type { BusinessHours } from '../../../worker/api/numbers/hours.ts';
import type { Button } from '../button.ts';
import { chatLink } from '../chat-link.ts';
import { explain } from '../explain.ts';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const span = /^\s*(\d\d?:\d\d\s*[-–]\s*\d\d?:\d\d\s*([,;]\s*|$))*$/;

/**
 * The settings of the card. The JSON is written by hand, so each value is checked: an invalid one is left out and explained,
 * and the rest of the card works.
 */
export async function cardSettings(button: Button): Promise<ButtonSettings> {
  const all: Record<string, unknown> = { ...button.allSettings };
  const problem = (text: string) => explain(button, `has settings whose ${text}`);
  const text = (value: unknown, name: string) => {
    if (value == null || value === false) return;
    if (typeof value === 'string' || typeof value === 'number') return `${value}`;
    problem(`${name} is not text. Write "${name}": "…".`);
  };
  const list = (value: unknown): unknown[] =>
    value == null || value === false ? [] : Array.isArray(value) ? value : [value];
  const hours = (value: unknown, of: string) => {
    const found = hoursFrom(value);
    if (typeof found === 'string') problem(`${of} ${found}`);
    else return found;
  };

  const agents: ButtonAgent[] = [];
  for (const value of list(all.agents)) {
    const agent = isObject(value) ? value : { name: value };
    const name = text(agent.name, 'agents.name') || text(agent.role, 'agents.role');
    if (!name) {
      problem('agents has an entry without a name. Write { "name": "Ada" }.');
      continue;
    }
    agents.push({
      name,
      ...defined({
        role: agent.name ? text(agent.role, 'agents.role') : undefined,
        avatar: webAddress(agent.avatar, 'agents.avatar', problem),
        number: await numberFrom(text(agent.number, 'agents.number'), name, problem),
        text: text(agent.text, 'agents.text'),
        hours: hours(agent.hours, `hours of ${name}`),
      }),
    });
  }
  const consent = isObject(all.consent) ? all.consent : { text: all.consent };
  const consentText = text(consent.text, 'consent.text');
  if (all.consent && !consentText) problem('consent has no text. Write "consent": { "text": "I agree." }.');
  const closed = isObject(all.closed) ? all.closed : { text: all.closed };
  return defined({
    name: text(all.name, 'name'),
    avatar: webAddress(all.avatar, 'avatar', problem),
    status: text(all.status, 'status'),
    greeting: list(all.greeting).flatMap((line) => text(line, 'greeting') ?? []),
    agents,
    hours: hours(all.hours, 'hours'),
    closed: defined({
      text: text(closed.text, 'closed.text'),
      takesMessages: closed.takesMessages !== false,
    }),
    consent: consentText
      ? defined({
          text: consentText,
          url: webAddress(consent.url, 'consent.url', problem),
          isRequired: consent.isRequired === true || consent.isRequired === 'true',
        })
      : undefined,
  });
}

/** The address of a page or picture. `javascript:` is rejected, because the author of the settings may not own the page. */
function webAddress(value: unknown, name: string, problem: (text: string) => void): string | undefined {
  if (value == null || value === '') return;
  if (typeof value === 'string' && URL.canParse(value, document.baseURI)) {
    const { protocol } = new URL(value, document.baseURI);
    if (/^(https?|blob):$/.test(protocol) || (protocol === 'data:' && /^data:image\//i.test(value)))
      return value;
  }
  problem(`${name} is not a web address. Write it like "https://shop.example/…".`);
}

async function numberFrom(
  number: string | undefined,
  agent: string,
  problem: (text: string) => void,
): Promise<string | undefined> {
  if (!number || chatLink(number, '')) return number;
  const { internationalDigits } = await import('../../../worker/whatsapp/identity/phone-number.ts');
  const digits = internationalDigits(number);
  if (!digits)
    problem(
      `number of ${agent}, "${number}", is not a phone number with a country code: messages go to the button's own number. Write it like "+1 555 078 3881".`,
    );
  return digits ?? undefined;
}

/** Valid business hours, or the problem with them as text; undefined if there are none. */
function hoursFrom(value: unknown): BusinessHours | string | undefined {
  if (value == null || value === false) return;
  const example = 'Write { "timeZone": "Europe/Berlin", "week": { "monday": "09:00-17:00" } }.';
  if (!isObject(value) || typeof value.timeZone !== 'string')
    return `have no timeZone, so they are not shown. ${example}`;
  const { timeZone } = value;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return `have the unknown timeZone "${timeZone}", so they are not shown. ${example}`;
  }
  const week: Record<string, string> = {};
  const days: Record<string, string> = {};
  for (const [name, time] of Object.entries({ ...(isObject(value.week) ? value.week : {}) })) {
    const day = weekdays.find((one) => one.startsWith(name.toLowerCase()) && name.length > 2);
    if (!day || !isTime(time))
      return `cannot be read at "${name}": ${JSON.stringify(time)}, so they are not shown. ${example}`;
    week[day] = time ?? '';
  }
  for (const [date, time] of Object.entries({ ...(isObject(value.days) ? value.days : {}) })) {
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || !isTime(time))
      return `cannot be read at "${date}": ${JSON.stringify(time)}, so they are not shown. Write "2026-12-24": "09:00-12:00".`;
    days[date] = time ?? '';
  }
  if (!isObject(value.week)) return `have no week, so they are not shown. ${example}`;
  return { timeZone, week, days };
}

function isTime(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && span.test(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function defined<Value extends object>(value: { [Name in keyof Value]: Value[Name] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;
}
