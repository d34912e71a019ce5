/** The message of a rule, and the composer's forms that write it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../../../widget/agent-console/composer/forms/form-fields.ts';
import {
  contentOfReply,
  fileContent,
  fileOf,
  formDraftOf,
  kindOf,
  replyProblem,
  textContent,
  textOf,
  withKind,
} from '../../../../../widget/agent-console/settings/automation/rules/reply-draft.ts';

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const fields = ['body', 'button', 'section0', 'section1', 'row0', 'row1', 'row2', 'description1', 'footer'];
const titles = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });

describe('the message of a rule', () => {
  it('is the same after its form was opened and used without a change, for buttons', () => {
    fc.assert(
      fc.property(word, titles, word, (body, buttons, footer) => {
        const values = {
          body,
          footer,
          ...Object.fromEntries(buttons.map((one, at) => [`button${at + 1}`, one])),
        };
        const content = contentOf('buttons', { values, sections: [], header: null });
        expect(contentOf('buttons', formDraftOf({ ...content }))).toEqual(content);
      }),
    );
  });

  it('is the same after its form was opened and used without a change, for a list and a link', () => {
    const sections = [
      { id: 0, rows: [0, 1] },
      { id: 1, rows: [2] },
    ];
    fc.assert(
      fc.property(fc.record(Object.fromEntries(fields.map((name) => [name, word]))), (values) => {
        const list = contentOf('list', { values, sections, header: null });
        expect(contentOf('list', formDraftOf({ ...list }))).toEqual(list);
        const target = { ...values, label: 'Shop', url: 'https://shop.example/' };
        const link = contentOf('link', { values: target, sections: [], header: null });
        expect(contentOf('link', formDraftOf({ ...link }))).toEqual(link);
      }),
    );
  });

  it('keeps its text when its kind changes', () => {
    for (const kind of ['buttons', 'list', 'link', 'image', 'text'] as const) {
      const changed = withKind(textContent('Hello'), kind);
      expect([kindOf(changed), textOf(changed)]).toEqual([kind, 'Hello']);
    }
  });

  it('takes over the buttons of a saved reply', () => {
    const reply = {
      ...{ id: '1', shortcut: 's', title: 'S', isShared: true, isFavourite: false, file: null },
    };
    expect(kindOf(contentOfReply({ ...reply, text: 'Which?', buttons: ['A', 'B'] }))).toBe('buttons');
    expect(contentOfReply({ ...reply, text: 'Hi', buttons: [] })).toEqual(textContent('Hi'));
  });

  it('lacks something while it is empty, has no buttons, or no address of its file', () => {
    expect(replyProblem(textContent(''))).not.toBeNull();
    expect(replyProblem(textContent('Hello'))).toBeNull();
    expect(replyProblem(withKind(textContent('Hello'), 'buttons'))).not.toBeNull();
    expect(
      replyProblem(
        fileContent('image', { id: '', link: 'http://a.example/a.png', caption: '', filename: '' }),
      ),
    ).not.toBeNull();
    expect(
      replyProblem(
        fileContent('image', { id: '', link: 'https://a.example/a.png', caption: '', filename: '' }),
      ),
    ).toBeNull();
  });
});

describe('the file of a reply', () => {
  const id = '0b0e7a5e-0000-4000-8000-000000000001';
  const uploaded = { id, link: '', caption: 'For you', filename: 'list.pdf' };

  it('is sent by its id, or by its address, and with a caption where WhatsApp has one', () => {
    expect(fileContent('document', uploaded)).toEqual({
      type: 'document',
      document: { id, caption: 'For you', filename: 'list.pdf' },
    });
    expect(fileContent('sticker', uploaded)).toEqual({ type: 'sticker', sticker: { id } });
    const linked = { ...uploaded, id: '', link: ' https://shop.example/a.mp3 ' };
    expect(fileContent('audio', linked)).toEqual({
      type: 'audio',
      audio: { link: 'https://shop.example/a.mp3' },
    });
  });

  it('has to be chosen', () => {
    for (const kind of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
      const none = withKind(textContent('Hello'), kind);
      expect(replyProblem(none)).toBe('Choose a file, or enter an address that begins with https://.');
      expect(replyProblem(fileContent(kind, uploaded))).toBeNull();
    }
    expect(replyProblem(withKind(textContent('Hello'), 'template'))).toBe('Choose a template.');
  });

  it('stays when it becomes a document, and not when it becomes something that it may not be', () => {
    const picture = fileContent('image', uploaded);
    expect(fileOf(withKind(picture, 'document'))).toMatchObject({ id, caption: 'For you' });
    expect(fileOf(withKind(picture, 'video'))).toMatchObject({ id: '', caption: 'For you' });
  });
});
