/** The routes that need no session. */
import * as v from 'valibot';
import { turnAnswer } from '../automation/bot-hook.ts';
import { turn } from '../automation/turns.ts';
import { pictureQuery } from '../catalog/catalog.ts';
import { downloadQuery } from '../conversations/messages.ts';
import { press } from '../numbers/button.ts';
import {
  originAnswer,
  originQuestion,
  passkeyRequestOptions,
  session,
  signIn,
  signInWays,
} from '../people/sessions.ts';
import { join, joinOptions, joinQuestion } from '../people/team.ts';
import { forAnyone, type Routes, response } from './route.ts';

export const open = {
  // Meta calls these.
  'GET /webhook': forAnyone({
    summary: 'Verifies the webhook for Meta',
    answer: response,
    contentType: 'text/plain',
  }),
  'POST /webhook': forAnyone({
    summary: 'Stores the events that Meta sends',
    isRaw: true,
    answer: response,
    contentType: 'text/plain',
  }),
  'GET /health': forAnyone({
    summary: 'Says that the Worker is running',
    answer: v.object({ ok: v.literal(true) }),
  }),
  // The only page that loads Meta's script, and only when it is clicked.
  'GET /signup/': forAnyone({
    summary: 'The page of Embedded Signup',
    answer: response,
    contentType: 'text/html',
  }),

  'POST /api/sessions': forAnyone({
    summary: 'Signs in',
    isCounted: true,
    body: signIn,
    status: 201,
    answer: session,
  }),
  'GET /api/sessions/ways': forAnyone({
    summary: 'Says which ways to sign in there are',
    isCounted: true,
    answer: signInWays,
  }),
  'POST /api/sessions/options': forAnyone({
    summary: 'Returns options to sign in with a passkey',
    isCounted: true,
    answer: passkeyRequestOptions,
  }),
  'POST /api/sessions/origin': forAnyone({
    summary: 'Says whether an origin can show the inbox',
    isCounted: true,
    body: originQuestion,
    answer: originAnswer,
  }),
  // An invitation's token works once.
  'POST /api/invitations/options': forAnyone({
    summary: 'Returns options to accept an invitation with a new passkey',
    isCounted: true,
    body: joinQuestion,
    answer: joinOptions,
  }),
  'POST /api/invitations/join': forAnyone({
    summary: 'Accepts an invitation with a new passkey, and signs in',
    isCounted: true,
    body: join,
    status: 201,
    answer: session,
  }),

  // Sent by the button from any page.
  'POST /api/presses': forAnyone({
    summary: 'Records a click on the button',
    isCounted: true,
    maxBodyBytes: 8 * 1024,
    body: press,
  }),
  'GET /api/inboxes/:inbox/button': forAnyone({
    summary: 'Returns the settings of a number’s button',
    answer: response,
    contentType: 'application/json',
  }),
  'GET /api/inboxes/:inbox/button/pictures/:picture': forAnyone({
    summary: 'Returns a picture of the button’s card',
    answer: response,
    contentType: 'image/*',
  }),

  // The token of the turn is in the header `Authorization`. The Inbox checks it.
  'POST /api/inboxes/:inbox/automation/turns/:turn': forAnyone({
    summary: 'Answers a turn, with the token of its event turn.started',
    maxBodyBytes: 64 * 1024,
    body: turnAnswer,
    answer: turn,
  }),

  // An `<img>` cannot send a header, so the ticket is in the query.
  'GET /api/inboxes/:inbox/messages/:id/media': forAnyone({
    summary: 'Returns the file of a message',
    query: downloadQuery,
    answer: response,
    contentType: '*/*',
  }),
  'GET /api/inboxes/:inbox/catalog/products/:id/picture': forAnyone({
    summary: 'Returns the picture of a product',
    query: pictureQuery,
    answer: response,
    contentType: 'image/*',
  }),
  // A WebSocket cannot send a header either. The Inbox checks the ticket.
  'GET /api/inboxes/:inbox/live': forAnyone({
    summary: 'Opens the live socket, as a WebSocket',
    query: v.object({
      ticket: v.optional(v.string()),
      after: v.optional(v.string()),
      /** The agent of this console is idle. */
      idle: v.optional(v.literal('true')),
    }),
    answer: response,
    contentType: 'application/json',
  }),
} satisfies Routes;
