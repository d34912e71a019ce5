import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import {
  nameLine,
  takesName,
  withName,
  withoutName,
} from '../../../../worker/whatsapp/sending/agent-name.ts';
import { type Inline, parseFormat } from '../../../../worker/whatsapp/sending/format.ts';

const text = (body: string): Content => ({ type: 'text', text: { body } });
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '_',
        '~',
        '`',
        '```',
        '\n',
        '\r',
        '\u2028',
        '\u202e',
        '\u0000',
        ' ',
        '- ',
        '> ',
        '1. ',
        ':',
      ),
      fc.constantFrom('Ana', 'علي', '李', '👩‍🎨', 'é'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const onNextLine = ([first, ...others]: Inline[]): Inline[] =>
  first?.type === 'text'
    ? [{ type: 'text', text: `\n${first.text}` }, ...others]
    : [{ type: 'text', text: '\n' }, ...(first ? [first] : []), ...others];

describe('the name of who writes', () => {
  it('the author’s name is in bold on a separate line', () => {
    expect(withName(text('Hello'), 'Ana')).toEqual(text('*Ana:*\nHello'));
  });

  it('the author’s name is one bold line whatever it contains, within its length, and changes nothing below it', () => {
    const written = fc.constantFrom(
      'Hello',
      '- one\n- two',
      '> quoted',
      '1. one',
      '```a\nb```',
      '*bold*',
      '_*`',
    );
    fc.assert(
      fc.property(hostile, written, (name, body) => {
        const line = nameLine(name);
        if (line === '') return;
        expect(line.length).toBeLessThanOrEqual(64);
        const [first, ...rest] = parseFormat(line + body);
        if (first?.type !== 'paragraph') throw new Error('It does not begin with the name');
        const [bold, ...below] = first.children;
        expect(bold).toEqual({ type: 'bold', children: [{ type: 'text', text: line.slice(1, -2) }] });
        const [alone, ...others] = parseFormat(body);
        expect(below).toEqual(alone?.type === 'paragraph' ? onNextLine(alone.children) : []);
        expect(rest).toEqual(alone?.type === 'paragraph' ? others : [alone, ...others]);
      }),
    );
  });

  it('the author’s name is left out if it has no visible characters', () => {
    for (const name of ['', '***', ' \u202e ', '\u200b'])
      expect(withName(text('Hello'), name)).toEqual(text('Hello'));
  });

  it('the author’s name is removed to edit the text', () => {
    fc.assert(
      fc.property(hostile, fc.string(), (name, body) => {
        expect(withoutName(nameLine(name) + body, name)).toBe(body);
      }),
    );
    expect(withoutName('Hello', 'Ana')).toBe('Hello');
  });

  it('the author’s name goes before captions and the text above buttons, and nothing else', () => {
    const named = (content: Content) => withName(content, 'Ana');
    const action = { buttons: [{ type: 'reply' as const, reply: { id: 'yes', title: 'Yes' } }] };
    const asked: Content = {
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Which?' }, footer: { text: 'Shop' }, action },
    };
    expect(named({ type: 'image', image: { id: '1', caption: 'A bowl' } })).toEqual({
      type: 'image',
      image: { id: '1', caption: '*Ana:*\nA bowl' },
    });
    expect(named(asked)).toMatchObject({
      interactive: { body: { text: '*Ana:*\nWhich?' }, footer: { text: 'Shop' }, action },
    });
    const bare: Content[] = [
      { type: 'image', image: { id: '1' } },
      { type: 'image', image: { id: '1', caption: '' } },
      { type: 'audio', audio: { id: '1', voice: true } },
      { type: 'reaction', reaction: { message_id: 'wamid', emoji: '👍' } },
      { type: 'template', template: { name: 'hello', language: { code: 'en' } } },
    ];
    for (const content of bare) {
      expect(named(content)).toBe(content);
      expect(takesName(content)).toBe(false);
    }
    expect(takesName(asked)).toBe(true);
  });
});
