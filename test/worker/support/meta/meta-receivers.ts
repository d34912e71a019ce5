/**
 * Programs that were written for Meta's webhook, from their documented behavior: n8n's WhatsApp Trigger, Chatwoot's
 * WhatsApp channel, and a bot that reads as pywa does. Each answers the handshake, verifies the signature over the bytes
 * that came, and reads what it needs; what it cannot read it throws.
 */
import * as v from 'valibot';
import { importAppSecret, verifySignature } from '../../../../worker/whatsapp/receiving/signature.ts';
import type { Posted, Receivers } from '../receivers.ts';

export interface MetaReceiver<Read> {
  /** What the address of its webhook is. */
  url: string;
  verifyToken: string;
  /** The events that it has read, in order of arrival. */
  read: Read[];
}

const change = v.looseObject({ field: v.string(), value: v.record(v.string(), v.unknown()) });
const body = v.looseObject({
  object: v.literal('whatsapp_business_account'),
  entry: v.array(v.looseObject({ id: v.string(), changes: v.array(change) })),
});

function challengeIn(url: string, verifyToken: string): string | null {
  const { searchParams } = new URL(url);
  const isRight =
    searchParams.get('hub.mode') === 'subscribe' && searchParams.get('hub.verify_token') === verifyToken;
  return isRight ? searchParams.get('hub.challenge') : null;
}

const isHandshake = ({ url }: Posted) => new URL(url).searchParams.has('hub.challenge');

async function isSigned({ headers, body: text }: Posted, secret: string): Promise<boolean> {
  const signature = headers['x-hub-signature-256'] ?? null;
  return verifySignature(await importAppSecret(secret), signature, new TextEncoder().encode(text));
}

/**
 * Its address has the node's id, which is the verify token as well. A body that is not signed with the client secret
 * starts no workflow and gets 200. A workflow starts with each change of the field that the node listens to.
 */
export function n8nTrigger(
  receivers: Receivers,
  clientSecret: string,
): MetaReceiver<{ field: string; value: object }> {
  const node = crypto.randomUUID();
  const host = `n8n-${node}.example`;
  const read: { field: string; value: object }[] = [];
  receivers.at(host, async (posted) => {
    if (isHandshake(posted)) {
      const challenge = challengeIn(posted.url, node);
      return challenge === null ? new Response(null, { status: 403 }) : new Response(challenge);
    }
    if (await isSigned(posted, clientSecret)) {
      const { entry } = v.parse(body, JSON.parse(posted.body));
      read.push(...entry.flatMap(({ changes }) => changes).filter(({ field }) => field === 'messages'));
    }
    return new Response('ok');
  });
  return { url: `https://${host}/webhook/${node}/webhook`, verifyToken: node, read };
}

const inChatwoot = v.looseObject({
  contacts: v.tupleWithRest(
    [v.looseObject({ wa_id: v.string(), profile: v.looseObject({ name: v.string() }) })],
    v.unknown(),
  ),
  messages: v.tupleWithRest(
    [v.looseObject({ id: v.string(), from: v.string(), timestamp: v.string(), type: v.string() })],
    v.unknown(),
  ),
  metadata: v.looseObject({ phone_number_id: v.string(), display_phone_number: v.string() }),
});

/**
 * Its address has the phone number, and a body for another number finds no inbox. A wrong signature gets 401. The first
 * contact and the first message of the first change are read; statuses are read by their id.
 */
export function chatwootChannel(
  receivers: Receivers,
  { appSecret, phone }: { appSecret: string; phone: string },
): MetaReceiver<{ from: string; name: string; id: string } | { status: string; id: string }> {
  const host = `chatwoot-${crypto.randomUUID()}.example`;
  const verifyToken = crypto.randomUUID();
  const read: ({ from: string; name: string; id: string } | { status: string; id: string })[] = [];
  receivers.at(host, async (posted) => {
    if (isHandshake(posted)) {
      const challenge = challengeIn(posted.url, verifyToken);
      return challenge === null
        ? Response.json({ error: 'unauthorized' }, { status: 401 })
        : new Response(challenge);
    }
    if (!(await isSigned(posted, appSecret)))
      return Response.json({ error: 'unauthorized' }, { status: 401 });
    const value = v.parse(body, JSON.parse(posted.body)).entry[0]?.changes[0]?.value ?? {};
    const statuses = v.safeParse(
      v.looseObject({ statuses: v.array(v.looseObject({ id: v.string(), status: v.string() })) }),
      value,
    );
    if (statuses.success) {
      read.push(...statuses.output.statuses.map(({ id, status }) => ({ id, status })));
      return new Response(null, { status: 200 });
    }
    const { contacts, messages, metadata } = v.parse(inChatwoot, value);
    if (metadata.display_phone_number !== phone) return new Response(null, { status: 200 });
    const [{ wa_id: from, profile }] = contacts;
    read.push({ from, name: profile.name, id: messages[0].id });
    return new Response(null, { status: 200 });
  });
  return { url: `https://${host}/webhooks/whatsapp/+${phone}`, verifyToken, read };
}

const inPywa = v.object({
  field: v.string(),
  value: v.looseObject({
    messaging_product: v.literal('whatsapp'),
    metadata: v.object({ display_phone_number: v.string(), phone_number_id: v.string() }),
    contacts: v.optional(
      v.array(v.looseObject({ profile: v.looseObject({ name: v.string() }), wa_id: v.string() })),
    ),
    messages: v.optional(
      v.array(v.looseObject({ id: v.string(), from: v.string(), timestamp: v.string(), type: v.string() })),
    ),
    statuses: v.optional(
      v.array(
        v.looseObject({
          id: v.string(),
          status: v.string(),
          timestamp: v.string(),
          recipient_id: v.string(),
        }),
      ),
    ),
  }),
});

/**
 * The signature has to begin with `sha256=`; without a valid one it answers 401. Updates of other phone ids are left out.
 * A message becomes an object of its kind, with the sender of `contacts` and its time as a number.
 */
export function pywaBot(
  receivers: Receivers,
  { appSecret, phoneId }: { appSecret: string; phoneId: string },
): MetaReceiver<{
  kind: string;
  id: string;
  from: string;
  name: string | null;
  at: number;
  text: string | null;
}> {
  const host = `pywa-${crypto.randomUUID()}.example`;
  const verifyToken = crypto.randomUUID();
  const read: {
    kind: string;
    id: string;
    from: string;
    name: string | null;
    at: number;
    text: string | null;
  }[] = [];
  const withText = v.looseObject({ text: v.looseObject({ body: v.string() }) });
  receivers.at(host, async (posted) => {
    if (isHandshake(posted)) {
      const challenge = challengeIn(posted.url, verifyToken);
      return challenge === null
        ? new Response('Error, invalid verification token', { status: 403 })
        : new Response(String(Number(challenge)));
    }
    const isPrefixed = posted.headers['x-hub-signature-256']?.startsWith('sha256=') ?? false;
    if (!isPrefixed || !(await isSigned(posted, appSecret))) {
      return new Response('Error, invalid signature', { status: 401 });
    }
    for (const one of v.parse(body, JSON.parse(posted.body)).entry.flatMap(({ changes }) => changes)) {
      const { field, value } = v.parse(inPywa, one);
      const { metadata, contacts = [], messages = [], statuses = [] } = value;
      if (field !== 'messages' || metadata.phone_number_id !== phoneId) continue;
      for (const message of messages) {
        const { id, from, timestamp, type: kind } = message;
        const text = v.is(withText, message) ? message.text.body : null;
        read.push({ kind, id, from, name: contacts[0]?.profile.name ?? null, at: Number(timestamp), text });
      }
      for (const { id, status, timestamp, recipient_id: from } of statuses) {
        read.push({ kind: status, id, from, name: null, at: Number(timestamp), text: null });
      }
    }
    return new Response('ok');
  });
  return { url: `https://${host}/`, verifyToken, read };
}
