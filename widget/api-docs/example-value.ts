/** An example for a schema, with values like those of a real inbox. */
import type { JsonSchema } from '@valibot/to-json-schema';
import { nameOf, resolved, type Schemas, withoutNull } from './api-document.ts';

const maxDepth = 7;
const now = 1_795_975_200_000;

/** Fields that are usually null, such as the error of a message. */
const usuallyNull =
  /^(error|problem|disabled|details|revokedAt|target|forwarded|referral|product|quoted|arrived|retryAt|snoozedUntil|blockedAt|marketingStoppedAt|failingSince|formerSecretUntil|disconnectedAt|source|username|consent|waitingSince|media|note|previous|numbers|inboxes|contentTypes)$/;
const usuallyEmpty = /^(earlier|reactions|follows|refused|missing|problems|statuses|fields|mentions)$/;

/** By the name of a field, or by that of its schema and the field. */
const texts: Readonly<Record<string, string>> = {
  'Webhook.name': 'Orders',
  'Webhook.description': 'Starts the order bot',
  'ApiToken.name': 'Order bot',
  'Label.name': 'Delivery',
  'InboxSummary.name': 'Lumen & Clay',
  'SavedReply.text': 'We are open from 9 to 6, Monday to Friday.',
  'SavedReply.title': 'Opening hours',
  shortcut: 'hours',
  label: 'b2c3d4e5',
  id: 'a1b2c3d4',
  inbox: '106540352242922',
  number: '106540352242922',
  phoneNumberId: '106540352242922',
  wabaId: '419561257915477',
  displayPhoneNumber: '+1 555 078 3881',
  phone: '15550100199',
  userId: 'US.13491208655302741918',
  username: '@ada',
  name: 'Ada Quinn',
  profileName: 'Ada',
  bookName: 'Ada Quinn',
  verified_name: 'Lumen & Clay',
  wamid: 'wamid.HBgLMTU1NTAxMDAxOTk',
  key: 'order-1042-shipped',
  reference: 'order-1042',
  body: 'Your order is on its way.',
  text: 'Your order is on its way.',
  token: 'mut_…',
  ticket: 'TICKET',
  secret: 'whsec_…',
  secretEnd: 'LaSw',
  url: 'https://shop.example/whatsapp',
  link: 'https://shop.example/cup.jpg',
  page: 'https://shop.example/lamps',
  title: 'Lamps',
  timestamp: '2026-11-29T18:00:00.000Z',
  next: '1795975200000.31',
  newer: '1795975200000.31',
  mimeType: 'image/jpeg',
  filename: 'cup.jpg',
  device: 'Chrome on macOS',
  language: 'en',
  code: 'en_US',
  eventId: 'evt_106540352242922_412',
  type: 'accepted',
  address: '/api/v1/inboxes',
};

const numbers: Readonly<Record<string, number>> = {
  id: 31,
  conversationId: 7,
  seq: 412,
  size: 48_213,
  status: 200,
  ms: 84,
  attempt: 1,
  messagesPerSecond: 80,
  timeoutSeconds: 10,
  unread: 0,
};

export function exampleValue(
  schema: JsonSchema | boolean | undefined,
  schemas: Schemas,
  name = '',
  above: readonly string[] = [],
): unknown {
  const own = nameOf(schema);
  if (own !== null && (above.includes(own) || above.length > maxDepth)) return null;
  const inside = own === null ? above : [...above, own];
  const { schema: other, isNullable } = withoutNull(resolved(schema, schemas));
  if (isNullable) return usuallyNull.test(name) ? null : exampleValue(other, schemas, name, inside);
  const {
    const: constant,
    enum: options,
    default: fallback,
    oneOf,
    anyOf,
    items,
    properties,
    type,
  } = resolved(other, schemas);
  if (constant !== undefined) return constant;
  if (options) return options[0];
  const [first] = oneOf ?? anyOf ?? [];
  if (first !== undefined) return exampleValue(first, schemas, name, inside);
  if (type === 'array' || items !== undefined) {
    if (usuallyEmpty.test(name) || Array.isArray(items)) return [];
    return [exampleValue(items, schemas, singular(name), inside)];
  }
  if (type === 'object' || properties) return exampleObject(resolved(other, schemas), schemas, inside);
  if (fallback !== undefined) return fallback;
  if (type === 'boolean') return /^(enabled|isEnabled|isDelivered|isComplete|ok)$/.test(name);
  if (type === 'integer' || type === 'number') return exampleNumber(name, resolved(other, schemas));
  return type === 'null' ? null : (texts[`${inside.at(-1)}.${name}`] ?? texts[name] ?? '…');
}

function exampleObject(
  { properties = {}, required = [] }: JsonSchema,
  schemas: Schemas,
  above: readonly string[],
) {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, part]) => [name, exampleValue(part, schemas, name, above)]),
  );
}

function exampleNumber(name: string, { minimum }: JsonSchema): number {
  if (/(At|Until|^at|^since|^now|^until)$/.test(name)) return now;
  return numbers[name] ?? Math.max(1, minimum ?? 1);
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}
