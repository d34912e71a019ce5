/**
 * The answers for an API token that can write but not read: the ids of the rows that it changed, without their content.
 * Without a receipt, a route answers such a token with `{}`.
 */
import * as v from 'valibot';
import { whole } from '../values.ts';
import type { Receipt } from './route.ts';

const conversation = v.object({ id: whole, seq: whole });
const number = v.object({ id: v.string() });
const problem = v.object({ code: v.string(), isBlocking: v.boolean() });

export const receipts = {
  nothing: v.object({}),
  conversation,
  conversations: v.object({
    conversations: v.array(conversation),
    refused: v.array(v.object({ id: whole, code: v.string() })),
    missing: v.array(whole),
  }),
  message: v.object({ id: whole, conversationId: whole, seq: whole }),
  note: v.object({ id: whole, conversationId: whole }),
  upload: v.object({ id: v.string() }),
  number,
  /** What a program needs to know of a number to call the other routes. */
  numbers: v.array(
    v.object({ id: v.string(), phoneNumberId: v.string(), displayPhoneNumber: v.string(), name: v.string() }),
  ),
  check: v.object({ problems: v.array(problem) }),
  step: v.object({ problem: v.nullable(problem) }),
  verification: v.object({ problem: v.nullable(problem) }),
  life: v.object({ number, problem: v.nullable(problem) }),
  knowledge: v.object({ id: whole, version: whole }),
  shortLink: v.object({ code: v.string(), url: v.string() }),
} satisfies Record<string, Receipt>;
