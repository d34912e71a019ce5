/** What a test asks: a customer who does not exist, with a token that answers nothing. */
import type { EventEnvelope } from '../../../api/developers/events.ts';
import type { Subscriptions } from '../../../workspace/webhooks/subscriptions.ts';

interface Sample {
  inbox: string;
  subscriptions: Pick<Subscriptions, 'number' | 'origin'>;
  seq: number;
  now: number;
}

const day = 24 * 60 * 60_000;
/** A number that is never given to anybody. */
const phone = '15550100000';

export function sampleRequest({ inbox, subscriptions, seq, now }: Sample): EventEnvelope {
  const message = {
    ...{ id: 0, wamid: null, direction: 'in', sentAt: now, key: null, reference: null },
    author: { type: 'customer' },
    content: { type: 'text', text: { body: 'This is a test of the bot hook.' } },
    ...{ media: null, quoted: null, target: null, forwarded: null, referral: null, product: null },
  };
  return {
    id: `evt_test_${crypto.randomUUID()}`,
    type: 'turn.started',
    timestamp: new Date(now).toISOString(),
    version: 1,
    seq,
    previous: null,
    inbox: { id: inbox, phoneNumberId: subscriptions.number.phoneNumberId },
    data: {
      isTest: true,
      turn: {
        ...{ id: 0, token: 'turn_0_test', expiresAt: now },
        answerAt: `${subscriptions.origin ?? ''}/api/v1/inboxes/${inbox}/automation/turns/0`,
      },
      conversation: {
        ...{ id: 0, state: 'open', snoozedUntil: null, assignee: null, team: null, labels: [] },
        ...{ mode: 'automatic', modeUntil: null, window: { expiresAt: now + day }, handledBy: 'bot' },
        ...{ waitingSince: now, marketingStoppedAt: null, consent: null, identityChanged: false },
        ...{ blockedAt: null, source: null, lastMessageAt: now },
      },
      contact: {
        ...{ id: 0, name: 'Test', profileName: 'Test', username: null, phone, userId: null, fields: {} },
      },
      isOpen: null,
      messages: [message],
      history: [],
    },
  };
}
