/** Completes phone numbers without a country code, from the country they are dialled in. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readPhoneNumber } from './phone-number.ts';

/**
 * The whole number in digits, as Meta expects it. A number without a marked country code is read as a number of `home`'s
 * country, or as one with a country code if no such number is possible there. Null when the text is not a possible number.
 */
export function wholeNumber(text: string, home: string): string | null {
  const written = readPhoneNumber(text);
  if (!written) return null;
  const { digits, hasCountryCode } = written;
  return (hasCountryCode ? null : atHome(digits, home)) ?? possible(`+${digits}`);
}

function atHome(digits: string, home: string): string | null {
  const own = parsePhoneNumberFromString(home);
  if (!own) return null;
  // International prefixes are defined per country. If several countries share a code, the main one comes first.
  const [first] = own.getPossibleCountries();
  const country = own.country ?? first;
  return possible(
    digits,
    country ? { defaultCountry: country } : { defaultCallingCode: own.countryCallingCode },
  );
}

/** Checks only the length: new number ranges open before any list includes them. */
function possible(
  number: string,
  from: Parameters<typeof parsePhoneNumberFromString>[1] = {},
): string | null {
  const parsed = parsePhoneNumberFromString(number, from);
  if (!parsed) return null;
  const digits = parsed.number.slice(1);
  return parsed.isPossible() || mexicanMobile.test(digits) ? digits : null;
}

/** Until 2019 a 1 marked mobile lines. WhatsApp still uses it, although the numbering plan dropped it. */
const mexicanMobile = /^521\d{10}$/;
