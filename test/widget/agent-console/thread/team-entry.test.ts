import { render } from 'lit';
import { afterEach, expect, it } from 'vitest';
import { renderEntry } from '../../../../widget/agent-console/thread/team-entry.ts';
import { speak, speechFor } from '../../../../widget/locales/speak.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';

const labelled: Entry = {
  id: 1,
  key: null,
  conversationId: 1,
  at: Date.UTC(2026, 10, 30, 8),
  by: { id: 'mara', name: 'Mara (Support)' },
  type: 'labelled',
  added: ['VIP', 'توصيل'],
  removed: [],
};

function drawn(entry: Entry): Element | null {
  const root = document.createElement('div');
  render(renderEntry(entry), root);
  return root.querySelector('.line');
}

afterEach(() => speak(speechFor(['en'])));

it('names in a line about an action have a direction of their own', () => {
  const line = drawn(labelled);
  expect(line?.textContent).toContain('Mara (Support) added the labels VIP, توصيل');
  expect(Array.from(line?.querySelectorAll('bdi') ?? [], ({ textContent }) => textContent)).toEqual([
    'Mara (Support)',
    'VIP',
    'توصيل',
  ]);
});

it('a line about an action reads in the direction of the reader’s language, whatever the names in it', async () => {
  expect(drawn({ ...labelled, by: { id: 'noor', name: 'نور الحداد' } })?.getAttribute('dir')).toBe('ltr');
  await speak(speechFor(['ar']));
  const line = drawn(labelled);
  expect(line?.getAttribute('dir')).toBe('rtl');
  expect(line?.textContent).toContain('Mara (Support): إضافة VIP، توصيل');
});

it('a line about an assignment names the team, and the agent whom it has chosen', () => {
  const [mara, ben] = [
    { id: 'mara', name: 'Mara' },
    { id: 'ben', name: 'Ben' },
  ];
  const team = { to: { id: 'sales', name: 'Sales' }, from: null };
  const head = { ...labelled, by: mara };
  const said = (change: Pick<Extract<Entry, { type: 'assigned' }>, 'to' | 'from' | 'team'>) =>
    drawn({ ...head, type: 'assigned', ...change })?.textContent;
  expect(said({ to: null, from: null, team })).toContain('Mara assigned this to the team Sales ·');
  expect(said({ to: ben, from: null, team })).toContain('Mara assigned this to the team Sales · Ben ·');
  expect(said({ to: ben, from: ben, team: { to: null, from: team.to } })).toContain(
    'Mara removed this from the team Sales ·',
  );
});

it('a line about an automatic assignment says why it happened', () => {
  const [mara, ben] = [
    { id: 'mara', name: 'Mara' },
    { id: 'ben', name: 'Ben' },
  ];
  const said = (change: Pick<Extract<Entry, { type: 'assigned' }>, 'to' | 'from' | 'because'>) =>
    drawn({ ...labelled, by: null, type: 'assigned', ...change })?.textContent;
  expect(said({ to: ben, from: null, because: 'distribution' })).toContain('Automatically assigned to Ben');
  expect(said({ to: ben, from: mara, because: 'no-answer' })).toContain(
    'Reassigned to Ben, because Mara did not answer',
  );
  expect(said({ to: null, from: mara, because: 'offline' })).toContain('Unassigned, because Mara was away');
  expect(said({ to: null, from: mara, because: 'reopened' })).toContain(
    'Unassigned from Mara when the customer wrote again',
  );
});
