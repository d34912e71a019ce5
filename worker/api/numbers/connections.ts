/** How a number is connected: the setup, its steps at Meta, and Embedded Signup. */
import * as v from 'valibot';
import { connectionCheck } from '../../whatsapp/account/check.ts';
import { numberFacts, tokenFacts } from '../../whatsapp/account/number.ts';
import { accountNumber, codeMethods } from '../../whatsapp/account/onboarding.ts';
import { setupProblem } from '../../whatsapp/account/setup-problem.ts';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { message } from '../conversations/messages.ts';
import { text, time } from '../values.ts';
import { inboxSummary } from './numbers.ts';

export type { ConnectionCheck } from '../../whatsapp/account/check.ts';
export type { NumberFacts, TokenFacts } from '../../whatsapp/account/number.ts';
export type { AccountNumber } from '../../whatsapp/account/onboarding.ts';
export type { SetupProblem, SetupProblemCode } from '../../whatsapp/account/setup-problem.ts';
export { connectionCheck, setupProblem };

const metaId = v.pipe(v.string(), v.regex(/^\d{5,32}$/, schemaTexts.meta_id_form));

/**
 * Secrets are never returned. Without `displayPhoneNumber` and `name`, everything is checked with Meta, and Meta's
 * names are used.
 */
export const connectNumber = v.strictObject({
  phoneNumberId: metaId,
  wabaId: metaId,
  displayPhoneNumber: v.exactOptional(text(32)),
  name: v.exactOptional(text(128)),
  accessToken: text(1_024),
  /** The secret of the Meta app, if it is another app than that of the deployment's `META_APP_SECRET`. */
  appSecret: v.optional(text(128)),
});
export type ConnectNumber = v.InferOutput<typeof connectNumber>;

/** A value that is still being typed, with the spaces that come with pasting. */
const typed = v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(1_024)));

/** New credentials of a number. Omitted fields stay the same. */
export const replaceConnection = v.strictObject({
  phoneNumberId: typed,
  wabaId: typed,
  accessToken: typed,
  appSecret: typed,
});

/** The credentials to check. With `inbox`, that number's stored credentials replace omitted fields. */
export const checkConnection = v.strictObject({
  ...replaceConnection.entries,
  inbox: v.exactOptional(v.string()),
});

const connectionStep = v.picklist(['subscribe', 'fields', 'callback', 'verify', 'register']);

/** The number's current setup at Meta. */
export const connectionState = v.object({
  /** Null: Meta did not say. */
  number: v.nullable(numberFacts),
  token: v.nullable(tokenFacts),
  /** Where Meta should send the number's webhooks. Where it sends them is `number.callbackUrl`. */
  expectedCallback: v.string(),
  /** The address of the app, for webhooks without a more specific address: templates and account. */
  appCallback: v.nullable(v.string()),
  /** Null: only the app itself can ask, with its secret. */
  fields: v.nullable(v.object({ subscribed: v.array(v.string()), missing: v.array(v.string()) })),
  steps: v.array(v.object({ name: connectionStep, state: v.picklist(['done', 'open', 'unknown']) })),
  problems: v.array(setupProblem),
});
export type ConnectionState = v.InferOutput<typeof connectionState>;

export const runStep = v.strictObject({
  step: connectionStep,
  /** For `register`. */
  pin: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{6}$/, schemaTexts.pin_form))),
  /** For `verify`: the code that Meta has sent to the number. */
  code: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{6}$/, schemaTexts.code_form))),
});
export type RunStep = v.InferOutput<typeof runStep>;

/** Why the step failed, if it did, and the state of all steps after it. */
export const stepOutcome = v.object({ problem: v.nullable(setupProblem), state: connectionState });
export type StepOutcome = v.InferOutput<typeof stepOutcome>;

/** How Meta sends the code that verifies a number, and in which language. */
export const verificationRequest = v.strictObject({
  method: v.picklist(codeMethods),
  /** Such as `en_US`. */
  language: v.pipe(v.string(), v.regex(/^[a-z]{2}_[A-Z]{2}$/, 'A language and country such as en_US.')),
});
export type VerificationRequest = v.InferOutput<typeof verificationRequest>;

/** Why Meta did not send the code; null: it is on its way. */
export const verificationOutcome = v.object({ problem: v.nullable(setupProblem) });
export type VerificationOutcome = v.InferOutput<typeof verificationOutcome>;

export const lifeChange = v.strictObject({ life: v.picklist(['enabled', 'disabled', 'disconnected']) });

/** The change always takes effect here; the problem is a step that Meta did not complete. */
export const lifeOutcome = v.object({ number: inboxSummary, problem: v.nullable(setupProblem) });
export type LifeOutcome = v.InferOutput<typeof lifeOutcome>;

export const deleteConfirmation = v.object({
  /** The digits of the number. */
  confirm: v.optional(v.string(), ''),
});

/**
 * The setup test: a customer's message and the answer to it. It is the newest pair that WhatsApp has accepted; before
 * there is one, the newest message and the state of the answer.
 */
export const trial = v.object({ received: v.nullable(message), answered: v.nullable(message) });
export type Trial = v.InferOutput<typeof trial>;

export const setup = v.object({
  /** Whether an admin has completed or skipped it. */
  isDone: v.boolean(),
  /** Whether the inbox is in use: an agent was invited, a site was allowed, or the tags were copied. */
  isShared: v.boolean(),
  /** What to paste into Meta, and when Meta last verified it. */
  webhook: v.object({ url: v.string(), verifyToken: v.string(), handshakeAt: v.nullable(time) }),
  /** For Meta's window; null: the deployment has no app for Embedded Signup. */
  signup: v.nullable(
    v.object({ appId: v.string(), configId: v.string(), sdkUrl: v.string(), version: v.string() }),
  ),
});
export type Setup = v.InferOutput<typeof setup>;

export const setupProgress = v.strictObject({
  isDone: v.optional(v.boolean()),
  // Only true: copying cannot be undone.
  isShared: v.optional(v.literal(true)),
});

export const signupNumber = v.object({ ...accountNumber.entries, wabaId: v.string() });
export type SignupNumber = v.InferOutput<typeof signupNumber>;

export const signup = v.object({
  /** Null: the code was not exchanged, and only Meta's window gives another. */
  id: v.nullable(v.string()),
  steps: v.array(
    v.object({
      name: v.picklist(['exchange', 'inspect', 'numbers']),
      state: v.picklist(['done', 'failed', 'open']),
      problem: v.nullable(setupProblem),
    }),
  ),
  /** The numbers to choose from. */
  numbers: v.array(signupNumber),
});
export type Signup = v.InferOutput<typeof signup>;

/** The result of Meta's signup window. */
export const beginSignup = v.strictObject({
  code: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4_096)),
  wabaId: v.exactOptional(metaId),
  phoneNumberId: v.exactOptional(metaId),
  isOnPhone: v.boolean(),
});

export const signupChoice = v.strictObject({ phoneNumberId: metaId, wabaId: metaId });
