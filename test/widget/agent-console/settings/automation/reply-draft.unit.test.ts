/** The message of a rule, and the composer's forms that write it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../../../widget/agent-console/composer/forms/form-fields.ts';
import {
  contentOfReply,
  fileContent,
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
      replyProblem(fileContent('image', { link: 'http://a.example/a.png', caption: '', filename: '' })),
    ).not.toBeNull();
    expect(
      replyProblem(fileContent('image', { link: 'https://a.example/a.png', caption: '', filename: '' })),
    ).toBeNull();
  });
});
