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
  'POST /graph/:version/:id/media': forAgents({
    summary: 'Uploads a file to send, in Meta’s format',
    scope: 'conversations:write',
    isRaw: true,
    ...answer,
  }),
  'GET /graph/:version/:id/media/:file': forAgents({
    summary: 'Downloads a file from the address that its description names',
    scope: 'conversations:read',
    ...answer,
  }),
  'GET /graph/:version/:id/message_templates': forAgents({
    summary: 'Lists the templates of an account, as Meta does',
    scope: 'conversations:read',
    ...answer,
  }),
  // A file is a matter of conversations, a number is not: the handler checks which of both scopes it takes.
  'GET /graph/:version/:id': forAgents({
    summary: 'Describes a file or a number, as Meta does',
    scope: 'conversations:read',
    orScope: 'numbers:read',
    ...answer,
  }),
  'DELETE /graph/:version/:id': forAgents({
    summary: 'Deletes a file at Meta',
    scope: 'conversations:write',
    ...answer,
  }),
} satisfies Routes;
