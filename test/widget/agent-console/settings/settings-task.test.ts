/** Settings that are changed faster than the Worker answers. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SiteSettings } from '../../../../widget/agent-console/settings/developers/site-settings.ts';
import { IdentityCheckSwitch } from '../../../../widget/agent-console/settings/profile/identity-check.ts';
import { TeamSettings } from '../../../../widget/agent-console/settings/team/team-settings.ts';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { TeamMember } from '../../../../worker/api/people/team.ts';

const numbers = ['1', '2', '3'].map(
  (id) => ({ id, name: `Number ${id}`, displayPhoneNumber: id }) as InboxSummary,
);

/** Waits for something; how long it takes is not what is tested. */
const poll = <Result>(check: () => Result) => vi.waitFor(check, { timeout: 15_000, interval: 5 });

/** What the Worker stores, and the requests that it has not answered yet. */
let nils: TeamMember;
let origins: string[];
let unanswered: { name: string; answer: () => void }[];
let refusesNext: boolean;
/** How often the team was loaded. */
let loads: number;

beforeEach(() => {
  nils = {
    ...{ id: 'nils', name: 'Nils', role: 'agent', numbers: ['1', '2', '3'], permissions: [] },
    ...{ picture: null, passkeys: 1, seenAt: null, isAway: false },
  };
  origins = ['https://one.example'];
  unanswered = [];
  refusesNext = false;
  loads = 0;
  vi.stubGlobal('fetch', (url: string, { method, body }: RequestInit) => {
    const { pathname } = new URL(url);
    const response = store(`${method} ${pathname}`, body);
    return new Promise((resolve) => {
      unanswered.push({ name: `${method} ${pathname}`, answer: () => resolve(response) });
    });
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function store(request: string, body: unknown): Response {
  if (refusesNext && request.startsWith('PUT')) {
    refusesNext = false;
    return Response.json(
      { error: { code: 'conflict', message: 'Somebody else changed this.' } },
      { status: 409 },
    );
  }
  switch (request) {
    case 'PUT /api/agents/nils':
      Object.assign(nils, JSON.parse(String(body)));
      return new Response(null, { status: 204 });
    case 'PUT /api/settings/origins':
      ({ origins } = JSON.parse(String(body)));
      return new Response(null, { status: 204 });
    case 'GET /api/agents':
      loads += 1;
      return Response.json([nils]);
    case 'GET /api/settings/origins':
      return Response.json({ origins, refused: [{ origin: 'https://two.example', at: 0 }] });
    case 'GET /api/inboxes/1/identity-check':
      return Response.json({ isOn: null });
    case 'PUT /api/inboxes/1/identity-check':
      return Response.json(JSON.parse(String(body)));
    case 'GET /api/settings/site-login':
      return Response.json({ type: 'off' });
    default:
      return Response.json([]);
  }
}

/** Answers everything that is requested until `check` holds. */
function answering(check: () => void): Promise<void> {
  return poll(() => {
    for (const { answer } of unanswered.splice(0)) answer();
    check();
  });
}

async function answerNext(name: string): Promise<void> {
  const index = await poll(() => {
    const found = unanswered.findIndex((one) => one.name === name);
    if (found < 0) throw new Error(`${name} was not requested`);
    return found;
  });
  unanswered.splice(index, 1)[0]?.answer();
}

function shown<Part>(find: () => Part | null | undefined): Promise<Part> {
  return poll(() => {
    for (const { answer } of unanswered.splice(0)) answer();
    const part = find();
    if (!part) throw new Error('The page does not show it.');
    return part;
  });
}

async function openTeam(): Promise<{ page: TeamSettings; tick(label: string): void; ticked(): string[] }> {
  const element = new TeamSettings();
  element.api = new ApiClient('https://inbox.example', async () => 'token');
  element.numbers = numbers;
  document.body.append(element);
  const root = await shown(
    () => element.shadowRoot?.querySelector('li agent-console-number-choice')?.shadowRoot,
  );
  (await shown(() => root.querySelector('button'))).click();
  await shown(() => root.querySelector('fieldset'));
  const boxes = () =>
    [...root.querySelectorAll('label')].flatMap((label) => {
      const box = label.querySelector('input');
      return box ? [{ box, name: label.textContent?.trim() ?? '' }] : [];
    });
  return {
    page: element,
    tick: (name) => {
      const { box } = boxes().find((one) => one.name === name) ?? {};
      if (!box) throw new Error(`${name} is no choice`);
      box.checked = !box.checked;
      box.dispatchEvent(new Event('change'));
    },
    ticked: () => boxes().flatMap(({ box, name }) => (box.checked ? [name] : [])),
  };
}

describe('a settings page', () => {
  it('a change made while another is being saved is kept', async () => {
    const team = await openTeam();
    team.tick('Number 3');
    await answerNext('PUT /api/agents/nils');
    // The list is being loaded again when the second change is made.
    await poll(() => expect(unanswered.map(({ name }) => name)).toContain('GET /api/agents'));
    team.tick('Number 2');
    await answering(() => expect(nils.numbers).toEqual(['1']));
    await answering(() => expect(loads).toBe(3));
    await poll(() => expect(team.ticked()).toEqual(['Number 1']));
  });

  it('settings changes are sent one after another, in order', async () => {
    const team = await openTeam();
    team.tick('Number 3');
    team.tick('Number 2');
    await poll(() => expect(unanswered.map(({ name }) => name)).toEqual(['PUT /api/agents/nils']));
    expect(nils.numbers).toEqual(['1', '2']);
    expect(team.ticked()).toEqual(['Number 1']);
    await answering(() => expect(nils.numbers).toEqual(['1']));
  });

  it('no button is disabled while the page loads what somebody else has changed', async () => {
    const { page } = await openTeam();
    const invitation = () => page.shadowRoot?.querySelector('agent-console-invite-dialog')?.shadowRoot;
    const disabled = () =>
      [page.shadowRoot, invitation()].flatMap((root) => [
        ...(root?.querySelectorAll('button:disabled') ?? []),
      ]).length;
    const add = [...(page.shadowRoot?.querySelectorAll('button') ?? [])].find(({ textContent }) =>
      textContent?.includes('Invite'),
    );
    add?.click();
    await shown(() => invitation()?.querySelector('[form=invitation]'));
    // The first field of the form has the focus, and what is typed in it would stay.
    const { activeElement } = page.shadowRoot ?? {};
    if (activeElement instanceof HTMLElement) activeElement.blur();
    page.api?.news.tell(null);
    await poll(() => expect(unanswered.map(({ name }) => name)).toContain('GET /api/agents'));
    await page.updateComplete;
    expect(disabled()).toBe(0);
    await answering(() => expect(loads).toBe(2));
  });

  it('a rejected change shows the stored value and the reason', async () => {
    const team = await openTeam();
    refusesNext = true;
    team.tick('Number 3');
    const page = document.querySelector('agent-console-team-settings')?.shadowRoot;
    await answering(() => {
      expect(page?.querySelector('[role=alert]')?.textContent).toBe('Somebody else changed this.');
      expect(team.ticked()).toEqual(['Number 1', 'Number 2', 'Number 3']);
    });
  });

  it('allowing a blocked site keeps unsaved edits of the list', async () => {
    const element = new SiteSettings();
    element.api = new ApiClient('https://inbox.example', async () => 'token');
    document.body.append(element);
    const field = await shown(() => element.shadowRoot?.querySelector('textarea'));
    field.value = 'https://one.example\nhttps://draft.example';
    field.dispatchEvent(new Event('input'));
    (await shown(() => element.shadowRoot?.querySelector<HTMLButtonElement>('li button'))).click();
    await answering(() => expect(origins).toEqual(['https://one.example', 'https://two.example']));
    await poll(() =>
      expect(field.value).toBe('https://one.example\nhttps://draft.example\nhttps://two.example'),
    );
  });

  it('the answer to a change is shown when news of it come first, also where loading tells nothing', async () => {
    const element = new IdentityCheckSwitch();
    element.api = new ApiClient('https://inbox.example', async () => 'token');
    element.number = numbers[0] ?? null;
    document.body.append(element);
    const status = () => element.shadowRoot?.querySelector('[role=status]')?.textContent;
    const press = async (text: string) =>
      (
        await shown(() =>
          [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
            ({ textContent }) => textContent?.trim() === text,
          ),
        )
      ).click();
    await press('Turn off at Meta');
    await answering(() => expect(status()).toBe('Off at Meta.'));
    await press('Turn on at Meta');
    await poll(() =>
      expect(unanswered.map(({ name }) => name)).toContain('PUT /api/inboxes/1/identity-check'),
    );
    await new Promise<void>((arrived) => {
      element.api?.news.follow(['profile'], arrived);
      element.api?.news.tell('profile');
    });
    await answering(() => expect(status()).toBe('On at Meta.'));
    await answering(() => expect(unanswered).toEqual([]));
    expect(status()).toBe('On at Meta.');
  });
});
