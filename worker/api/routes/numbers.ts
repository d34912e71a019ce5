/** Routes about a number: connecting it, its settings, health, profile at Meta, and stored data. */

import * as v from 'valibot';
import { blockedCustomer, blockedQuery } from '../conversations/contacts.ts';
import { buttonDesign, pressesQuery, pressStatistics, uploadedPicture } from '../numbers/button.ts';
import {
  checkConnection,
  connectionCheck,
  connectionState,
  connectNumber,
  deleteConfirmation,
  lifeChange,
  lifeOutcome,
  replaceConnection,
  runStep,
  stepOutcome,
  trial,
  verificationOutcome,
  verificationRequest,
} from '../numbers/connections.ts';
import {
  eraseConfirmation,
  problemReplay,
  problemReplayQuery,
  rawEvent,
  rawEventsQuery,
  replayed,
  retention,
} from '../numbers/data.ts';
import { numberHealth } from '../numbers/health.ts';
import { numberHours } from '../numbers/hours.ts';
import {
  inboxSettings,
  inboxSummary,
  numberPolicy,
  templateList,
  templatesQuery,
} from '../numbers/numbers.ts';
import { numberPlaces } from '../numbers/places.ts';
import {
  businessProfile,
  businessProfileChange,
  conversationStarters,
  displayName,
  displayNameRequest,
  identityCheck,
  identityCheckChange,
  shortLink,
  shortLinkRequest,
  shortLinksQuery,
  startersAtMeta,
} from '../numbers/profile.ts';
import { pageOf } from '../values.ts';
import { receipts } from './receipts.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

export const numbers = {
  'GET /api/inboxes': forAgents({
    summary: 'Lists the numbers you can see',
    scope: 'numbers:read',
    receipt: receipts.numbers,
    isForEveryToken: true,
    answer: v.array(inboxSummary),
  }),
  'POST /api/inboxes': forAdmins({
    summary: 'Connects a number',
    scope: 'numbers:write',
    receipt: receipts.number,
    body: connectNumber,
    status: 201,
    answer: inboxSummary,
  }),
  'DELETE /api/inboxes/:inbox': forAdmins({
    summary: 'Deletes a number and everything stored about it',
    query: deleteConfirmation,
  }),
  'POST /api/connections/check': forAdmins({
    summary: 'Checks credentials with Meta',
    scope: 'numbers:write',
    receipt: receipts.check,
    body: checkConnection,
    answer: connectionCheck,
  }),
  'GET /api/inboxes/:inbox/connection': forAdmins({
    summary: 'Returns how a number is set up at Meta',
    scope: 'numbers:read',
    answer: connectionState,
  }),
  'PUT /api/inboxes/:inbox/connection': forAdmins({
    summary: 'Replaces credentials, or the number of an inbox',
    scope: 'numbers:write',
    receipt: receipts.number,
    body: replaceConnection,
    answer: inboxSummary,
  }),
  'POST /api/inboxes/:inbox/steps': forAdmins({
    summary: 'Runs one step of the setup at Meta',
    scope: 'numbers:write',
    receipt: receipts.step,
    body: runStep,
    answer: stepOutcome,
  }),
  'POST /api/inboxes/:inbox/verification': forAdmins({
    summary: 'Has Meta send a code to a number, by SMS or voice call',
    scope: 'numbers:write',
    receipt: receipts.verification,
    body: verificationRequest,
    answer: verificationOutcome,
  }),
  'PUT /api/inboxes/:inbox/life': forAdmins({
    summary: 'Switches a number on or off, or disconnects it',
    scope: 'numbers:write',
    receipt: receipts.life,
    body: lifeChange,
    answer: lifeOutcome,
  }),
  'GET /api/inboxes/:inbox/trial': forAdmins({
    summary: 'Returns the messages of the setup test',
    scope: 'conversations:read',
    answer: trial,
  }),
  'GET /api/inboxes/:inbox/templates': forAgents({
    summary: 'Lists the number’s templates',
    scope: 'conversations:read',
    query: templatesQuery,
    answer: templateList,
  }),
  'PUT /api/inboxes/:inbox/settings': forAdmins({
    summary: 'Changes the settings of a number',
    scope: 'numbers:write',
    receipt: receipts.number,
    body: inboxSettings,
    answer: inboxSummary,
  }),
  'GET /api/inboxes/:inbox/policy': forAgents({
    summary: 'Returns what a number does automatically',
    scope: 'numbers:read',
    answer: numberPolicy,
  }),
  'PUT /api/inboxes/:inbox/policy': forAdmins({
    summary: 'Changes what a number does automatically',
    scope: 'numbers:write',
    body: numberPolicy,
    answer: numberPolicy,
  }),

  'GET /api/inboxes/:inbox/button/settings': forAdmins({
    summary: 'Returns the settings of the button as they are stored',
    scope: 'numbers:read',
    answer: buttonDesign,
  }),
  'PUT /api/inboxes/:inbox/button/settings': forAdmins({
    summary: 'Changes the settings of the button',
    scope: 'numbers:write',
    body: buttonDesign,
    answer: buttonDesign,
  }),
  'PUT /api/inboxes/:inbox/button/pictures': forAdmins({
    summary: 'Uploads a picture for the button’s card',
    scope: 'numbers:write',
    isRaw: true,
    answer: uploadedPicture,
  }),
  'GET /api/inboxes/:inbox/hours': forAgents({
    summary: 'Returns the business hours of a number',
    scope: 'numbers:read',
    answer: numberHours,
  }),
  'PUT /api/inboxes/:inbox/hours': forAdmins({
    summary: 'Changes the business hours of a number',
    scope: 'numbers:write',
    body: numberHours,
    answer: numberHours,
  }),
  'GET /api/inboxes/:inbox/places': forAgents({
    summary: 'Returns the saved places of a number',
    scope: 'numbers:read',
    answer: numberPlaces,
  }),
  'PUT /api/inboxes/:inbox/places': forAdmins({
    summary: 'Changes the saved places of a number',
    scope: 'numbers:write',
    body: numberPlaces,
    answer: numberPlaces,
  }),
  'GET /api/inboxes/:inbox/presses': forAgents({
    summary: 'Returns statistics of clicks on the button',
    scope: 'conversations:read',
    query: pressesQuery,
    answer: pressStatistics,
  }),

  'GET /api/inboxes/:inbox/profile': forAdmins({
    summary: 'Returns the business profile',
    scope: 'numbers:read',
    answer: businessProfile,
  }),
  'PUT /api/inboxes/:inbox/profile': forAdmins({
    summary: 'Changes the business profile',
    scope: 'numbers:write',
    body: businessProfileChange,
    answer: businessProfile,
  }),
  'GET /api/inboxes/:inbox/profile/photo': forAdmins({
    summary: 'Returns the profile photo',
    scope: 'numbers:read',
    answer: response,
    contentType: 'image/*',
  }),
  'PUT /api/inboxes/:inbox/profile/photo': forAdmins({
    summary: 'Uploads a profile photo',
    scope: 'numbers:write',
    isRaw: true,
    answer: businessProfile,
  }),
  'GET /api/inboxes/:inbox/display-name': forAdmins({
    summary: 'Returns the display name, and the state of its review',
    scope: 'numbers:read',
    answer: displayName,
  }),
  'PUT /api/inboxes/:inbox/display-name': forAdmins({
    summary: 'Requests another display name',
    scope: 'numbers:write',
    body: displayNameRequest,
    answer: displayName,
  }),
  'GET /api/inboxes/:inbox/starters': forAdmins({
    summary: 'Returns ice breakers and commands',
    scope: 'numbers:read',
    answer: startersAtMeta,
  }),
  'PUT /api/inboxes/:inbox/starters': forAdmins({
    summary: 'Changes ice breakers and commands',
    scope: 'numbers:write',
    body: conversationStarters,
    answer: startersAtMeta,
  }),
  'GET /api/inboxes/:inbox/identity-check': forAdmins({
    summary: 'Returns Meta’s switch of the identity check',
    scope: 'numbers:read',
    answer: identityCheck,
  }),
  'PUT /api/inboxes/:inbox/identity-check': forAdmins({
    summary: 'Switches the identity check at Meta on or off',
    scope: 'numbers:write',
    body: identityCheckChange,
    answer: identityCheck,
  }),
  'GET /api/inboxes/:inbox/short-links': forAdmins({
    summary: 'Lists short links',
    scope: 'numbers:read',
    query: shortLinksQuery,
    pagedBy: 'after',
    answer: pageOf(shortLink),
  }),
  'POST /api/inboxes/:inbox/short-links': forAdmins({
    summary: 'Creates a short link',
    scope: 'numbers:write',
    receipt: receipts.shortLink,
    body: shortLinkRequest,
    status: 201,
    answer: shortLink,
  }),
  'PUT /api/inboxes/:inbox/short-links/:id': forAdmins({
    summary: 'Changes the message of a short link',
    scope: 'numbers:write',
    receipt: receipts.shortLink,
    body: shortLinkRequest,
    answer: shortLink,
  }),
  'DELETE /api/inboxes/:inbox/short-links/:id': forAdmins({
    summary: 'Deletes a short link',
    scope: 'numbers:write',
  }),
  'GET /api/inboxes/:inbox/blocked': forAgents({
    summary: 'Lists blocked contacts',
    scope: 'conversations:read',
    query: blockedQuery,
    pagedBy: 'after',
    answer: pageOf(blockedCustomer),
  }),
  // By phone number, because a contact without a conversation can be blocked as well.
  'DELETE /api/inboxes/:inbox/blocked/:phone': forAgents({
    summary: 'Unblocks a phone number',
    scope: 'conversations:write',
  }),

  'GET /api/inboxes/:inbox/health': forAdmins({
    summary: 'Returns the health of a number',
    scope: 'numbers:read',
    answer: numberHealth,
  }),
  'POST /api/inboxes/:inbox/health/test': forAdmins({
    summary: 'Asks Meta, sends a test webhook, and returns the health',
    scope: 'numbers:write',
    answer: numberHealth,
  }),

  'GET /api/inboxes/:inbox/retention': forAgents({
    summary: 'Returns how long data is stored',
    scope: 'numbers:read',
    answer: retention,
  }),
  'PUT /api/inboxes/:inbox/retention': forAdmins({
    summary: 'Changes how long data is stored',
    scope: 'numbers:write',
    body: retention,
    answer: retention,
  }),
  // Export and erasure of everything are for people, not for a program whose token was lost.
  'GET /api/inboxes/:inbox/export': forAdmins({
    summary: 'Exports everything stored about a number, as lines of JSON',
    answer: response,
    contentType: 'application/x-ndjson',
  }),
  'DELETE /api/inboxes/:inbox/conversations': forAdmins({
    summary: 'Erases all conversations of a number',
    body: eraseConfirmation,
  }),
  'GET /api/inboxes/:inbox/raw-events': forAdmins({
    summary: 'Lists events as Meta sent them, newest first',
    query: rawEventsQuery,
    pagedBy: 'before',
    answer: pageOf(rawEvent),
  }),
  'POST /api/inboxes/:inbox/raw-events/:id/replay': forAdmins({
    summary: 'Reads and stores an event again',
    answer: replayed,
  }),
  'POST /api/inboxes/:inbox/problems/replay': forAdmins({
    summary: 'Reads and stores up to a hundred events again that could not be stored',
    query: problemReplayQuery,
    answer: problemReplay,
  }),
} satisfies Routes;
