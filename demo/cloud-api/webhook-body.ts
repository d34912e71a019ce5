/** A webhook's bytes as Meta makes them: non-ASCII characters and slashes are escaped before signing. */
import type { NumberSetup } from './control.ts';

export type Value = Record<string, unknown>;

export interface Change {
  /** `messages`, `smb_message_echoes`, `calls` … */
  field: string;
  value: Value;
}

export function webhookBody(
  setup: NumberSetup,
  phoneNumberId: string,
  changes: readonly Change[],
): Uint8Array {
  const metadata = {
    display_phone_number: setup.displayPhoneNumber.replace(/\D/g, ''),
    phone_number_id: phoneNumberId,
  };
  const entry = changes.map(({ field, value }) => ({
    id: setup.wabaId,
    changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }],
  }));
  return new TextEncoder().encode(escaped(JSON.stringify({ object: 'whatsapp_business_account', entry })));
}

/** Lower-case hexadecimal, one escape for each UTF-16 unit. */
export function escaped(json: string): string {
  return json
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
