/** Each limit of what can be sent, on both sides, and each rule between the parts of a message. */
import { describe, expect, it } from 'vitest';
import { type Limit, sendLimits } from '../../../../worker/whatsapp/sending/limits.ts';
import {
  checkOutbound,
  composeMessage,
  mediaIdsIn,
  withMediaIds,
} from '../../../../worker/whatsapp/sending/send.ts';
import { body, interactive, link, samples } from '../../../fixtures/outbound.ts';

/** The sample with the value at the limit's path made so long. Elements of a list differ, as some have to. */
function resized(sample: object, { path, unit }: Limit, size: number): unknown {
  const copy: unknown = structuredClone(sample);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let holder: unknown = copy;
  for (const step of steps) {
    holder = Reflect.get(Object(holder), step.replace('[]', ''));
    if (step.endsWith('[]') && Array.isArray(holder)) holder = holder[0];
  }
  const target = Object(holder);
  const before: unknown = Reflect.get(target, last);
  if (before === undefined) return null;
  Reflect.set(
    target,
    last,
    unit === 'items' && Array.isArray(before) ? listOf(before, size) : textOf(last, size),
  );
  return copy;
}

function textOf(name: string, size: number): string {
  const start = name === 'link' || name === 'url' ? 'https://' : '';
  return size > start.length ? start + 'x'.repeat(size - start.length) : '';
}

function listOf(before: readonly unknown[], size: number): unknown[] {
  return Array.from({ length: size }, (_, index) => {
    const numbered = JSON.stringify(before[0])
      .replace(/"(id|title)":"[^"]*"/g, `"$1":"${index}"`)
      .replace(/"card_index":\d+/, `"card_index":${index}`);
    return JSON.parse(numbered);
  });
}

const problemsAt = (content: unknown, path: string) => {
  const checked = checkOutbound(content);
  const place = path.replaceAll('[]', '[0]');
  return 'issues' in checked ? checked.issues.filter((issue) => issue.path === place) : [];
};

describe('every limit', () => {
  it('every limit has a sample', () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(sendLimits).sort());
    for (const sample of Object.values(samples).flat())
      expect(checkOutbound(sample)).toHaveProperty('content');
  });

  for (const [kind, limits] of Object.entries(sendLimits)) {
    for (const limit of limits) {
      const { path, min = 0, max, unit } = limit;
      it(`${kind}: ${path} takes ${min} to ${max} ${unit}`, () => {
        const sample = samples[kind]?.find((one) => resized(one, limit, max) !== null);
        if (!sample) throw new Error(`No sample has ${path}`);
        const codes = (size: number) =>
          problemsAt(resized(sample, limit, size), path).map(({ code }) => code);
        const start = /(link|url)$/.test(path) ? 'https://'.length + 1 : min;
        expect(codes(max)).toEqual([]);
        expect(codes(start)).toEqual([]);
        expect(codes(max + 1)).toContain(unit === 'items' ? 'too_many' : 'too_long');
        if (min > 0) expect(codes(min - 1)).toContain(unit === 'items' ? 'too_few' : 'too_short');
      });
    }
  }
});

describe('every rule', () => {
  const cases: [name: string, content: object, path: string, code: string][] = [
    ['media has an id or a link', { type: 'image', image: {} }, 'image.id', 'missing'],
    ['and not both', { type: 'image', image: { id: '1', link } }, 'image.id', 'conflict'],
    ['a link is one', { type: 'audio', audio: { link: 'ftp://x' } }, 'audio.link', 'invalid'],
    [
      'a place is on earth',
      { type: 'location', location: { latitude: 91, longitude: 0 } },
      'location.latitude',
      'invalid',
    ],
    [
      'a contact has a full name',
      { type: 'contacts', contacts: [{ name: { first_name: 'A' } }] },
      'contacts[0].name.formatted_name',
      'missing',
    ],
    [
      'and a part of it',
      { type: 'contacts', contacts: [{ name: { formatted_name: 'A' } }] },
      'contacts[0].name',
      'missing',
    ],
    [
      'a reaction is one emoji',
      { type: 'reaction', reaction: { message_id: 'w', emoji: '👍👍' } },
      'reaction.emoji',
      'invalid',
    ],
    [
      'and not a letter',
      { type: 'reaction', reaction: { message_id: 'w', emoji: 'a' } },
      'reaction.emoji',
      'invalid',
    ],
    [
      'a template’s name is plain',
      { type: 'template', template: { name: 'Hello', language: { code: 'en' } } },
      'template.name',
      'invalid',
    ],
    [
      'an option nobody knows is not lost',
      { type: 'text', text: { body: 'x', preview: true } },
      'text.preview',
      'unknown_key',
    ],
  ];
  for (const [name, content, path, code] of cases) {
    it(`${name}: ${path}`, () =>
      expect(problemsAt(content, path).map((issue) => issue.code)).toEqual([code]));
  }

  it('ids and titles of buttons must differ', () => {
    const button = { type: 'reply', reply: { id: 'a', title: 'A' } };
    const twice = interactive({ type: 'button', body, action: { buttons: [button, button] } });
    expect(problemsAt(twice, 'interactive.action.buttons[1].reply.id')).toMatchObject([
      { code: 'duplicate' },
    ]);
  });

  it('the id of a button must not start or end with a space', () => {
    const button = { type: 'reply', reply: { id: ' a', title: 'A' } };
    const spaced = interactive({ type: 'button', body, action: { buttons: [button] } });
    expect(problemsAt(spaced, 'interactive.action.buttons[0].reply.id')).toMatchObject([{ code: 'invalid' }]);
  });

  it('each of several sections needs a title, and no two rows of a list have the same id', () => {
    const rows = [{ id: 'a', title: 'A' }];
    const list = interactive({
      type: 'list',
      body,
      action: { button: 'Open', sections: [{ title: 'One', rows }, { rows }] },
    });
    expect(problemsAt(list, 'interactive.action.sections[1].title')).toMatchObject([{ code: 'missing' }]);
    expect(problemsAt(list, 'interactive.action.sections[1].rows[0].id')).toMatchObject([
      { code: 'duplicate' },
    ]);
  });

  it('a list can only have a text as its header', () => {
    const header = { type: 'image', image: { link } };
    const action = { button: 'Open', sections: [{ rows: [{ id: 'a', title: 'A' }] }] };
    const list = interactive({ type: 'list', header, body, action });
    expect(problemsAt(list, 'interactive.header.type')).toMatchObject([{ code: 'invalid' }]);
  });

  it('a list has at most ten rows in all its sections', () => {
    const rows = (from: number) =>
      Array.from({ length: 6 }, (_, i) => ({ id: `${from + i}`, title: `${from + i}` }));
    const sections = [
      { title: 'A', rows: rows(0) },
      { title: 'B', rows: rows(6) },
    ];
    const list = interactive({ type: 'list', body, action: { button: 'Open', sections } });
    expect(problemsAt(list, 'interactive.action.sections')).toMatchObject([{ code: 'too_many', limit: 10 }]);
  });
});

describe('composeMessage', () => {
  it('composeMessage removes a reaction with an empty emoji, and quotes by context', () => {
    const request = composeMessage({
      recipient: { to: '15550100001' },
      content: { type: 'reaction', reaction: { message_id: 'wamid.1' } },
      replyTo: 'wamid.2',
      callbackData: 'attempt',
    });
    expect(request).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '15550100001',
      type: 'reaction',
      reaction: { message_id: 'wamid.1', emoji: '' },
      context: { message_id: 'wamid.2' },
      biz_opaque_callback_data: 'attempt',
    });
  });
});

describe('media ids', () => {
  it('media ids are found and replaced in a message, in its header, and in a template', () => {
    const prompt = {
      type: 'button',
      header: { type: 'image', image: { id: 'ours' } },
      body,
      action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] },
    };
    const header = { type: 'header', parameters: [{ type: 'image', image: { id: 'ours' } }] };
    const template = (components: object[]) => ({
      type: 'template',
      template: { name: 'a', language: { code: 'en' }, components },
    });
    for (const content of [
      { type: 'video', video: { id: 'ours', caption: 'C' } },
      interactive(prompt),
      template([header]),
      template([{ type: 'carousel', cards: [{ card_index: 0, components: [header] }] }]),
    ]) {
      const checked = checkOutbound(content);
      if ('issues' in checked) throw new Error('The sample is not valid');
      expect(mediaIdsIn(checked.content)).toEqual(['ours']);
      const replaced = withMediaIds(checked.content, new Map([['ours', '123']]));
      expect(replaced).toEqual(JSON.parse(JSON.stringify(content).replace('ours', '123')));
    }
  });
});
