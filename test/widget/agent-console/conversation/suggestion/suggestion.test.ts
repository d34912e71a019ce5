/** What the assistant suggests in a conversation, and what an answer of it was taken from. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isCurrent } from '../../../../../widget/agent-console/conversation/suggestion/current-suggestion.ts';
import { SuggestionCard } from '../../../../../widget/agent-console/conversation/suggestion/suggestion-card.ts';
import { AnswerView } from '../../../../../widget/agent-console/thread/delivery/answer-details.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { Suggestion } from '../../../../../worker/api/automation/assistant.ts';
import type { SuggestionFrame } from '../../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../../worker/api/conversations/messages.ts';

const suggestion: Suggestion = {
  ...{ turn: 1, conversationId: 4, lastMessageId: 10, reason: 'Asks about delivery.', at: 1 },
  ...{ action: 'reply', text: 'Three days.', sources: [{ entry: 1, title: 'Delivery', url: null }] },
};
const message = (change: Partial<Message>): Message =>
  Object.assign(Object.create(null), { id: 11, conversationId: 4, direction: 'out', author: null }, change);

type Call = [route: string, body: unknown];
let calls: Call[];
let answers: (route: string) => unknown;

beforeEach(() => {
  calls = [];
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit) => {
    const route = `${method} ${new URL(url).pathname.replace('/api/inboxes/1', '')}`;
    if (method !== 'GET') calls.push([route, body ? JSON.parse(String(body)) : null]);
    return Response.json(answers(route));
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const api = () => new ApiClient('https://inbox.example', async () => 'token');

describe('a suggestion', () => {
  const frame = (made: Suggestion): SuggestionFrame => ({ type: 'suggestion', suggestion: made });

  it('is over once somebody has written, and not with an automatic text that answers nothing', () => {
    const welcome = { type: 'automation', source: 'welcome', name: null, answers: false } as const;
    expect(isCurrent(suggestion, [message({ id: 10, direction: 'in' })])).toBe(true);
    expect(isCurrent(suggestion, [message({ author: welcome })])).toBe(true);
    expect(isCurrent(suggestion, [message({ author: { ...welcome, answers: true } })])).toBe(false);
    expect(isCurrent(suggestion, [message({ author: { type: 'phone-app' } })])).toBe(false);
    expect(isCurrent(suggestion, [message({ direction: 'in' })])).toBe(false);
  });

  async function show(change: Partial<SuggestionCard>): Promise<SuggestionCard> {
    const card = Object.assign(new SuggestionCard(), {
      api: api(),
      inbox: '1',
      conversationId: 4,
      ...change,
    });
    document.body.replaceChildren(card);
    await vi.waitFor(() => expect(card.renderRoot.querySelector('article')).not.toBeNull(), {
      timeout: 15_000,
    });
    return card;
  }

  it('is taken over with its text, once', async () => {
    answers = () => ({ suggestion });
    const card = await show({});
    const used: string[] = [];
    card.addEventListener('suggestion-use', ({ text }) => used.push(text));
    expect(card.renderRoot.querySelector('article')?.textContent).toMatch(/Three days\.\s+From\s+Delivery/);
    expect(card.use()).toBe(true);
    await card.updateComplete;
    expect(card.use()).toBe(false);
    expect(used).toEqual(['Three days.']);
    expect(card.renderRoot.querySelector('article')).toBeNull();
  });

  it('comes over the live socket, for its conversation alone, and cannot be used where it has no text', async () => {
    answers = () => ({ suggestion: null });
    const left = { ...suggestion, turn: 2, text: null };
    const card = await show({ arrived: frame(left) });
    expect(card.renderRoot.querySelector('strong')?.textContent).toBe('The assistant leaves this to you');
    expect(card.use()).toBe(false);
    card.arrived = frame({ ...suggestion, turn: 3, conversationId: 5, text: 'Of another one.' });
    await card.updateComplete;
    expect(card.renderRoot.textContent).not.toContain('Of another one.');
  });

  it('is not gone because another number’s with the same id was dismissed', async () => {
    answers = () => ({ suggestion: { ...suggestion, turn: 5 } });
    const dismissed = await show({});
    dismissed.renderRoot.querySelector<HTMLElement>('[aria-label=Dismiss]')?.click();
    expect((await show({ inbox: '2' })).use()).toBe(true);
  });

  it('is gone once somebody else in the team has used or dismissed it, and one that comes later is not', async () => {
    answers = () => ({ suggestion: { ...suggestion, turn: 6 } });
    const card = await show({});
    card.arrived = { type: 'suggestion', dropped: { conversationId: 4, turn: 6 } };
    await card.updateComplete;
    expect(card.renderRoot.querySelector('article')).toBeNull();
    expect(card.use()).toBe(false);
    expect(calls).toEqual([]);
    card.arrived = frame({ ...suggestion, turn: 7, text: 'Tomorrow.' });
    await card.updateComplete;
    expect(card.renderRoot.textContent).toContain('Tomorrow.');
  });

  it('is gone when it is dismissed', async () => {
    answers = () => ({ suggestion: { ...suggestion, turn: 4 } });
    const card = await show({});
    card.renderRoot.querySelector<HTMLElement>('[aria-label=Dismiss]')?.click();
    await card.updateComplete;
    expect(card.renderRoot.querySelector('article')).toBeNull();
  });
});

describe('an answer', () => {
  it('says what it was taken from, and is rated', async () => {
    const turn = {
      ...{ id: 7, messages: [11] },
      details: {
        sources: suggestion.sources,
        model: 'small',
        ms: 1_500,
        inputTokens: 900,
        outputTokens: 100,
      },
    };
    answers = (route) => (route.startsWith('GET') ? { rows: [turn], next: null } : { isGood: true });
    const view = Object.assign(new AnswerView(), {
      desk: { api: api(), inbox: '1', isAdmin: false },
      message: message({}),
    });
    document.body.replaceChildren(view);
    await vi.waitFor(() => expect(view.renderRoot.querySelector('.rate')).not.toBeNull(), {
      timeout: 15_000,
    });
    expect(view.renderRoot.textContent).toMatch(/From\s+Delivery\s+small · 1,000 tokens · 1\.5 s/);
    expect(view.renderRoot.textContent).not.toContain('Improve answer');
    const good = () => view.renderRoot.querySelector<HTMLElement>('[aria-label="Good answer"]');
    good()?.click();
    await vi.waitFor(() => expect(good()?.ariaPressed ?? good()?.getAttribute('aria-pressed')).toBe('true'));
    good()?.click();
    await vi.waitFor(() =>
      expect(calls).toEqual([
        ['PUT /automation/turns/7/rating', { isGood: true }],
        ['PUT /automation/turns/7/rating', { isGood: null }],
      ]),
    );
  });
});
