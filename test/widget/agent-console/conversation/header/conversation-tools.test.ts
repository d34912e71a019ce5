import { expect, it } from 'vitest';
import '../../../../../widget/agent-console/conversation/header/conversation-tools.ts';
import { conversation } from '../../rows.ts';

it('assigning to a colleague offers a note, and assigning to oneself does not', async () => {
  const me = { id: 'ana', name: 'Ana' };
  const tools = document.createElement('agent-console-tools');
  tools.conversation = conversation(1);
  tools.me = { ...me, role: 'agent' };
  tools.people = [me];
  document.body.replaceChildren(tools);
  await tools.updateComplete;
  const note = () => tools.shadowRoot?.querySelector('textarea') ?? null;
  expect(tools.shadowRoot?.textContent).toContain('Assign to me');
  expect(note()).toBeNull();
  tools.people = [me, { id: 'ben', name: 'Ben' }];
  await tools.updateComplete;
  expect(note()).not.toBeNull();
});
