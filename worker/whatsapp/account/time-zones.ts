/** Where a phone number is at home, as far as its country tells: for what time it may be there. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Zones of a small part of a country's people, which would make the rest of it uncertain. */
const remote = new Set([
  'America/Noronha',
  'Asia/Urumqi',
  'Atlantic/Azores',
  'Atlantic/Canary',
  'Pacific/Chatham',
  'Pacific/Easter',
  'Pacific/Galapagos',
]);

/** IANA names; none when the number names no country. `phone` is digits without `+`. */
export function timeZonesOf(phone: string): string[] {
  const country = parsePhoneNumberFromString(`+${phone}`)?.country;
  if (!country) return [];
  const locale: Intl.Locale & { getTimeZones?(): string[]; timeZones?: string[] } = new Intl.Locale('und', {
    region: country,
  });
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.filter((zone) => !remote.has(zone) && !zone.startsWith('Antarctica/'));
}
