/** The menu that says who answers a conversation, and changes it. */
import { afterEach, describe, expect, it } from 'vitest';
import '../../../../../widget/agent-console/conversation/header/mode-menu.ts';
import type { ModeChange } from '../../../../../widget/agent-console/conversation/header/mode-menu.ts';
import type { InboxConversation } from '../../../../../widget/client/state/inbox-state.ts';
import { conversation } from '../../rows.ts';

const now = new Date(2026, 10, 29, 12).getTime();
const hour = 3_600_000;

afterEach(() => document.body.replaceChildren());

async function show(change: Partial<InboxConversation>, isPaused = false) {
  const element = document.createElement('agent-console-mode');
  element.conversation = conversation(1, change);
  element.isPaused = isPaused;
  element.now = now;
  document.body.replaceChildren(element);
  await element.updateComplete;
  const root = element.renderRoot;
  const items = () => [...root.querySelectorAll<HTMLElement>('.item')];
  return {
    label: root.querySelector('agent-console-menu')?.label,
    choices: items().map((item) => item.textContent.trim()),
    choose: (index: number) => {
      const asked: string[] = [];
      element.addEventListener('mode-change', (event) => asked.push((event as ModeChange).mode));
      items()[index]?.click();
      return asked;
    },
  };
}

describe('the menu of who answers', () => {
  it.each<[string, Partial<InboxConversation>, string, string[]]>([
    ['the bot', { mode: 'automatic' }, 'Automation answers', ['Take over', 'Turn off for this conversation']],
    [
      'a person for some hours',
      { mode: 'person', modeUntil: now + 4 * hour },
      'Automation paused until 4:00 PM',
      ['Resume automation', 'Turn off for this conversation'],
    ],
    [
      'the team since a hand-over',
      { mode: 'person', modeUntil: null },
      'Automation paused',
      ['Resume automation', 'Turn off for this conversation'],
    ],
    [
      'the bot again, because the time of the person is over',
      { mode: 'person', modeUntil: now - 1 },
      'Automation answers',
      ['Take over', 'Turn off for this conversation'],
    ],
    ['the team for good', { mode: 'off' }, 'Automation off', ['Turn automation on']],
  ])('says that it is %s', async (_, change, label, choices) => {
    const menu = await show(change);
    expect(menu.label).toBe(label);
    expect(menu.choices).toEqual(choices);
  });

  it('names the day when the time of the person ends on another one', async () => {
    const { label } = await show({ mode: 'person', modeUntil: now + 24 * hour });
    expect(label).toContain('Nov 30');
  });

  it('asks for the mode that was chosen', async () => {
    expect((await show({ mode: 'automatic' })).choose(0)).toEqual(['person']);
    expect((await show({ mode: 'automatic' })).choose(1)).toEqual(['off']);
    expect((await show({ mode: 'person' })).choose(0)).toEqual(['automatic']);
    expect((await show({ mode: 'off' })).choose(0)).toEqual(['automatic']);
  });

  it('offers nothing while an admin has paused automation for the number', async () => {
    const menu = await show({ mode: 'automatic' }, true);
    expect([menu.label, menu.choices]).toEqual(['Automation paused for this number', []]);
  });
});
