import { beforeEach, describe, expect, it } from 'vitest';
import { type ConsoleNote, NoteAdd } from '../../../../widget/agent-console/composer/note-editor.ts';

let note: ConsoleNote;
let added: string[];

beforeEach(async () => {
  added = [];
  note = document.createElement('agent-console-note');
  note.addEventListener('note-add', (event) => {
    if (event instanceof NoteAdd) added.push(event.note.text);
  });
  document.body.replaceChildren(note);
  await note.updateComplete;
});

const root = () => note.renderRoot;
async function type(text: string): Promise<void> {
  const field = root().querySelector('textarea');
  if (!field) throw new Error('There is no field');
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
  await note.updateComplete;
}
const count = () => root().querySelector('[role=status]')?.textContent?.trim();
const press = () =>
  root()
    .querySelector('textarea')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));

describe('a note', () => {
  it('the note editor counts characters when few are left', async () => {
    await type('x'.repeat(3_000));
    expect(count()).toBeUndefined();
    await type('x'.repeat(4_095));
    expect(count()).toBe('1 character left');
    press();
    expect(added).toEqual(['x'.repeat(4_095)]);
  });

  it('a note that is too long is not added, and the editor says by how much', async () => {
    const text = 'x'.repeat(4_099);
    await type(text);
    expect(root().querySelector('textarea')?.value).toBe(text);
    expect(root().querySelector('textarea')?.maxLength ?? -1).toBeLessThan(0);
    expect(count()).toBe('3 characters too many');
    expect(root().querySelector<HTMLButtonElement>('.primary')?.disabled).toBe(true);
    press();
    expect(added).toEqual([]);
  });

  it('a stored note that is too long says so when it is opened', async () => {
    note.draft = 'x'.repeat(4_100);
    await note.updateComplete;
    await note.updateComplete;
    expect(count()).toBe('4 characters too many');
  });
});
