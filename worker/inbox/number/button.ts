/** What the button of this number says on the owner's pages, when they ask for it. */
import * as v from 'valibot';
import type { ButtonSettings } from '../../api.ts';
import type { ChangeLog } from '../records/change-log.ts';

const text = (longest: number) => v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(longest)));
const address = v.exactOptional(
  v.pipe(
    v.string(),
    v.maxLength(1_024),
    v.check((url) => /^https:\/\//.test(url) && URL.canParse(url), 'An address begins with https://.'),
  ),
);
const spans = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(
    /^(\s*\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}\s*(,|$))*\s*$/,
    'Hours look like 09:00-12:30, 13:30-18:00, or are empty on a day off.',
  ),
);
const hours = v.exactOptional(
  v.strictObject({
    timeZone: v.pipe(
      v.string(),
      v.maxLength(64),
      v.check(isTimeZone, 'A time zone looks like Europe/Berlin.'),
    ),
    week: v.strictObject({
      monday: v.exactOptional(spans),
      tuesday: v.exactOptional(spans),
      wednesday: v.exactOptional(spans),
      thursday: v.exactOptional(spans),
      friday: v.exactOptional(spans),
      saturday: v.exactOptional(spans),
      sunday: v.exactOptional(spans),
    }),
    days: v.exactOptional(
      v.pipe(
        v.record(v.pipe(v.string(), v.isoDate('A day looks like 2026-12-24.')), spans),
        v.check((days) => Object.keys(days).length <= 200, 'At most 200 days.'),
      ),
    ),
  }),
);

export const buttonSettings: v.GenericSchema<unknown, ButtonSettings> = v.strictObject({
  number: text(100),
  label: text(60),
  text: text(1_000),
  color: text(60),
  name: text(60),
  avatar: address,
  status: text(120),
  greeting: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(500))), v.maxLength(5))),
  agents: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60)),
          role: text(60),
          avatar: address,
          number: text(100),
          text: text(1_000),
          hours,
        }),
      ),
      v.maxLength(20),
    ),
  ),
  hours,
  closed: v.exactOptional(v.strictObject({ text: text(500), takesMessages: v.exactOptional(v.boolean()) })),
  consent: v.exactOptional(
    v.strictObject({
      text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500)),
      url: address,
      isRequired: v.exactOptional(v.boolean()),
    }),
  ),
});

export function buttonOf(sql: SqlStorage): ButtonSettings {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'button'").toArray();
  return row ? v.parse(buttonSettings, JSON.parse(row.value)) : {};
}

export function changeButton(sql: SqlStorage, changes: ChangeLog, settings: ButtonSettings): ButtonSettings {
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('button', ?)", JSON.stringify(settings));
  changes.tell({ type: 'settings-changed', settings: 'button' });
  return settings;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
