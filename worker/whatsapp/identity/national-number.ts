/** Phone numbers without their country code, by where they are dialled from. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readPhoneNumber } from './phone-number.ts';

/**
 * The whole number in digits, as Meta takes it. A number that does not say its country code is taken for one of the
 * country that `home` is in, and for one with a country code when there can be no such number at home. Null when the
 * text is no possible number.
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
  // Only a country says how people dial from it to another one. Of those that share a code, the main one comes first.
  const [first] = own.getPossibleCountries();
  const country = own.country ?? first;
  return possible(
    digits,
    country ? { defaultCountry: country } : { defaultCallingCode: own.countryCallingCode },
  );
}

/** Only the length is checked: numbering plans open new ranges before any list of them knows. */
function possible(
  number: string,
  from: Parameters<typeof parsePhoneNumberFromString>[1] = {},
): string | null {
  const parsed = parsePhoneNumberFromString(number, from);
  if (!parsed) return null;
  const digits = parsed.number.slice(1);
  return parsed.isPossible() || mexicanMobile.test(digits) ? digits : null;
}

/** Until 2019 a 1 marked mobile lines. WhatsApp still names them by it, and the numbering plan no longer has it. */
const mexicanMobile = /^521\d{10}$/;
