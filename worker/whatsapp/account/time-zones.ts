/** Time zones of a phone number's country, to estimate the customer's local time. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Zones with a small part of their country's population. They would make the time of everyone else uncertain. */
const remote = new Set([
  'America/Noronha',
  'Asia/Urumqi',
  'Atlantic/Azores',
  'Atlantic/Canary',
  'Pacific/Chatham',
  'Pacific/Easter',
  'Pacific/Galapagos',
]);

/** IANA names; empty when the number's country is unknown. `phone` is digits without `+`. */
export function timeZonesOf(phone: string): string[] {
  const country = parsePhoneNumberFromString(`+${phone}`)?.country;
  if (!country) return [];
  const locale: Intl.Locale & { getTimeZones?(): string[]; timeZones?: string[] } = new Intl.Locale('und', {
    region: country,
  });
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.filter((zone) => !remote.has(zone) && !zone.startsWith('Antarctica/'));
}
