/** Why a value is invalid, in English, by code. The other languages are in `widget/locales/<tag>/inputs.ts`. */

/** Sentences of schemas about what they expect. */
export const schemaTexts = {
  origin_form: 'An origin looks like https://shop.example, without a path.',
  key_address_form: 'The address of the keys begins with https:// and is public.',
  clock_form: 'A time such as 22:00.',
  time_zone_form: 'A time zone looks like Europe/Berlin.',
  address_form: 'An address begins with https://.',
  hours_form: 'Hours look like 09:00-12:30, 13:30-18:00, or are empty on a day off.',
  day_form: 'A day looks like 2026-12-24.',
  too_many_days: 'At most 200 days.',
  too_many_buttons: 'WhatsApp shows at most three buttons.',
  same_buttons: 'Two buttons say the same.',
  too_long_with_buttons: 'With buttons, a text has at most 1,024 characters.',
  shortcut_form: 'A shortcut is 1 to 32 letters, digits, - or _, without the slash.',
  schedule_range: 'A time in Unix milliseconds, within the next 30 days.',
  snooze_range: 'A time in Unix milliseconds, within the next year.',
  expiry_passed: 'A time in Unix milliseconds that is still to come.',
  meta_id_form: 'An id of Meta is 5 to 32 digits.',
  pin_form: 'A PIN is six digits.',
  code_form: 'A code is six digits.',
  about_empty: 'Enter an “about” text. WhatsApp does not accept an empty one.',
  email_form: 'Enter an email address.',
  website_form: 'Start the website with https:// or http://.',
  no_emoji: 'Remove the emoji. WhatsApp does not accept them here.',
  command_form: 'Use only the letters a to z, digits and _ in a command.',
  same_commands: 'Two commands have the same name. Rename one.',
  choices_differ: 'Two choices are the same. Remove one.',
  too_many_values: 'At most 50 values.',
  link_message_empty: 'Enter the pre-filled message.',
} as const;

/** What can be wrong with any value. `{name}` is its path, or “The body”. */
export const faultTexts = {
  missing: '{name} is missing. Add it.',
  missing_choice: '{name} is missing. Give {options}.',
  unknown: '{name} is unknown. Check its spelling, or leave it out.',
  empty: '{name} is empty. Enter a value.',
  empty_list: '{name} is empty. Add at least one.',
  too_short: {
    one: '{name} must have at least {count} character.',
    other: '{name} must have at least {count} characters.',
  },
  too_few: {
    one: '{name} must have at least {count} entry.',
    other: '{name} must have at least {count} entries.',
  },
  too_long: {
    one: '{name} must have at most {count} character.',
    other: '{name} must have at most {count} characters.',
  },
  too_many: {
    one: '{name} must have at most {count} entry.',
    other: '{name} must have at most {count} entries.',
  },
  wrong_length: {
    one: '{name} must have exactly {count} character.',
    other: '{name} must have exactly {count} characters.',
  },
  wrong_count: {
    one: '{name} must have exactly {count} entry.',
    other: '{name} must have exactly {count} entries.',
  },
  too_small: '{name} must be at least {limit}.',
  too_large: '{name} must be at most {limit}.',
  not_whole: '{name} must be a whole number.',
  not_number: '{name} must be a number.',
  not_digits: '{name} must be digits only.',
  not_email: '{name} must be an email address.',
  not_day: '{name} must be a day such as 2026-12-24.',
  wrong_start: '{name} must begin with {start}.',
  not_json: '{name} must be JSON.',
  wrong_type: '{name} must be {expected}, not {actual}.',
  wrong_choice: '{name} must be {options}.',
  wrong_form: '{name} has an invalid format.',
} as const;

export type FaultCode = keyof typeof faultTexts;
export type InputTexts = typeof faultTexts & typeof schemaTexts;
