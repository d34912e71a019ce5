/** The country that WhatsApp charges for: that of the calling code, or the one in a user id. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** ISO 3166, such as `DE`; `+1` if several countries share the code and the number does not tell; empty if unknown. */
export function countryOf(recipient: string): string {
  const [, country] = /^([A-Z]{2})\./.exec(recipient) ?? [];
  if (country !== undefined) return country;
  const number = parsePhoneNumberFromString(`+${recipient}`);
  return number?.country ?? (number ? `+${number.countryCallingCode}` : '');
}
