/** Signing in: sessions, passkeys, and who you are. */
import * as v from 'valibot';
import { inboxSummary } from '../numbers/numbers.ts';
import { apiScope, permission, role } from '../roles.ts';
import { time, whole } from '../values.ts';

/** Who is signed in: an agent, or a program with an API token. */
export const agent = v.object({
  id: v.string(),
  name: v.string(),
  role: v.picklist([...role.options, 'api-token']),
  /** What an agent may do beyond their role. Absent: nothing, or an admin or API token, who need none. */
  permissions: v.exactOptional(v.array(permission)),
});
export type Agent = v.InferOutput<typeof agent>;

/** A new session. The token goes into `Authorization: Bearer`; it is shown only once. */
export const session = v.object({ token: v.string(), expiresAt: time, agent });
export type Session = v.InferOutput<typeof session>;

export const signInWay = v.picklist(['setup-token', 'passkey', 'invitation', 'site-login']);
export type SignInWay = v.InferOutput<typeof signInWay>;

/** One of your sessions. */
export const sessionInfo = v.object({
  id: v.string(),
  way: signInWay,
  /** The only origin whose pages can use it; null: any allowed origin. */
  origin: v.nullable(v.string()),
  /** Such as `Chrome on macOS`. */
  device: v.string(),
  createdAt: time,
  usedAt: time,
  expiresAt: time,
});
export type SessionInfo = v.InferOutput<typeof sessionInfo>;

/** Your sessions, and the id of the one that asks. */
export const sessionList = v.object({ sessions: v.array(sessionInfo), current: v.string() });

/** One of your passkeys. */
export const passkey = v.object({
  id: v.string(),
  /** The device it was created on. */
  name: v.string(),
  createdAt: time,
  usedAt: time,
});
export type Passkey = v.InferOutput<typeof passkey>;

/** Who you are, and what you can see and do. */
export const me = v.object({
  agent,
  /** The scopes of an API token; null for a person. */
  scopes: v.nullable(v.array(apiScope)),
  /** The numbers you can see. */
  inboxes: v.array(inboxSummary),
  /** Whether files are stored in the deployment's own bucket. Otherwise they stay with Meta, which keeps them for days. */
  keepsMedia: v.boolean(),
  /** Whether an admin has completed or skipped the setup. */
  isSetUp: v.boolean(),
});
export type Me = v.InferOutput<typeof me>;

const secret = v.pipe(v.string(), v.nonEmpty(), v.maxLength(512));
const binary = v.pipe(v.string(), v.maxLength(16_384));
const origin = v.pipe(v.string(), v.maxLength(256));

const credential = {
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048)),
  rawId: v.pipe(v.string(), v.maxLength(2_048)),
  type: v.literal('public-key'),
  clientExtensionResults: v.fallback(v.object({}), {}),
};

/** An authenticator's answer to a sign-in, as the browser gives it. Its signature is verified later. */
export const passkeyAssertion = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: binary,
    authenticatorData: binary,
    signature: binary,
    userHandle: v.exactOptional(binary),
  }),
});

/** A new passkey, as the browser gives it. */
export const passkeyAttestation = v.object({
  ...credential,
  response: v.object({ clientDataJSON: binary, attestationObject: binary }),
});

/** With the setup token, a passkey, or, from a site with its own login, a signed token. */
export const signIn = v.union(
  [
    v.strictObject({ setupToken: secret }),
    v.strictObject({ passkey: passkeyAssertion, forOrigin: v.exactOptional(origin) }),
    v.strictObject({ token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(8_192)) }),
  ],
  'Sign in with setupToken, passkey or token.',
);
export type SignInRequest = v.InferOutput<typeof signIn>;

export const originQuestion = v.strictObject({ origin });
export const originAnswer = v.object({ allowed: v.boolean() });

/** What a sign-in page can offer. It says nothing about the team. */
export const signInWays = v.object({
  /** Whether anyone has a passkey. Without one, only the setup token signs in. */
  passkey: v.boolean(),
});
export type SignInWays = v.InferOutput<typeof signInWays>;

export const newPasskey = v.strictObject({ response: passkeyAttestation });

const credentialDescriptor = v.object({
  id: v.string(),
  type: v.literal('public-key'),
  transports: v.exactOptional(v.array(v.string())),
});
const userVerification = v.picklist(['discouraged', 'preferred', 'required']);
const attestationFormat = v.picklist([
  'fido-u2f',
  'packed',
  'android-safetynet',
  'android-key',
  'tpm',
  'apple',
  'none',
]);
const hints = v.exactOptional(v.array(v.picklist(['hybrid', 'security-key', 'client-device'])));

/** Options for `navigator.credentials.get()`. */
export const passkeyRequestOptions = v.object({
  challenge: v.string(),
  timeout: v.exactOptional(whole),
  rpId: v.exactOptional(v.string()),
  allowCredentials: v.exactOptional(v.array(credentialDescriptor)),
  userVerification: v.exactOptional(userVerification),
  hints,
  extensions: v.exactOptional(v.looseObject({})),
});
export type PasskeyRequestOptions = v.InferOutput<typeof passkeyRequestOptions>;

/** Options for `navigator.credentials.create()`. */
export const passkeyCreationOptions = v.object({
  rp: v.object({ name: v.string(), id: v.exactOptional(v.string()) }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  challenge: v.string(),
  pubKeyCredParams: v.array(v.object({ alg: whole, type: v.literal('public-key') })),
  timeout: v.exactOptional(whole),
  excludeCredentials: v.exactOptional(v.array(credentialDescriptor)),
  authenticatorSelection: v.exactOptional(
    v.object({
      authenticatorAttachment: v.exactOptional(v.picklist(['cross-platform', 'platform'])),
      requireResidentKey: v.exactOptional(v.boolean()),
      residentKey: v.exactOptional(v.picklist(['discouraged', 'preferred', 'required'])),
      userVerification: v.exactOptional(userVerification),
    }),
  ),
  hints,
  attestation: v.exactOptional(v.picklist(['direct', 'enterprise', 'indirect', 'none'])),
  attestationFormats: v.exactOptional(v.array(attestationFormat)),
  extensions: v.exactOptional(v.looseObject({})),
});
export type PasskeyCreationOptions = v.InferOutput<typeof passkeyCreationOptions>;
