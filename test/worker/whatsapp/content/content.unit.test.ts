/** What search, export and push notifications read in each type of message. */
import { describe, expect, it } from 'vitest';
import {
  exportLines,
  fileIn,
  pushTextOf,
  readContent,
  readNotice,
  textsIn,
} from '../../../../worker/whatsapp/content/content.ts';
import { inbound } from '../../../fixtures/inbound.ts';

function example(name: string) {
  const found = inbound.find((one) => one.name === name);
  if (!found) throw new Error(`There is no example "${name}"`);
  return readContent(JSON.stringify(found.message));
}

const none = { texts: [], push: null };
const cases: Readonly<Record<string, { texts: string[]; more?: string[]; push: string | null }>> = {
  image: { texts: ['My kitchen'], push: 'My kitchen' },
  video: { texts: ['It turns'], push: 'It turns' },
  'voice message': none,
  document: { texts: ['Rechnung № 5.pdf'], push: 'Rechnung № 5.pdf' },
  sticker: none,
  location: {
    texts: ['Pariser Platz', '10117 Berlin'],
    more: ['52.5163, 13.3777'],
    push: 'Pariser Platz',
  },
  'contact card': {
    texts: [
      ...['Grace Hopper', '+1 555 010 0042', 'grace@example.org'],
      ...['1 Harbour Road', 'Arlington', 'Navy', 'Admiral'],
    ],
    push: null,
  },
  'reply button': { texts: ['Yes, please'], push: 'Yes, please' },
  'list row': { texts: ['Tuesday', '9 to 12'], push: 'Tuesday' },
  'template quick reply': { texts: ['Stop these offers'], push: 'Stop these offers' },
  'form answer': { texts: ['Sent', 'Ada', 'Monday'], push: null },
  order: {
    texts: ['Gift-wrapped, please', 'bowl-blue', 'cup'],
    more: ['bowl-blue: 2 × 48 EUR', 'cup: 1 × 12.5 EUR'],
    push: 'Gift-wrapped, please',
  },
  'number change': { texts: ['Ada changed from 1 to 2'], push: null },
  'request for welcome': none,
  'a type of the future': { texts: [], more: ['(hologram)'], push: null },
};

describe('a message from a contact', () => {
  for (const [name, { texts, more = [], push }] of Object.entries(cases)) {
    it(`a "${name}" message is found, exported and pushed with its visible text`, () => {
      const content = example(name);
      expect(textsIn(content)).toEqual(texts);
      expect(exportLines(content)).toEqual([...texts, ...more]);
      expect(pushTextOf(content)).toBe(push);
    });
  }

  it('a message is pushed without the button’s reference', () => {
    const body = 'Is the bowl still there? [#k7f2p9]';
    expect(pushTextOf(readContent(JSON.stringify({ type: 'text', text: { body } })))).toBe(
      'Is the bowl still there?',
    );
  });

  it('a form that is nested too deeply is stored, and found by its title', () => {
    const nested = `${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`;
    const nfm_reply = { body: 'Sent', response_json: nested };
    const content = readContent(
      JSON.stringify({ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } }),
    );
    expect(textsIn(content)).toEqual(['Sent']);
  });
});

describe('a change of an earlier message', () => {
  it('a change of an earlier message is found by the new text, and exported with the emoji of a reaction', () => {
    const message = { type: 'image', image: { caption: 'The other kitchen' } };
    const edit = readContent(JSON.stringify({ type: 'edit', edit: { original_message_id: 'w1', message } }));
    expect(textsIn(edit)).toEqual(['The other kitchen']);
    const reaction = readContent('{"type":"reaction","reaction":{"message_id":"w1","emoji":"👍"}}');
    expect([textsIn(reaction), exportLines(reaction)]).toEqual([[], ['👍']]);
  });
});

describe('a notice', () => {
  it('a notice is exported with its text', () => {
    const call = readNotice('calls', '{"event":"terminate","duration":"61"}');
    expect(exportLines(call)).toEqual(['call, 61 s']);
    const choice = readNotice(
      'user_preferences',
      '{"category":"marketing_messages","value":"stop","detail":"User requested to stop"}',
    );
    expect(exportLines(choice)).toEqual(['User requested to stop', 'marketing_messages: stop']);
  });
});

describe('the file of a message', () => {
  it('the file of a message is its own, or that of its header', () => {
    expect(fileIn(example('document'))).toEqual({
      kind: 'document',
      id: '1037543291543636',
      mimeType: 'application/pdf',
      filename: 'Rechnung № 5.pdf',
    });
    const header = { type: 'video', video: { id: '7' } };
    const action = { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] };
    const prompt = { type: 'button', header, body: { text: 'Look' }, action };
    const content = readContent(JSON.stringify({ type: 'interactive', interactive: prompt }));
    expect(fileIn(content)).toMatchObject({ kind: 'video', id: '7' });
    expect(fileIn(example('location'))).toBeNull();
  });
});
