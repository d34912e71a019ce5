/** Reads what is said to `/control/`; the types stand in control.ts. */
import * as v from 'valibot';
import { customerId } from '../customers/customer-id.ts';
import { embeddingFault } from '../model/embeddings.ts';
import { modelFault } from '../model/model-faults.ts';
import { accountState } from '../numbers/account.ts';
import type { NumberSetup } from '../numbers/number-setup.ts';
import { type NoticeName, notices } from '../webhooks/notices.ts';
import type {
  CustomerMessage,
  DemoInfo,
  EmbeddingFaults,
  Faults,
  MetaEvent,
  ModelFaults,
  RawChange,
} from './control.ts';

export const numberSetup = v.object({
  wabaId: v.string(),
  displayPhoneNumber: v.string(),
  name: v.string(),
  accessToken: v.string(),
  appSecret: v.string(),
  callbackUrl: v.string(),
  throughput: v.exactOptional(v.picklist(['STANDARD', 'HIGH'])),
  isOnPhone: v.exactOptional(v.boolean()),
  checksIdentity: v.exactOptional(v.boolean()),
  portfolioId: v.exactOptional(v.string()),
  sharesParentIds: v.exactOptional(v.boolean()),
  account: v.exactOptional(accountState),
}) satisfies v.GenericSchema<unknown, NumberSetup>;
const shownNumber = v.object({ phoneNumberId: v.string(), name: v.string() });
export const demoInfo = v.object({
  workerUrl: v.string(),
  sessionToken: v.nullable(v.string()),
  numbers: v.array(shownNumber),
  otherNumber: v.nullable(shownNumber),
  setup: v.nullable(
    v.object({
      phoneNumberId: v.string(),
      wabaId: v.string(),
      accessToken: v.string(),
      appSecret: v.string(),
      pin: v.string(),
    }),
  ),
}) satisfies v.GenericSchema<unknown, DemoInfo>;
export const customerMessage = v.object({
  phoneNumberId: v.exactOptional(v.string()),
  customer: customerId,
  name: v.exactOptional(v.string()),
  username: v.exactOptional(v.string()),
  hidesNumber: v.exactOptional(v.boolean()),
  text: v.exactOptional(v.string()),
  content: v.exactOptional(v.looseObject({ type: v.string() })),
  replyTo: v.exactOptional(v.string()),
  reaction: v.exactOptional(v.object({ wamid: v.string(), emoji: v.string() })),
}) satisfies v.GenericSchema<unknown, CustomerMessage>;
export const phoneState = v.object({
  online: v.boolean(),
  chatOpen: v.boolean(),
  blocked: v.boolean(),
  hidesNumber: v.boolean(),
});
const ofCustomer = { customer: customerId };
const atNumber = { phoneNumberId: v.exactOptional(v.string()) };
const userIdChange = v.exactOptional(v.object({ previous: v.string(), current: v.string() }));
const isNotice = (name: unknown): name is NoticeName =>
  typeof name === 'string' && Object.hasOwn(notices, name);
export const metaEvent = v.variant('type', [
  v.strictObject({
    type: v.literal('user_changed_number'),
    ...ofCustomer,
    to: v.pipe(v.string(), v.regex(/^\d{7,15}$/)),
    withUserId: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('user_changed_user_id'), ...ofCustomer, change: userIdChange }),
  v.strictObject({ type: v.literal('user_id_update'), ...ofCustomer, change: userIdChange }),
  v.strictObject({
    type: v.literal('customer_identity_changed'),
    ...ofCustomer,
    identity: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  }),
  v.strictObject({ type: v.literal('request_welcome'), ...ofCustomer, ...atNumber }),
  v.strictObject({
    type: v.literal('contact_shared'),
    ...ofCustomer,
    ...atNumber,
    replyTo: v.exactOptional(v.string()),
  }),
  v.strictObject({
    type: v.literal('user_preferences'),
    ...ofCustomer,
    value: v.picklist(['stop', 'resume']),
    ...atNumber,
  }),
  v.strictObject({
    type: v.literal('history'),
    ...ofCustomer,
    ...atNumber,
    isDeclined: v.exactOptional(v.boolean()),
  }),
  v.strictObject({
    type: v.literal('payment'),
    wamid: v.string(),
    status: v.picklist(['captured', 'failed', 'pending']),
  }),
  v.strictObject({ type: v.literal('notice'), notice: v.custom<NoticeName>(isNotice), ...atNumber }),
  v.strictObject({ type: v.literal('dashboard_test'), ...atNumber }),
]) satisfies v.GenericSchema<unknown, MetaEvent>;
export const faultsSchema = v.object({
  duplicate: v.boolean(),
  reorder: v.boolean(),
  batch: v.boolean(),
  parallel: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  delay: v.pipe(v.number(), v.minValue(0)),
  limits: v.boolean(),
  loseAnswers: v.pipe(v.number(), v.integer(), v.minValue(0)),
  refuse: v.nullable(v.object({ code: v.number(), count: v.number() })),
}) satisfies v.GenericSchema<unknown, Faults>;
export const modelFaults = v.object({
  fault: v.nullable(modelFault),
  count: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
}) satisfies v.GenericSchema<unknown, ModelFaults>;
export const embeddingFaults = v.object({
  fault: v.nullable(embeddingFault),
  count: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
}) satisfies v.GenericSchema<unknown, EmbeddingFaults>;
export const rawChange = v.object({
  phoneNumberId: v.exactOptional(v.string()),
  level: v.exactOptional(v.picklist(['number', 'account'])),
  field: v.string(),
  value: v.record(v.string(), v.unknown()),
}) satisfies v.GenericSchema<unknown, RawChange>;
