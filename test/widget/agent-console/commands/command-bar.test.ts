import { afterEach, describe, expect, it } from 'vitest';
import { type CommandBar, CommandChoose } from '../../../../widget/agent-console/commands/command-bar.ts';
import type { ConsoleCommand } from '../../../../widget/agent-console/commands/registry.ts';

const refund: ConsoleCommand = {
  id: 'label:1',
  section: 'conversation',
  title: 'Label: Refund',
  label: { id: '1', name: 'Refund', color: 'teal' },
  run: () => true,
};

/** The picker of labels, after something was typed into it. */
async function picker(change: Partial<CommandBar>, text: string) {
  const bar = document.createElement('agent-console-commands');
  Object.assign(bar, { group: 'label', commands: [refund], ...change });
  document.body.append(bar);
  await bar.updateComplete;
  const input = bar.renderRoot.querySelector('input');
  if (!input) throw new Error('There is no field');
  input.value = text;
  input.dispatchEvent(new InputEvent('input'));
  await bar.updateComplete;
  return {
    options: [...bar.renderRoot.querySelectorAll('.title')].map(({ textContent }) => textContent),
    status: bar.renderRoot.querySelector('[role=status]'),
    choose: () => {
      let choice: ConsoleCommand | null = null;
      bar.addEventListener('command-choose', (event) => {
        if (event instanceof CommandChoose) choice = event.choice;
      });
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
      bar.renderRoot.querySelector('dialog')?.dispatchEvent(new Event('close'));
      return choice as ConsoleCommand | null;
    },
  };
}

afterEach(() => document.body.replaceChildren());

describe('the picker of labels', () => {
  it('an admin is offered to create a label with the typed name, unless it exists', async () => {
    const created: string[] = [];
    const createLabel = (name: string) => created.push(name);
    const missing = await picker({ createLabel }, ' Repair ');
    expect(missing.options).toEqual(['Create label “Repair”']);
    missing.choose()?.run();
    expect(created).toEqual(['Repair']);
    expect((await picker({ createLabel }, 'refund')).options).toEqual(['Label: Refund']);
    expect((await picker({ createLabel }, 'ref')).options).toEqual(['Label: Refund', 'Create label “ref”']);
  });

  it('an agent who may not create labels reads why there is none', async () => {
    const { options, status } = await picker({}, 'Repair');
    expect(options).toEqual([]);
    expect(status?.textContent).toBe('No label matches. Only admins can create labels.');
  });

  it('no result is reported before the labels are loaded', async () => {
    const { options, status } = await picker({ commands: [], isLoading: true, createLabel: () => {} }, 'Re');
    expect(options).toEqual([]);
    expect([status?.textContent?.trim(), status?.getAttribute('aria-label')]).toEqual(['', 'Loading …']);
  });
});
