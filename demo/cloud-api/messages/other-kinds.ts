/**
 * Less common message types that Meta accepts: call requests, payments, and types for groups only. Sources:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions,
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/call-button-messages-deep-links,
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/payments,
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/groups-messaging
 */
import * as v from 'valibot';

const upTo = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most));
const body = v.strictObject({ text: upTo(1_024) });
const footer = v.exactOptional(v.strictObject({ text: upTo(60) }));
const header = v.exactOptional(v.looseObject({ type: v.picklist(['text', 'image', 'video', 'document']) }));
const amount = v.strictObject({
  value: v.pipe(v.number(), v.integer(), v.minValue(0)),
  offset: v.literal(100),
});
const extra = v.exactOptional(v.looseObject({ ...amount.entries, description: v.exactOptional(v.string()) }));
const reference = v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/));

const callPermission = v.strictObject({
  type: v.literal('call_permission_request'),
  body: v.exactOptional(body),
  action: v.strictObject({ name: v.literal('call_permission_request') }),
});

const voiceCall = v.strictObject({
  type: v.literal('voice_call'),
  header,
  body,
  footer,
  action: v.strictObject({
    name: v.literal('voice_call'),
    parameters: v.exactOptional(
      v.strictObject({
        display_text: v.exactOptional(upTo(20)),
        ttl_minutes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(43_200))),
        payload: v.exactOptional(upTo(512)),
      }),
    ),
  }),
});

const orderDetails = v.strictObject({
  type: v.literal('order_details'),
  header,
  body,
  footer,
  action: v.strictObject({
    name: v.literal('review_and_pay'),
    parameters: v.looseObject({
      reference_id: reference,
      type: v.picklist(['digital-goods', 'physical-goods']),
      currency: v.picklist(['INR', 'BRL', 'SGD']),
      total_amount: amount,
      order: v.looseObject({
        status: v.literal('pending'),
        items: v.pipe(
          v.array(
            v.looseObject({
              retailer_id: v.exactOptional(v.string()),
              name: v.pipe(v.string(), v.nonEmpty()),
              amount,
              quantity: v.pipe(v.number(), v.integer(), v.minValue(1)),
            }),
          ),
          v.minLength(1),
        ),
        subtotal: amount,
        tax: extra,
        shipping: extra,
        discount: extra,
      }),
    }),
  }),
});

const orderStatus = v.strictObject({
  type: v.literal('order_status'),
  header,
  body,
  footer,
  action: v.strictObject({
    name: v.literal('review_order'),
    parameters: v.strictObject({
      reference_id: reference,
      order: v.strictObject({
        status: v.picklist([
          'pending',
          'processing',
          'partially_shipped',
          'shipped',
          'completed',
          'canceled',
        ]),
        description: v.exactOptional(upTo(120)),
      }),
      payment: v.exactOptional(v.looseObject({})),
    }),
  }),
});

const interactive = v.strictObject({
  type: v.literal('interactive'),
  interactive: v.variant('type', [callPermission, voiceCall, orderDetails, orderStatus]),
});

/** Only in groups. */
const pin = v.strictObject({
  type: v.literal('pin'),
  pin: v.variant('type', [
    v.strictObject({
      type: v.literal('pin'),
      message_id: v.pipe(v.string(), v.nonEmpty()),
      expiration_days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
    }),
    v.strictObject({ type: v.literal('unpin'), message_id: v.pipe(v.string(), v.nonEmpty()) }),
  ]),
});

export const otherContent = v.variant('type', [interactive, pin]);
export type OtherContent = v.InferOutput<typeof otherContent>;

const prompts = interactive.entries.interactive.options.map(({ entries }) => entries.type.literal);
const named = v.object({ type: v.string(), interactive: v.optional(v.object({ type: v.string() })) });

/** Whether a message claims to have one of these types, valid or not. */
export function isOtherKind(content: unknown): boolean {
  const read = v.safeParse(named, content);
  if (!read.success) return false;
  const { type, interactive } = read.output;
  return type === 'pin' || (type === 'interactive' && prompts.some((prompt) => prompt === interactive?.type));
}
