/**
 * Checks the credentials and ids that an admin is about to connect a number with, and lists what is wrong with each.
 */
import * as v from 'valibot';
import type { Graph, GraphFailure } from '../graph/graph.ts';
import {
  accountFacts,
  fetchAccount,
  fetchNumber,
  fetchToken,
  type NumberFacts,
  numberFacts,
  type TokenFacts,
  tokenFacts,
} from './number.ts';
import { type AccountNumber, accountNumber, fetchAccountNumbers } from './onboarding.ts';
import {
  formProblems,
  isUnknown,
  kindOf,
  problem,
  problemOf,
  type SetupField,
  type SetupProblem,
  setupProblem,
} from './setup-problem.ts';

export interface GivenConnection {
  phoneNumberId?: string;
  wabaId?: string;
  accessToken?: string;
  appSecret?: string;
}

/** Meta's answers; null for those that were not requested or could not be read. */
export const connectionCheck = v.object({
  token: v.nullable(tokenFacts),
  account: v.nullable(accountFacts),
  number: v.nullable(numberFacts),
  /** The account's numbers, to choose from. */
  numbers: v.array(accountNumber),
  /** Whether the number has to be registered with its PIN. */
  needsPin: v.boolean(),
  problems: v.array(setupProblem),
});
export type ConnectionCheck = v.InferOutput<typeof connectionCheck>;

const day = 24 * 60 * 60_000;

export async function checkConnection(
  base: Omit<Graph, 'accessToken' | 'appSecret'>,
  given: GivenConnection,
  now: number,
  signal?: AbortSignal,
): Promise<ConnectionCheck> {
  const nothing = { token: null, account: null, number: null, numbers: [], needsPin: false };
  const problems = formProblems(given);
  const isSound = (field: SetupField) => !problems.some((one) => one.field === field);
  const { accessToken, phoneNumberId, wabaId } = given;
  if (accessToken === undefined || !isSound('accessToken')) return { ...nothing, problems };

  const appSecret = isSound('appSecret') ? given.appSecret : undefined;
  const bare: Graph = { ...base, accessToken };
  const { graph, token, secretProblem } = await tokenBehind(bare, appSecret, signal);
  if (secretProblem) problems.push(secretProblem);
  if (token && 'outcome' in token) {
    const refusal = problemOf(token);
    problems.push(refusal);
    // Nothing else can be requested without a valid token.
    if (refusal.field === 'accessToken' || refusal.code !== 'refused') return { ...nothing, problems };
  }
  const facts = token && !('outcome' in token) ? token : null;
  if (facts) {
    problems.push(...tokenProblems(facts, now));
    if (!facts.isValid) return { ...nothing, token: facts, problems };
  }

  const account = wabaId !== undefined && isSound('wabaId') ? await accountWith(graph, wabaId, signal) : null;
  problems.push(...(account?.problems ?? []));
  const numbers = account?.numbers ?? [];
  const number =
    phoneNumberId !== undefined && isSound('phoneNumberId')
      ? await numberWith(graph, phoneNumberId, { numbers, isAccountKnown: account?.facts != null }, signal)
      : null;
  problems.push(...(number?.problems ?? []));
  if (phoneNumberId !== undefined && !isSound('phoneNumberId')) suggest(problems, phoneNumberId, numbers);

  const needsPin = number?.facts != null && isUnregistered(number.facts);
  if (needsPin) problems.push(problem(isUnverified(number.facts) ? 'not_verified' : 'not_registered'));
  if (number?.facts && isInReview(number.facts)) problems.push(problem('in_review'));
  return {
    token: facts,
    account: account?.facts ?? null,
    number: number?.facts ?? null,
    numbers,
    needsPin,
    problems: unique(problems),
  };
}

/** A number that is also in the phone app is registered by the phone. */
export function isUnregistered({ platformType, isOnPhone }: NumberFacts): boolean {
  return platformType !== null && platformType !== 'CLOUD_API' && !isOnPhone;
}

/**
 * Its owner has to return a code before the number can be registered. A registered number can lose the mark again, and
 * works all the same.
 */
export function isUnverified(facts: NumberFacts): boolean {
  const { codeVerificationStatus } = facts;
  return isUnregistered(facts) && codeVerificationStatus !== null && codeVerificationStatus !== 'VERIFIED';
}

/** Meta has not decided yet: the number is pending, not broken. */
export function isInReview(facts: NumberFacts): boolean {
  // A number that is not registered is pending as well, but waits for its owner.
  const isPending = facts.status === 'PENDING' && !isUnregistered(facts);
  return isPending || facts.nameStatus === 'PENDING_REVIEW';
}

async function tokenBehind(bare: Graph, appSecret: string | undefined, signal: AbortSignal | undefined) {
  const proven: Graph = appSecret === undefined ? bare : { ...bare, appSecret };
  const first = await fetchToken(proven, signal);
  const secretProblem = first.outcome === 'found' ? null : problemOf(first);
  const isSecret = secretProblem?.field === 'appSecret';
  // Graph rejects every request with a wrong proof, so the remaining ones are sent without it.
  const isWrong = isSecret && secretProblem.code === 'wrong_app_secret';
  const answer = isWrong ? await fetchToken(bare, signal) : first;
  const token: TokenFacts | GraphFailure | null =
    answer.outcome === 'found' ? answer.token : isSecret && !isWrong ? null : answer;
  return { graph: isWrong ? bare : proven, token, secretProblem: isSecret ? secretProblem : null };
}

export function tokenProblems({ isValid, expiresAt, scopes }: TokenFacts, now: number): SetupProblem[] {
  if (!isValid) return [problem(expiresAt !== null && expiresAt <= now ? 'token_expired' : 'token_invalid')];
  const ends =
    expiresAt === null ? [] : [problem(expiresAt - now <= 2 * day ? 'temporary_token' : 'token_ends')];
  const lacks = (scope: string) => scopes.length > 0 && !scopes.includes(scope);
  return [
    ...ends,
    ...(lacks('whatsapp_business_messaging') ? [problem('missing_messaging')] : []),
    ...(lacks('whatsapp_business_management') ? [problem('missing_management')] : []),
  ];
}

async function accountWith(graph: Graph, wabaId: string, signal: AbortSignal | undefined) {
  const [account, listed] = await Promise.all([
    fetchAccount(graph, wabaId, signal),
    fetchAccountNumbers(graph, wabaId, signal),
  ]);
  const numbers = listed.outcome === 'found' ? listed.numbers : [];
  if (account.outcome === 'found') return { facts: account.account, numbers, problems: [] };
  const kind = kindOf(account);
  const found =
    kind === 'number'
      ? problem('phone_number_id_as_waba_id')
      : kind === 'app'
        ? problem('app_id_as_waba_id')
        : kind !== null
          ? problem('other_id_as_waba_id')
          : isUnknown(account)
            ? problem('unknown_waba_id')
            : problemOf(account);
  return { facts: null, numbers: [], problems: [found] };
}

async function numberWith(
  graph: Graph,
  phoneNumberId: string,
  { numbers, isAccountKnown }: { numbers: readonly AccountNumber[]; isAccountKnown: boolean },
  signal: AbortSignal | undefined,
) {
  const number = await fetchNumber(graph, phoneNumberId, signal);
  if (number.outcome === 'found') {
    const isElsewhere =
      isAccountKnown && numbers.length > 0 && !numbers.some(({ id }) => id === phoneNumberId);
    return { facts: number.number, problems: isElsewhere ? [problem('number_of_other_account')] : [] };
  }
  const meant = meantBy(phoneNumberId, numbers);
  const suggestion = meant ?? (numbers.length === 1 ? (numbers[0]?.id ?? null) : null);
  const kind = kindOf(number);
  const found =
    meant !== null
      ? problem('display_number_as_id', { suggestion })
      : kind === 'account'
        ? problem('waba_id_as_phone_number_id', { suggestion })
        : kind === 'app'
          ? problem('app_id_as_phone_number_id', { suggestion })
          : kind !== null
            ? problem('other_id_as_phone_number_id', { suggestion })
            : isUnknown(number)
              ? problem('unknown_phone_number_id', { suggestion })
              : problemOf(number);
  return { facts: null, problems: [found] };
}

/** The id of the number, when a phone number was pasted instead of an id. */
function meantBy(text: string, numbers: readonly AccountNumber[]): string | null {
  const digits = text.replace(/\D/g, '');
  return numbers.find((one) => one.displayPhoneNumber.replace(/\D/g, '') === digits)?.id ?? null;
}

function suggest(problems: SetupProblem[], text: string, numbers: readonly AccountNumber[]): void {
  const at = problems.findIndex(({ code }) => code === 'display_number_as_id');
  const found = problems[at];
  if (found) problems[at] = { ...found, suggestion: meantBy(text, numbers) };
}

/** Several calls fail because of one missing permission; it is reported once. */
function unique(problems: readonly SetupProblem[]): SetupProblem[] {
  return problems.filter((one, index) => problems.findIndex(({ code }) => code === one.code) === index);
}
