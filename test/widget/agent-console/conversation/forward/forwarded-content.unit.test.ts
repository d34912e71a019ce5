import { describe, expect, it } from 'vitest';
import { forwardedMessages } from '../../../../../widget/agent-console/conversation/forward/forwarded-content.ts';
import { checkOutbound } from '../../../../../worker/whatsapp/sending/send.ts';
import { message } from '../../rows.ts';

const how = { longestText: 4_096, shownName: null, copyFile: async () => 'the copy' };

describe('a forwarded message', () => {
  it('a forwarded text drops the first agent’s name', async () => {
    const author = { type: 'agent' as const, id: 'ana', name: 'Ana' };
    const content = { type: 'text' as const, text: { body: '*Ana:*\nWe are open' } };
    const [sent] = await forwardedMessages(message(1, { direction: 'out', author, content }), how);
    expect(sent?.content).toEqual({ type: 'text', text: { body: 'We are open' } });
  });

  it('a long forwarded text is sent in ordered parts', async () => {
    const content = { type: 'text' as const, text: { body: `${'a'.repeat(30)} ${'b'.repeat(30)}` } };
    const sent = await forwardedMessages(message(1, { content }), { ...how, longestText: 40 });
    expect(sent.map(({ content, isNextPart }) => [content, isNextPart ?? false])).toEqual([
      [{ type: 'text', text: { body: 'a'.repeat(30) } }, false],
      [{ type: 'text', text: { body: 'b'.repeat(30) } }, true],
    ]);
  });

  it.each([
    { type: 'image', image: { id: '123', mime_type: 'image/jpeg', sha256: 'x', url: 'https://a.example' } },
    { type: 'video', video: { id: '123', mime_type: 'video/mp4', caption: 'The kiln' } },
    { type: 'audio', audio: { id: '123', mime_type: 'audio/ogg; codecs=opus', voice: true } },
    { type: 'document', document: { id: '123', filename: 'prices.pdf', caption: 'Prices' } },
    { type: 'sticker', sticker: { id: '123', animated: false } },
  ] as const)(
    'with a file of type $type names the copy, and nothing that WhatsApp refuses',
    async (content) => {
      const [sent] = await forwardedMessages(message(1, { content }), how);
      expect(JSON.stringify(sent?.content)).toContain('"id":"the copy"');
      expect(checkOutbound(sent?.content)).toEqual({ content: sent?.content });
    },
  );

  it('a forwarded contact or location has only fields that can be sent', async () => {
    const card = {
      name: { formatted_name: 'Pia' },
      phones: [{ phone: '+1 555', wa_id: '1555' }],
      vcard: 'V',
    };
    const contacts = { type: 'contacts' as const, origin: 'other', contacts: [card] };
    const [asCard] = await forwardedMessages(message(1, { content: contacts }), how);
    expect(asCard?.content).toEqual({
      type: 'contacts',
      contacts: [{ name: { formatted_name: 'Pia', first_name: 'Pia' }, phones: card.phones }],
    });
    expect(checkOutbound(asCard?.content)).toEqual({ content: asCard?.content });
    const location = { latitude: 1, longitude: 2, name: 'Kiln', url: 'https://kiln.example' };
    const [asPlace] = await forwardedMessages(message(1, { content: { type: 'location', location } }), how);
    expect(checkOutbound(asPlace?.content)).toEqual({ content: asPlace?.content });
  });
});
