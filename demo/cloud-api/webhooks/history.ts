/**
 * The history of a number in the WhatsApp Business app, which Meta sends when it is connected: three phases with
 * placeholders for media, and then each file under the id of its placeholder. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 */

import { type CustomerIds, contactOf, senderOf } from '../customers/customer-id.ts';
import { newWamid } from '../messages/messages.ts';
import type { NumberSetup } from '../numbers/number-setup.ts';
import type { Value } from './webhook-body.ts';

const day = 24 * 60 * 60;

export interface Past {
  setup: NumberSetup;
  ids: CustomerIds;
  name: string;
  username: string | null;
  /** The photo that the customer sent, as a webhook describes it. */
  photo: Record<string, unknown>;
  /** Unix seconds. */
  now: number;
}

/** The values of all `history` webhooks, in the order that Meta sends them. */
export function historyOf({ setup, ids, name, username, photo, now }: Past): Value[] {
  const business = setup.displayPhoneNumber.replace(/\D/g, '');
  const customer = ids.waId ?? ids.userId;
  const photoId = newWamid();
  const received = (id: string, age: number, content: object) => ({
    ...senderOf(ids),
    id,
    timestamp: String(now - age * day),
    ...content,
    history_context: { status: 'READ' },
  });
  const answered = (age: number, body: string) => ({
    from: business,
    to: customer,
    id: newWamid(),
    timestamp: String(now - age * day),
    ...text(body),
    history_context: { status: 'READ' },
  });
  const chunk = (phase: number, progress: number, messages: object[]): Value => ({
    history: [
      {
        metadata: { phase, chunk_order: 1, progress },
        threads: [{ id: customer, context: threadContext(ids, username), messages }],
      },
    ],
  });
  return [
    chunk(0, 33, [
      received(newWamid(), 1, text('Is the blue bowl still there?')),
      answered(1, 'Yes, two are left.'),
    ]),
    chunk(1, 66, [
      received(photoId, 40, { type: 'media_placeholder' }),
      answered(40, 'What a lovely table!'),
    ]),
    chunk(2, 100, [received(newWamid(), 150, text('Do you ship to Lisbon?'))]),
    {
      contacts: [contactOf(ids, name, username)],
      messages: [
        { ...senderOf(ids), id: photoId, timestamp: String(now - 40 * day), type: 'image', image: photo },
      ],
    },
  ];
}

/** The error for a business that does not share its history. */
export function declinedHistory(): Value {
  return {
    history: [
      {
        errors: [
          {
            code: 2593109,
            title: 'History sharing is turned off by the business from the WhatsApp Business app',
            message: 'History sharing is turned off by the business from the WhatsApp Business app',
            error_data: { details: 'History sharing is turned off by the business.' },
          },
        ],
      },
    ],
  };
}

function text(body: string) {
  return { type: 'text', text: { body } };
}

function threadContext({ waId, userId, parentUserId }: CustomerIds, username: string | null) {
  return {
    ...(waId !== undefined && { wa_id: waId }),
    user_id: userId,
    ...(parentUserId !== undefined && { parent_user_id: parentUserId }),
    ...(username !== null && { username }),
  };
}
