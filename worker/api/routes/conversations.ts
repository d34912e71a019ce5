/** Routes about conversations, contacts and messages. */
import * as v from 'valibot';
import {
  contactChange,
  contactDetails,
  contactPage,
  contactsQuery,
  eraseContact,
  exportQuery,
  mergeContacts,
  messageSearch,
  messageSearchQuery,
} from '../conversations/contacts.ts';
import {
  conversation,
  conversationPage,
  conversationsQuery,
  markRead,
  recordConsent,
  startConversation,
} from '../conversations/conversations.ts';
import { episode } from '../conversations/episodes.ts';
import { liveTicket, presentAgent } from '../conversations/live.ts';
import {
  mediaTicket,
  mediaUpload,
  message,
  messageHistory,
  messagesQuery,
  partQuery,
  sendMessage,
  sendMessageTo,
  uploadQuery,
} from '../conversations/messages.ts';
import {
  assign,
  bulk,
  bulkResult,
  changeLabels,
  changeMode,
  changeState,
  counts,
  entry,
  handOver,
  messagePage,
  newNote,
} from '../conversations/teamwork.ts';
import { countRequest, viewCounts } from '../conversations/views.ts';
import { pageOf } from '../values.ts';
import { receipts } from './receipts.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

/** The route changes one conversation. */
const changes = {
  scope: 'conversations:write',
  receipt: receipts.conversation,
  answer: conversation,
} as const;

export const conversations = {
  'GET /api/inboxes/:inbox/conversations': forAgents({
    summary: 'Lists conversations',
    scope: 'conversations:read',
    query: conversationsQuery,
    pagedBy: 'before',
    answer: conversationPage,
  }),
  'POST /api/inboxes/:inbox/conversations': forAgents({
    ...changes,
    summary: 'Returns the conversation with a phone number, and creates it if there is none',
    body: startConversation,
    status: 201,
  }),
  'GET /api/inboxes/:inbox/counts': forAgents({
    summary: 'Counts open conversations',
    scope: 'conversations:read',
    answer: counts,
  }),
  'POST /api/inboxes/:inbox/counts': forAgents({
    summary: 'Counts the conversations of filters',
    scope: 'conversations:read',
    body: countRequest,
    answer: viewCounts,
  }),
  'POST /api/inboxes/:inbox/bulk': forAgents({
    summary: 'Runs one command for many conversations',
    scope: 'conversations:write',
    receipt: receipts.conversations,
    body: bulk,
    answer: bulkResult,
  }),
  'GET /api/inboxes/:inbox/conversations/:id': forAgents({
    summary: 'Returns a conversation',
    scope: 'conversations:read',
    answer: conversation,
  }),
  'GET /api/inboxes/:inbox/conversations/:id/messages': forAgents({
    summary: 'Lists the messages of a conversation, newest first',
    scope: 'conversations:read',
    query: messagesQuery,
    pagedBy: 'before',
    answer: messagePage,
  }),
  'POST /api/inboxes/:inbox/conversations/:id/messages': forAgents({
    summary: 'Sends a message',
    scope: 'conversations:write',
    receipt: receipts.message,
    isKeyed: true,
    body: sendMessage,
    status: 201,
    answer: message,
  }),
  'POST /api/inboxes/:inbox/conversations/:id/read': forAgents({
    ...changes,
    summary: 'Marks a conversation as read up to a change',
    body: markRead,
  }),
  'POST /api/inboxes/:inbox/conversations/:id/unread': forAgents({
    ...changes,
    summary: 'Marks the customer’s last message as unread',
  }),
  'POST /api/inboxes/:inbox/conversations/:id/typing': forAgents({
    summary: 'Shows the customer that you are typing',
    scope: 'conversations:write',
    answer: receipts.nothing,
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/assignee': forAgents({
    ...changes,
    summary: 'Assigns a conversation',
    body: assign,
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/state': forAgents({
    ...changes,
    summary: 'Opens, snoozes or resolves a conversation',
    body: changeState,
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/labels': forAgents({
    ...changes,
    summary: 'Adds and removes labels',
    body: changeLabels,
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/mode': forAgents({
    ...changes,
    summary: 'Takes over from the bot, resumes it, or turns it off for a conversation',
    body: changeMode,
  }),
  'POST /api/inboxes/:inbox/conversations/:id/hand-over': forAgents({
    ...changes,
    summary: 'Hands a conversation over from a bot to the team',
    body: handOver,
  }),
  'POST /api/inboxes/:inbox/conversations/:id/notes': forAgents({
    summary: 'Adds a note for the team',
    scope: 'conversations:write',
    receipt: receipts.note,
    isKeyed: true,
    body: newNote,
    status: 201,
    answer: entry,
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/consent': forAgents({
    ...changes,
    summary: 'Records that a contact agreed to marketing messages',
    body: recordConsent,
  }),
  'DELETE /api/inboxes/:inbox/conversations/:id/consent': forAgents({
    ...changes,
    summary: 'Opts a contact out of marketing messages',
  }),
  'POST /api/inboxes/:inbox/conversations/:id/identity': forAgents({
    ...changes,
    summary: 'Accepts a contact’s changed identity',
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/block': forAgents({ ...changes, summary: 'Blocks a contact' }),
  'DELETE /api/inboxes/:inbox/conversations/:id/block': forAgents({
    ...changes,
    summary: 'Unblocks a contact',
  }),
  'GET /api/inboxes/:inbox/conversations/:id/contact': forAgents({
    summary: 'Returns details about a contact',
    scope: 'conversations:read',
    answer: contactDetails,
  }),
  'PUT /api/inboxes/:inbox/conversations/:id/contact': forAgents({
    summary: 'Changes a contact’s name, note or custom fields',
    scope: 'conversations:write',
    body: contactChange,
    answer: contactDetails,
  }),
  'GET /api/inboxes/:inbox/conversations/:id/files': forAgents({
    summary: 'Lists messages with files, newest first',
    scope: 'conversations:read',
    query: partQuery,
    pagedBy: 'before',
    answer: pageOf(message),
  }),
  'GET /api/inboxes/:inbox/conversations/:id/history': forAgents({
    summary: 'Lists notes, and when a conversation was resolved and reopened, newest first',
    scope: 'conversations:read',
    query: partQuery,
    pagedBy: 'before',
    answer: pageOf(entry),
  }),
  'GET /api/inboxes/:inbox/conversations/:id/episodes': forAgents({
    summary: 'Lists episodes: from the first message until it was resolved, newest first',
    scope: 'conversations:read',
    query: partQuery,
    pagedBy: 'before',
    answer: pageOf(episode),
  }),
  'GET /api/inboxes/:inbox/conversations/:id/export': forAgents({
    summary: 'Exports everything about a contact',
    scope: 'conversations:read',
    query: exportQuery,
    answer: response,
    contentType: 'application/json',
  }),
  // Neither can be undone, so they are for people, not for a program whose token was lost.
  'POST /api/inboxes/:inbox/conversations/:id/merge': forAgents({
    summary: 'Merges two contacts',
    body: mergeContacts,
    answer: conversation,
  }),
  'POST /api/inboxes/:inbox/conversations/:id/erase': forAdmins({
    summary: 'Erases everything about a contact',
    body: eraseContact,
  }),

  'GET /api/inboxes/:inbox/contacts': forAgents({
    summary: 'Lists contacts, or those that have changed',
    scope: 'conversations:read',
    query: contactsQuery,
    pagedBy: 'cursor',
    answer: contactPage,
  }),

  'GET /api/inboxes/:inbox/messages': forAgents({
    summary: 'Searches messages, newest first',
    scope: 'conversations:read',
    query: messageSearchQuery,
    pagedBy: 'before',
    answer: messageSearch,
  }),
  'POST /api/inboxes/:inbox/messages': forAgents({
    summary: 'Sends a message to a phone number, user id or conversation',
    scope: 'conversations:write',
    receipt: receipts.message,
    isKeyed: true,
    body: sendMessageTo,
    status: 201,
    answer: message,
  }),
  'GET /api/inboxes/:inbox/messages/:id': forAgents({
    summary: 'Returns a message and its delivery details',
    scope: 'conversations:read',
    answer: messageHistory,
  }),
  'POST /api/inboxes/:inbox/messages/:id/cancel': forAgents({
    summary: 'Cancels a scheduled message',
    scope: 'conversations:write',
    receipt: receipts.message,
    answer: message,
  }),
  'POST /api/inboxes/:inbox/messages/:id/retry': forAgents({
    summary: 'Sends a failed message again',
    scope: 'conversations:write',
    receipt: receipts.message,
    answer: message,
  }),

  'POST /api/inboxes/:inbox/media': forAgents({
    summary: 'Uploads a file to send',
    scope: 'conversations:write',
    receipt: receipts.upload,
    isRaw: true,
    query: uploadQuery,
    status: 201,
    answer: mediaUpload,
  }),
  'POST /api/inboxes/:inbox/media-tickets': forAgents({
    summary: 'Creates a media ticket',
    scope: 'conversations:read',
    status: 201,
    answer: mediaTicket,
  }),
  'POST /api/inboxes/:inbox/messages/:id/media/retry': forAgents({
    summary: 'Downloads the file of a message again',
    scope: 'conversations:write',
    receipt: receipts.message,
    answer: message,
  }),
  'POST /api/inboxes/:inbox/messages/:id/media/copy': forAgents({
    summary: 'Copies the file of a message to send it again',
    scope: 'conversations:write',
    receipt: receipts.upload,
    status: 201,
    answer: mediaUpload,
  }),
  'GET /api/inboxes/:inbox/availability': forAgents({
    summary: 'Lists the agents who have the inbox open, and whether they are available',
    scope: 'conversations:read',
    answer: v.array(presentAgent),
  }),
  'POST /api/inboxes/:inbox/tickets': forAgents({
    summary: 'Creates a ticket for the live socket',
    scope: 'conversations:read',
    status: 201,
    answer: liveTicket,
  }),
} satisfies Routes;
