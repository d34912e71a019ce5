/** Rows of an inbox for the tests of the console's elements. */
import type { InboxConversation } from '../../../widget/client/state/inbox-state.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';

export const now = Date.UTC(2026, 10, 24, 12);

export function message(id: number, change: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 1,
    seq: id,
    direction: 'in',
    wamid: `wamid.${id}`,
    key: null,
    reference: null,
    sentAt: now - 60_000 + id * 1_000,
    content: { type: 'text', text: { body: `Message ${id}` } },
    earlier: [],
    revokedAt: null,
    target: null,
    isUncertain: false,
    media: null,
    forwarded: null,
    referral: null,
    product: null,
    quoted: null,
    follows: [],
    reactions: [],
    status: null,
    arrived: null,
    error: null,
    retryAt: null,
    author: null,
    ...change,
  };
}

export function conversation(id: number, change: Partial<InboxConversation> = {}): InboxConversation {
  return {
    id,
    inbox: '1',
    seq: id,
    contact: {
      id,
      name: `Customer ${id}`,
      profileName: null,
      username: null,
      phone: '15550100001',
      userId: null,
    },
    window: { expiresAt: now + 3_600_000 },
    state: 'open',
    snoozedUntil: null,
    assignee: null,
    team: null,
    labels: [],
    mode: 'automatic',
    modeUntil: null,
    handledBy: null,
    waitingSince: null,
    unread: 0,
    mentioned: false,
    marketingStoppedAt: null,
    consent: null,
    identityChanged: false,
    blockedAt: null,
    source: null,
    lastMessageAt: now - id * 60_000,
    lastMessage: message(id),
    ...change,
  };
}
