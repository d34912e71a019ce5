/**
 * Routes of Meta's Graph API, for Cloud API clients that use `https://YOUR-WORKER/graph` as their base URL. `:id` is Meta's
 * id: of a number, a file or an account. Answers and errors have Meta's form, so handlers make their own.
 */
import { forAgents, type Routes, response } from './route.ts';

const answer = { answer: response, contentType: 'application/json' } as const;

export const graph = {
  'POST /graph/:version/:id/messages': forAgents({
    summary: 'Sends a message, or marks one as read, in Meta’s format',
    scope: 'conversations:write',
    isRaw: true,
    ...answer,
  }),
} satisfies Routes;
