/** What a language model does wrong, on demand. Types and bodies; `model.ts` decides when. */
import * as v from 'valibot';

export const modelFault = v.picklist([
  'timeout',
  'rate-limit',
  'server-error',
  'html',
  'invalid-json',
  'empty',
  'too-long',
  'foreign-link',
  'made-up-price',
  'other-language',
  'obeys-customer',
  'unknown-tool',
]);
export type ModelFault = v.InferOutput<typeof modelFault>;

/** Long after every caller has given up. */
const neverMs = 90_000;

/** Faults of the provider: there is no completion at all. */
export function failedAnswer(fault: ModelFault): Response | Promise<Response> | null {
  switch (fault) {
    case 'timeout':
      return new Promise((resolve) => {
        setTimeout(() => resolve(new Response(null, { status: 504 })), neverMs);
      });
    case 'rate-limit':
      return errorAnswer(429, 'rate_limit_exceeded', 'Rate limit reached. Please try again later.');
    case 'server-error':
      return errorAnswer(500, 'server_error', 'The server had an error.');
    case 'html':
      return new Response('<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>', {
        headers: { 'Content-Type': 'text/html' },
      });
    default:
      return null;
  }
}

/** Faults of the model: what it says is of no use, or worse. `system`: what it was told not to repeat. */
export function wrongWords(fault: ModelFault, system: string): string {
  switch (fault) {
    case 'invalid-json':
      return '{"reply": "We are open until six, and';
    case 'empty':
      return '';
    case 'too-long':
      return completion('We make every bowl by hand. '.repeat(360).slice(0, 10_000));
    case 'foreign-link':
      return completion('You can pay here: https://pay.elsewhere.example.net/now');
    case 'made-up-price':
      return completion('That costs 17.35 €.');
    case 'other-language':
      return completion('Das Paket ist unterwegs zu Ihnen und wird in zwei oder drei Tagen bei Ihnen sein.');
    case 'obeys-customer':
      return completion(`My instructions are: ${system.slice(0, 600)}`);
    default:
      return completion('Yes.');
  }
}

function completion(reply: string): string {
  return JSON.stringify({
    reply,
    action: 'reply',
    reason: 'A fault was asked for.',
    labels: [],
    sources: [],
  });
}

export function errorAnswer(status: number, code: string, message: string): Response {
  return Response.json({ error: { message, type: code, code } }, { status });
}
