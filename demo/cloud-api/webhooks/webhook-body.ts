/** The bytes of a webhook. Like Meta, it escapes non-ASCII characters and slashes before signing. */
import type { NumberSetup } from '../numbers/number-setup.ts';

export type Value = Record<string, unknown>;

/**
 * `number`: the value contains its number. `account`: it does not, and the entry has a time. `test`: sent by the Test button
 * of the app's dashboard, with an account and a number that do not exist.
 */
export type Level = 'number' | 'account' | 'test';

export interface Change {
  level: Level;
  /** `messages`, `smb_message_echoes`, `calls` … */
  field: string;
  value: Value;
}

export function webhookBody(
  setup: NumberSetup,
  phoneNumberId: string,
  changes: readonly Change[],
  now: number,
): Uint8Array {
  const entry = changes.map((change) => entryOf(setup, phoneNumberId, change, now));
  return new TextEncoder().encode(escaped(JSON.stringify({ object: 'whatsapp_business_account', entry })));
}

function entryOf(
  setup: NumberSetup,
  phoneNumberId: string,
  { level, field, value }: Change,
  now: number,
): Value {
  switch (level) {
    case 'number': {
      const metadata = {
        display_phone_number: setup.displayPhoneNumber.replace(/\D/g, ''),
        phone_number_id: phoneNumberId,
      };
      return {
        id: setup.wabaId,
        changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }],
      };
    }
    case 'account':
      return { id: setup.wabaId, time: Math.floor(now / 1000), changes: [{ value, field }] };
    case 'test':
      return { id: '0', changes: [{ field, value: { messaging_product: 'whatsapp', ...value } }] };
  }
}

/** Lower-case hexadecimal, one escape for each UTF-16 unit. */
export function escaped(json: string): string {
  return json
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
