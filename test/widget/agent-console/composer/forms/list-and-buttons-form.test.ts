import { beforeEach, describe, expect, it } from 'vitest';
import {
  noExtras,
  readExtras,
  writeExtras,
} from '../../../../../widget/agent-console/composer/drafts/composer-draft.ts';
import {
  type ComposeForm,
  FormChange,
  FormContent,
} from '../../../../../widget/agent-console/composer/forms/compose-form.ts';
import type { FormKind } from '../../../../../widget/agent-console/composer/forms/form-fields.ts';
import { withMediaId } from '../../../../../widget/client/sending/message-file.ts';
import { checkOutbound } from '../../../../../worker/whatsapp/sending/send.ts';

let form: ComposeForm;
let sent: FormContent[];
let changes: FormChange[];

beforeEach(() => {
  sent = [];
  changes = [];
});

async function open(kind: FormKind, draft: ComposeForm['draft'] = null): Promise<void> {
  form = document.createElement('agent-console-form');
  Object.assign(form, { kind, draft, keepFile: async () => null });
  form.addEventListener('form-content', (event) => {
    if (event instanceof FormContent) sent.push(event);
  });
  form.addEventListener('form-change', (event) => {
    if (event instanceof FormChange) changes.push(event);
  });
  document.body.replaceChildren(form);
  await form.updateComplete;
}

const find = <Found extends HTMLElement = HTMLElement>(selector: string) =>
  form.shadowRoot?.querySelector<Found>(selector) ?? null;
const text = () => form.shadowRoot?.querySelector('form')?.textContent?.replace(/\s+/g, ' ') ?? '';
const problemOf = (name: string) => find(`#${name}-hint`)?.textContent?.trim() ?? null;
const draftOf = () => changes.at(-1)?.draft ?? null;

async function fill(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = find<HTMLInputElement>(`[name="${name}"]`);
    if (!field) throw new Error(`There is no field ${name}`);
    field.value = value;
    field.dispatchEvent(new InputEvent('input'));
  }
  await form.updateComplete;
}

async function press(label: string, index = 0): Promise<void> {
  const buttons = [...(form.shadowRoot?.querySelectorAll('button') ?? [])];
  const found = buttons.filter(
    (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === label,
  )[index];
  if (!found) throw new Error(`There is no button ${label}`);
  found.click();
  await form.updateComplete;
}

async function submit(): Promise<void> {
  find('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await form.updateComplete;
}

async function pick(file: File): Promise<void> {
  const input = find<HTMLInputElement>('[name=media]');
  if (!input) throw new Error('A file cannot be picked');
  Object.defineProperty(input, 'files', { value: [file] });
  input.dispatchEvent(new Event('change'));
  await form.updateComplete;
}

const sentContent = () => {
  const content = sent[0]?.content;
  return content?.type === 'interactive' ? content.interactive : null;
};

describe('the form for a list', () => {
  it('the list form builds several sections whose rows have unique ids', async () => {
    await open('list');
    await press('Add section');
    await fill({
      body: 'When does it suit you?',
      button: 'Choose',
      section0: 'Tuesday',
      row0: 'Morning',
      description0: '9 to 12',
      section1: 'Wednesday',
      row2: 'Morning',
    });
    await submit();
    expect(sentContent()).toEqual({
      type: 'list',
      body: { text: 'When does it suit you?' },
      action: {
        button: 'Choose',
        sections: [
          { title: 'Tuesday', rows: [{ id: 'Morning', title: 'Morning', description: '9 to 12' }] },
          { title: 'Wednesday', rows: [{ id: 'Morning (2)', title: 'Morning' }] },
        ],
      },
    });
    expect(checkOutbound(sent[0]?.content)).toHaveProperty('content');
  });

  it('a list without titles is not sent, and each missing title is named at its field', async () => {
    await open('list');
    await press('Add section');
    await fill({
      body: 'When?',
      button: 'Choose',
      section0: 'Tuesday',
      description0: '9 to 12',
      row2: 'Noon',
    });
    await submit();
    expect(sent).toEqual([]);
    expect(problemOf('row0')).toBe('Fill this in.');
    expect(problemOf('section1')).toBe('With several sections, each needs a title.');
    expect(find('[name=section1]')?.getAttribute('aria-describedby')).toBe('section1-hint');
    await fill({ row0: 'Morning', section1: 'Wednesday' });
    expect([problemOf('row0'), problemOf('section1')]).toEqual([null, null]);
    await submit();
    expect(sent).toHaveLength(1);
  });

  it('a list title that is too long is not sent, and the form says by how much', async () => {
    await open('list');
    await fill({ body: 'When?', button: 'Choose', section0: 'x'.repeat(25), row0: 'Noon' });
    await submit();
    expect(sent).toEqual([]);
    expect(find('#section0-count')?.textContent).toContain('1 character');
  });

  it('a list has at most ten rows in all sections, and the form says when it is full', async () => {
    await open('list');
    for (let rows = 2; rows < 6; rows += 1) await press('Add row');
    await press('Add section');
    for (let rows = 7; rows < 10; rows += 1) await press('Add row', 1);
    expect(form.shadowRoot?.querySelectorAll('[name^=row]')).toHaveLength(10);
    expect(text()).toContain('A list can have up to 10 rows in all sections.');
    expect(text()).not.toContain('Add row');
    expect(text()).not.toContain('Add section');
  });

  it('removing a list row leaves the others as they are, in the draft as well', async () => {
    await open('list');
    await press('Add section');
    await fill({ section0: 'A', row0: 'One', row1: 'Two', section1: 'B', row2: 'Three' });
    await press('Remove row 1');
    expect(find<HTMLInputElement>('[name=row1]')?.value).toBe('Two');
    await press('Remove section 2');
    expect(draftOf()).toEqual({
      values: { section0: 'A', row1: 'Two' },
      sections: [{ id: 0, rows: [1] }],
      header: null,
    });
  });

  it('the list form restores drafts with and without sections', async () => {
    const kept = (draft: object) =>
      readExtras(`\n${JSON.stringify({ ...noExtras, forms: { list: draft } })}`).forms.list ?? null;
    await open('list', kept({ values: { row2: 'Three' }, rows: 3 }));
    expect(find<HTMLInputElement>('[name=row2]')?.value).toBe('Three');
    const sections = [
      { id: 0, rows: [0] },
      { id: 4, rows: [7] },
    ];
    const draft = { values: { section4: 'B', row7: 'Seven' }, sections, header: null };
    expect(readExtras(writeExtras({ ...noExtras, forms: { list: draft } })).forms.list).toEqual(draft);
    await open('list', draft);
    expect(find<HTMLInputElement>('[name=row7]')?.value).toBe('Seven');
    await press('Add section');
    expect(draftOf()?.sections).toEqual([...sections, { id: 5, rows: [8] }]);
  });
});

describe('the form for reply buttons', () => {
  const filled = { body: 'This bowl?', button1: 'Yes' };

  it.each([
    ['a picture', new File(['x'], 'bowl.png', { type: 'image/png' }), { type: 'image', image: {} }],
    ['a video', new File(['x'], 'bowl.mp4', { type: 'video/mp4' }), { type: 'video', video: {} }],
    [
      'another file',
      new File(['x'], 'bowl.pdf', { type: 'application/pdf' }),
      { type: 'document', document: { filename: 'bowl.pdf' } },
    ],
  ])('sends %s as the header, with the file that is to be uploaded', async (_, file, header) => {
    await open('buttons');
    await fill({ ...filled, header: 'Only a text' });
    await pick(file);
    expect(draftOf()?.header).toMatchObject({ name: file.name, kind: header.type });
    await submit();
    expect(sentContent()).toMatchObject({ type: 'button', header });
    expect(sent[0]?.header?.file).toBe(file);
    const uploaded = sent[0] && withMediaId(sent[0].content, '1');
    expect(checkOutbound(uploaded)).toHaveProperty('content');
  });

  it('removing the header file brings its text back, and that is sent', async () => {
    await open('buttons');
    await fill({ ...filled, header: 'New' });
    await pick(new File(['x'], 'bowl.png', { type: 'image/png' }));
    expect(find('[name=header]')).toBeNull();
    await press('Remove bowl.png');
    expect(find<HTMLInputElement>('[name=header]')?.value).toBe('New');
    await submit();
    expect(sentContent()).toMatchObject({ header: { type: 'text', text: 'New' } });
    expect([sent[0]?.header, draftOf()?.header]).toEqual([null, null]);
  });

  it('a lost header file is named, and nothing is sent without it', async () => {
    const header = { id: 'lost', name: 'bowl.png', type: 'image/png', size: 1, kind: 'image' as const };
    await open('buttons', { values: filled, sections: [], header });
    await expect.poll(text).toContain('This browser no longer has the file. Attach it again.');
    await submit();
    expect(sent).toEqual([]);
  });

  it('a header file that WhatsApp would reject is not sent', async () => {
    await open('buttons');
    await fill(filled);
    await pick(new File([], 'empty.pdf', { type: 'application/pdf' }));
    await submit();
    expect(sent).toEqual([]);
    expect(text()).toContain('The file is empty.');
  });

  it('two buttons with the same label are reported at the second one', async () => {
    await open('buttons');
    await fill({ ...filled, button2: 'Yes' });
    await submit();
    expect(sent).toEqual([]);
    expect(problemOf('button2')).toBe('Another button has this label. Choose a different one.');
  });

  it('an empty buttons form asks for the text and a first button', async () => {
    await open('buttons');
    await submit();
    expect([problemOf('body'), problemOf('button1')]).toEqual(['Fill this in.', 'Fill this in.']);
  });
});
