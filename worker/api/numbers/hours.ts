/** When a business is open. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { timeZone } from '../values.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const spans = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^(\s*\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}\s*(,|$))*\s*$/, schemaTexts.hours_form),
);

/** Each day says when it is open: `09:00-12:30, 13:30-18:00`, `22:00-02:00` past midnight, or is empty. */
export const businessHours = v.strictObject({
  /** IANA, such as `Europe/Berlin`. */
  timeZone,
  /** A day that is left out is closed. */
  week: v.strictObject(v.entriesFromList(weekdays, v.exactOptional(spans))),
  /** Days that differ from their weekday, by date: `{ "2026-12-24": "09:00-12:00", "2026-12-25": "" }`. */
  days: v.exactOptional(
    v.pipe(
      v.record(v.pipe(v.string(), v.isoDate(schemaTexts.day_form)), spans),
      v.check((days) => Object.keys(days).length <= 200, schemaTexts.too_many_days),
    ),
  ),
});
export type BusinessHours = v.InferOutput<typeof businessHours>;

/** The hours of a number; null if it has none. The card of its button shows them. */
export const numberHours = v.object({ hours: v.nullable(businessHours) });
export type NumberHours = v.InferOutput<typeof numberHours>;
