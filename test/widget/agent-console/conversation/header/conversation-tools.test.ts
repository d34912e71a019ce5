import { expect, it } from 'vitest';
import { TeamActionEvent } from '../../../../../widget/agent-console/conversation/header/conversation-tools.ts';
import type { ConsoleMenu } from '../../../../../widget/agent-console/ui/overlays/menu.ts';
import { conversation } from '../../rows.ts';

it('the menu of agents has its choices once it is opened, and a note when there are colleagues', async () => {
  const me = { id: 'ana', name: 'Ana' };
  const tools = document.createElement('agent-console-tools');
  tools.conversation = conversation(1);
  tools.me = { ...me, role: 'agent' };
  tools.people = [me];
  document.body.replaceChildren(tools);
  await tools.updateComplete;
  const note = () => tools.shadowRoot?.querySelector('textarea') ?? null;
  expect(tools.shadowRoot?.textContent).not.toContain('Assign to me');
  await tools.shadowRoot?.querySelector<ConsoleMenu>('.assignee')?.open();
  expect(tools.shadowRoot?.textContent).toContain('Assign to me');
  expect(note()).toBeNull();
  tools.people = [me, { id: 'ben', name: 'Ben' }];
  await tools.updateComplete;
  expect(note()).not.toBeNull();
});

it('a note that is too long is counted, and nobody is assigned with half of it', async () => {
  const me = { id: 'ana', name: 'Ana' };
  const tools = document.createElement('agent-console-tools');
  tools.conversation = conversation(1);
  tools.me = { ...me, role: 'agent' };
  tools.people = [me, { id: 'ben', name: 'Ben' }];
  const notes: unknown[] = [];
  tools.addEventListener('team-action', (event) => {
    if (event instanceof TeamActionEvent && event.command.type === 'assign') notes.push(event.command.note);
  });
  document.body.replaceChildren(tools);
  await tools.updateComplete;
  const write = async (text: string) => {
    const field = tools.shadowRoot?.querySelector('textarea');
    if (!field) throw new Error('There is no field');
    field.value = text;
    field.dispatchEvent(new InputEvent('input'));
    await tools.updateComplete;
  };
  await tools.shadowRoot?.querySelector<ConsoleMenu>('.assignee')?.open();
  const assign = () =>
    [...(tools.shadowRoot?.querySelectorAll<HTMLElement>('.assignee button') ?? [])]
      .find(({ textContent }) => textContent?.includes('Ben'))
      ?.click();
  await write('x'.repeat(4_097));
  expect(tools.shadowRoot?.querySelector('#note-over')?.textContent?.trim()).toBe('1 character too many');
  assign();
  expect(notes).toEqual([]);
  await write('Please call them');
  assign();
  expect(notes).toEqual(['Please call them']);
});
