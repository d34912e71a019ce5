/** The settings of the assistant: each change keeps the others, and a fault of the provider is said in words. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AssistantInstructions } from '../../../../../widget/agent-console/settings/assistant/assistant-instructions.ts';
import { AssistantModel } from '../../../../../widget/agent-console/settings/assistant/assistant-model.ts';
import { AssistantOverview } from '../../../../../widget/agent-console/settings/assistant/assistant-overview.ts';
import type { AssistantTab } from '../../../../../widget/agent-console/settings/assistant/assistant-tab.ts';
import { ProviderDialog } from '../../../../../widget/agent-console/settings/assistant/provider-dialog.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { AssistantEstimate, AssistantState } from '../../../../../worker/api/automation/assistant.ts';
import type { ProviderChange } from '../../../../../worker/api/automation/provider.ts';
import { usualDisclosures } from '../../../../../worker/assistant/disclosure.ts';

const used = { turns: 2, inputTokens: 5_000, outputTokens: 300, neurons: 40 };
const state: AssistantState = {
  settings: {
    ...{ mode: 'off', instructions: 'Friendly.', mayPromise: '', mustNot: '', contactLine: '' },
    ...{ disclosure: { isOn: true, texts: {} }, allowedDomains: ['lumen.example.com'], provider: 'own' },
    ...{ model: null, secondModel: null, labels: [], handOverLabel: null },
    ...{ readsPictures: false, hearsVoice: true, budget: { perDay: 10_000, perMonth: null } },
  },
  ...{ hasWorkersAi: false, problems: [], usualDisclosures, models: [] },
  knowledge: { entries: 1, tokens: 20, isWhole: true, search: null },
  usage: { today: used, month: used },
};
/** With 20,000 neurons a day, of which half is free. */
const estimate: AssistantEstimate = {
  ...{ days: 30, isSampled: false, questions: 3_000, questionsOutsideHours: null },
  ...{ inputTokens: 900, outputTokens: 100, neuronsPerAnswer: 200, rowsPerAnswer: 37 },
};
let stored: AssistantState;
let saved: unknown[];
let answer: (path: string) => Response;

beforeEach(() => {
  stored = state;
  saved = [];
  answer = () => Response.json(stored);
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    if (method === 'PUT') {
      const values = JSON.parse(String(body));
      saved.push(values);
      if ('mode' in values) stored = { ...stored, settings: values };
    }
    if (url.endsWith('/labels')) return Response.json([]);
    return url.endsWith('/estimate') ? Response.json(estimate) : answer(url);
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show<Tab extends AssistantTab>(tab: Tab, waitsFor: string): Promise<Tab> {
  tab.api = new ApiClient('https://inbox.example', async () => 'token');
  tab.number = Object.assign(Object.create(null), { id: '1', name: 'Shop' });
  document.body.replaceChildren(tab);
  await vi.waitFor(() => expect(tab.renderRoot.querySelector(waitsFor)).not.toBeNull(), { timeout: 15_000 });
  return tab;
}

function choose(root: ParentNode, selector: string): void {
  const radio = root.querySelector<HTMLInputElement>(selector);
  if (!radio) throw new Error(`There is no ${selector}`);
  radio.checked = true;
  radio.dispatchEvent(new Event('change', { bubbles: true }));
}

function enter(root: ParentNode, selector: string, text: string, event = 'input'): void {
  const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`There is no ${selector}`);
  field.value = text;
  field.dispatchEvent(new Event(event, { bubbles: true }));
}

describe('the ladder', () => {
  it('stores a step that only suggests at once, with the other settings as they are', async () => {
    const { renderRoot } = await show(new AssistantOverview(), '[value=suggest]');
    choose(renderRoot, '[value=suggest]');
    await vi.waitFor(() => expect(saved).toEqual([{ ...state.settings, mode: 'suggest' }]));
  });

  it('asks before the assistant answers customers, and takes the choice back', async () => {
    const tab = await show(new AssistantOverview(), '[value=always]');
    choose(tab.renderRoot, '[value=always]');
    const question = () => tab.renderRoot.querySelector('agent-console-confirm');
    await vi.waitFor(() => expect(question()).not.toBeNull());
    expect(question()?.question.text).toMatch(
      /In the last 30 days, that would have been 3,000 answers with 3,000,000 tokens\. .*\$3\.30/,
    );
    question()?.answer(false);
    await vi.waitFor(() =>
      expect(tab.renderRoot.querySelector<HTMLInputElement>('[value=off]')?.checked).toBe(true),
    );
    expect(saved).toEqual([]);
  });

  it('says how much of the budget is used', async () => {
    const { renderRoot } = await show(new AssistantOverview(), 'progress');
    expect(renderRoot.querySelector('.meter')?.textContent).toMatch(/2 answers\s+5,300 of 10,000 tokens/);
    expect(renderRoot.querySelector('progress')?.value).toBeCloseTo(0.53);
  });
});

describe('the instructions', () => {
  it('are stored with the domains of the addresses that were entered', async () => {
    const { renderRoot } = await show(new AssistantInstructions(), '[name=domains]');
    enter(renderRoot, '[name=domains]', 'https://www.Example.com/shop?a=1\nlumen.example.com, example.com');
    enter(renderRoot, '[name=disclosureText]', 'An AI answers.');
    renderRoot.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await vi.waitFor(() =>
      expect(saved).toEqual([
        {
          ...state.settings,
          allowedDomains: ['example.com', 'lumen.example.com'],
          disclosure: { isOn: true, texts: { en: 'An AI answers.' } },
        },
      ]),
    );
  });

  it('are not stored with something that is no domain', async () => {
    const tab = await show(new AssistantInstructions(), '[name=domains]');
    enter(tab.renderRoot, '[name=domains]', 'our shop');
    tab.renderRoot.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await vi.waitFor(() =>
      expect(tab.renderRoot.textContent).toContain('“our” is not a domain, such as example.com.'),
    );
    expect(saved).toEqual([]);
  });
});

describe('the budget', () => {
  it('is stored when the field is left, and not if it is out of range', async () => {
    const tab = await show(new AssistantModel(), '[name=perDay]');
    enter(tab.renderRoot, '[name=perDay]', '12', 'change');
    await tab.updateComplete;
    expect(tab.renderRoot.textContent).toContain('Enter a number from 1,000 to 1,000,000,000.');
    enter(tab.renderRoot, '[name=perDay]', '', 'change');
    await vi.waitFor(() =>
      expect(saved).toEqual([{ ...state.settings, budget: { perDay: null, perMonth: null } }]),
    );
  });
});

describe('the provider', () => {
  async function submit(change: Partial<ProviderDialog>): Promise<ProviderDialog> {
    const dialog = Object.assign(new ProviderDialog(), change);
    dialog.api = new ApiClient('https://inbox.example', async () => 'token');
    document.body.replaceChildren(dialog);
    await vi.waitFor(() => expect(dialog.renderRoot.querySelector('form')).not.toBeNull(), {
      timeout: 15_000,
    });
    dialog.renderRoot.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    return dialog;
  }
  const provider = {
    ...{ url: 'https://api.example.com/v1', model: 'small', embeddingModel: 'embed' },
    ...{ keyEnd: 'k3Fa', testedAt: 1 },
  };
  const kept: ProviderChange = { url: provider.url, model: 'small', embeddingModel: 'embed' };

  it('keeps its stored key, which the page does not know', async () => {
    await submit({ provider });
    await vi.waitFor(() => expect(saved).toEqual([kept]));
  });

  it('is told in words what the test found', async () => {
    answer = () =>
      Response.json(
        {
          error: {
            code: 'provider_not_working',
            message: 'It failed.',
            details: { code: 'model_key_refused', status: 401, detail: 'Incorrect API key', model: 'embed' },
          },
        },
        { status: 422 },
      );
    const dialog = await submit({ provider: { ...provider, keyEnd: null } });
    await vi.waitFor(() =>
      expect(dialog.renderRoot.querySelector('[role=alert]')?.textContent).toMatch(
        /The provider refuses the key\. Create a new one there\.\s*embed: Incorrect API key/,
      ),
    );
    expect(saved).toEqual([{ ...kept, key: null }]);
  });
});
