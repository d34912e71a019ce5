/** The knowledge of the assistant, and what it would say. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KnowledgeDialog } from '../../../../../widget/agent-console/settings/assistant/knowledge/knowledge-dialog.ts';
import { KnowledgeList } from '../../../../../widget/agent-console/settings/assistant/knowledge/knowledge-list.ts';
import { AssistantTrial } from '../../../../../widget/agent-console/settings/assistant/trial/assistant-trial.ts';
import type { ToastContent } from '../../../../../widget/agent-console/ui/feedback/toast-show.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { KnowledgeSearch, TrialAnswer } from '../../../../../worker/api/automation/assistant.ts';
import type { KnowledgeDetails } from '../../../../../worker/api/automation/knowledge.ts';

const entry: KnowledgeDetails = {
  ...{ id: 7, kind: 'question', title: 'Delivery?', text: 'Three days.', language: 'en', validUntil: null },
  ...{ url: null, filename: null, version: 2, tokens: 9, updatedAt: 2 },
  updatedBy: { id: 'ana', name: 'Ana' },
  lastUsedAt: null,
  before: [
    {
      version: 1,
      title: 'Delivery?',
      text: 'Five days.',
      updatedAt: 1,
      updatedBy: { id: 'ana', name: 'Ana' },
    },
  ],
};
type Call = [route: string, body: unknown];
let calls: Call[];
let answers: (route: string, body: unknown) => unknown;

beforeEach(() => {
  calls = [];
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit) => {
    const route = `${method} ${new URL(url).pathname.replace('/api/inboxes/1/automation', '')}`;
    const sent = body ? JSON.parse(String(body)) : null;
    if (method !== 'GET') calls.push([route, sent]);
    const answer = answers(route, sent);
    return answer === null ? new Response(null, { status: 204 }) : Response.json(answer);
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const number = () => Object.assign(Object.create(null), { id: '1', name: 'Shop' });
const api = () => new ApiClient('https://inbox.example', async () => 'token');

async function shows(root: () => ParentNode, selector: string): Promise<HTMLElement> {
  return vi.waitFor(
    () => {
      const found = root().querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`There is no ${selector}`);
      return found;
    },
    { timeout: 15_000 },
  );
}

async function enter(root: () => ParentNode, selector: string, text: string): Promise<void> {
  const field = await shows(root, selector);
  Object.assign(field, { value: text });
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const submit = (root: ParentNode) =>
  root.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));

describe('an entry', () => {
  async function open(change: Partial<KnowledgeDialog>): Promise<() => ParentNode> {
    const dialog = Object.assign(new KnowledgeDialog(), { api: api(), inbox: '1', ...change });
    document.body.replaceChildren(dialog);
    await shows(() => dialog.renderRoot, 'form');
    return () => dialog.renderRoot;
  }

  it('is added with the end of its last day', async () => {
    answers = () => entry;
    const root = await open({ kind: 'question' });
    await enter(root, '[name=title]', 'Open?');
    await enter(root, '[name=text]', ' Until six. ');
    await enter(root, '[name=day]', '2026-12-24');
    submit(root());
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const validUntil = new Date(2026, 11, 25).getTime();
    expect(calls).toEqual([
      [
        'POST /knowledge',
        { kind: 'question', title: 'Open?', text: 'Until six.', language: null, validUntil },
      ],
    ]);
  });

  it('gets back the text of an earlier version, as a change of the one that was read', async () => {
    answers = () => entry;
    const root = await open({ kind: 'question', entryId: 7 });
    (await shows(root, '.version button')).click();
    await vi.waitFor(() =>
      expect(root().querySelector<HTMLTextAreaElement>('[name=text]')?.value).toBe('Five days.'),
    );
    submit(root());
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    expect(calls).toEqual([
      [
        'PUT /knowledge/7',
        { title: 'Delivery?', text: 'Five days.', language: 'en', validUntil: null, version: 2 },
      ],
    ]);
  });

  it('shows what was read of a page, to be edited', async () => {
    answers = () => ({ ...entry, kind: 'page', url: 'https://example.com/', title: 'Shop', before: [] });
    const root = await open({ kind: 'page' });
    await enter(root, '[name=url]', 'https://example.com');
    submit(root());
    await vi.waitFor(() =>
      expect(root().querySelector<HTMLInputElement>('[name=title]')?.value).toBe('Shop'),
    );
    expect(calls).toEqual([['POST /knowledge/page', { url: 'https://example.com' }]]);
  });
});

describe('the list', () => {
  it('finds entries whatever the case and the accents, and adds a deleted one again', async () => {
    const listed = [entry, { ...entry, id: 8, kind: 'text', title: 'Café', text: 'Bowls' }];
    answers = (route) => {
      if (route === 'GET /knowledge') return listed;
      if (route === 'GET /assistant') return { knowledge: { entries: 2, tokens: 18, isWhole: true } };
      return route.startsWith('DELETE') ? null : entry;
    };
    const list = Object.assign(new KnowledgeList(), { api: api(), number: number() });
    const toasts: ToastContent[] = [];
    list.addEventListener('toast-show', ({ content }) => toasts.push(content));
    document.body.replaceChildren(list);
    await enter(() => list.renderRoot, '[type=search]', 'CAFE bowl');
    await list.updateComplete;
    expect([...list.renderRoot.querySelectorAll('li strong')].map((one) => one.textContent)).toEqual([
      'Café',
    ]);
    await enter(() => list.renderRoot, '[type=search]', 'delivery');
    (await shows(() => list.renderRoot, '[aria-label="Delete Delivery?"]')).click();
    await vi.waitFor(() => expect(toasts).toHaveLength(1));
    toasts[0]?.undo?.();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(calls).toEqual([
      ['DELETE /knowledge/7', null],
      [
        'POST /knowledge',
        { kind: 'question', title: 'Delivery?', text: 'Three days.', language: 'en', validUntil: null },
      ],
    ]);
  });
});

describe('a knowledge that is searched', () => {
  async function searchOf(search: Partial<KnowledgeSearch>): Promise<HTMLElement> {
    answers = (route) =>
      route === 'GET /knowledge'
        ? [entry]
        : {
            knowledge: {
              ...{ entries: 10, tokens: 9_000, isWhole: false },
              search: { model: 'embed', store: 'database', indexed: 10, skipped: 0, fault: null, ...search },
            },
          };
    const list = Object.assign(new KnowledgeList(), { api: api(), number: number() });
    document.body.replaceChildren(list);
    return shows(() => list.renderRoot, '.search');
  }
  const textOf = (element: HTMLElement) => element.textContent?.replace(/\s+/g, ' ').trim();

  it('says by which model, and where its vectors are', async () => {
    const all = await searchOf({});
    expect(textOf(all)).toBe(
      'Searched by words and by meaning 10 entries indexed · embed · in the database of the number',
    );
    expect(all.querySelector('progress')).toBeNull();
    expect(textOf(await searchOf({ store: 'vectorize' }))).toContain('Vectorize');
  });

  it('says how much is indexed, what is too much, and why it does not go on', async () => {
    const some = await searchOf({ indexed: 3, skipped: 2, fault: 'model_busy' });
    expect(textOf(some)).toContain('3 of 8 entries indexed');
    expect(textOf(some)).toContain('2 entries are too much for the index. They are found by their words.');
    expect(textOf(some)).toContain('The provider is busy.');
    expect(some.querySelector('progress')?.getAttribute('max')).toBe('8');
  });

  it('says what helps if only its words are searched', async () => {
    expect(textOf(await searchOf({ model: null, store: null, indexed: 0 }))).toMatch(
      /^Searched by words A question in other words .* embedding model/,
    );
  });
});

describe('the dry run', () => {
  const answer: TrialAnswer = {
    ...{ conversationId: 3, question: 'How long?', answered: 'A week.', action: 'reply' },
    ...{ text: 'Three days.', because: null, reason: '', sources: [], tokens: 900, ms: 800 },
  };

  it('asks about a few conversations at a time until there are no more, and sums up', async () => {
    let asked = 0;
    answers = () => {
      asked += 1;
      return asked === 1
        ? { rows: Array.from({ length: 5 }, () => answer), next: '1.1' }
        : {
            rows: [{ ...answer, action: 'handoff', text: null, because: 'unknown_price' }],
            next: null,
          };
    };
    const trial = Object.assign(new AssistantTrial(), { api: api(), number: number() });
    document.body.replaceChildren(trial);
    (await shows(() => trial.renderRoot, '.start .button')).click();
    await vi.waitFor(() => expect(trial.renderRoot.querySelectorAll('.trial')).toHaveLength(6));
    expect(calls.map(([, body]) => body)).toEqual([
      { type: 'conversations', count: 5 },
      { type: 'conversations', count: 5, before: '1.1' },
    ]);
    expect(trial.renderRoot.querySelector('.summary')?.textContent).toBe(
      '5 answered · 1 left to the team · 5,400 tokens',
    );
    expect(trial.renderRoot.textContent).toContain(
      'The answer named an amount that is not in the knowledge.',
    );
  });

  it('answers a question, from which a better answer is written', async () => {
    answers = () => ({ rows: [{ ...answer, conversationId: null, answered: null }], next: null });
    const trial = Object.assign(new AssistantTrial(), { api: api(), number: number() });
    document.body.replaceChildren(trial);
    await enter(() => trial.renderRoot, '[name=question]', 'How long?');
    submit(trial.renderRoot);
    (await shows(() => trial.renderRoot, '.trial footer button')).click();
    const dialog = await shows(() => trial.renderRoot, 'agent-console-knowledge-dialog');
    expect(dialog).toMatchObject({ draft: { title: 'How long?', text: 'Three days.' }, inbox: '1' });
  });
});
