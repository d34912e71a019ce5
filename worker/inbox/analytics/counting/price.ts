/** What WhatsApp charged for a delivered message, as a status said. */
import * as v from 'valibot';
import { countryOf } from '../../../whatsapp/identity/country.ts';
import { jsonOf } from '../../records/messages/reports.ts';

const text = v.fallback(v.nullish(v.string(), ''), '');
const reports = v.array(
  v.object({ status: v.string(), body: v.exactOptional(v.string()), kept: v.exactOptional(v.string()) }),
);
const priced = v.object({
  recipient_id: text,
  recipient_user_id: text,
  pricing: v.object({ category: text, type: text }),
});

export interface Price {
  category: string;
  type: string;
  country: string;
}

/**
 * Only `sent` and one of the later statuses have the price. What `sent` says is an estimate, as WhatsApp charges when a
 * message is delivered. Null: none has it.
 */
export function priceIn(json: string | null): Price | null {
  if (json === null || !json.includes('pricing')) return null;
  const all = v.parse(reports, JSON.parse(json));
  const inOrder = [
    ...all.filter(({ status }) => status !== 'sent'),
    ...all.filter(({ status }) => status === 'sent'),
  ];
  for (const report of inOrder) {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), priced), jsonOf(report));
    if (!read.success) continue;
    const { pricing, recipient_id: phone, recipient_user_id: user } = read.output;
    return {
      category: pricing.category ?? '',
      type: pricing.type ?? '',
      country: countryFor(phone || user || ''),
    };
  }
  return null;
}

const maxRemembered = 2_000;
const countries = new Map<string, string>();

function countryFor(recipient: string): string {
  const known = countries.get(recipient);
  if (known !== undefined) return known;
  if (countries.size >= maxRemembered) countries.clear();
  const country = countryOf(recipient);
  countries.set(recipient, country);
  return country;
}
