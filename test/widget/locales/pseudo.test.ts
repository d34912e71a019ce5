/** The elements, with every text replaced: what is still to be read in Latin letters did not come from the table. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import '../../../widget/agent-console/command-bar.ts';
import '../../../widget/agent-console/compose-form.ts';
import '../../../widget/agent-console/console-composer.ts';
import '../../../widget/agent-console/console-list.ts';
import '../../../widget/agent-console/console-thread.ts';
import '../../../widget/agent-console/notification-settings.ts';
import '../../../widget/agent-console/shortcut-sheet.ts';
import { english } from '../../../widget/locales/en.ts';
import { speak, speechFor } from '../../../widget/locales/language.ts';
import { conversation, message, now } from '../agent-console/rows.ts';

const pseudo = (text: unknown): unknown => {
  if (typeof text === 'function') return () => '⟦⟧';
  if (typeof text !== 'object' || text === null) return '⟦⟧';
  return Object.fromEntries(Object.entries(text).map(([key, value]) => [key, pseudo(value)]));
};

beforeAll(async () => {
  // Dates and numbers are then in Arabic script.
  await speak(speechFor(['ar']), Object.assign({}, pseudo(english)));
});
afterAll(() => speak(speechFor([])));

/** Of people and their messages, in a script that ours is not. */
const said = { contact: { ...conversation(1).contact, name: 'Алла', phone: null } };
const inbound = message(1, { content: { type: 'text', text: { body: 'Да' } } });
const outbound = message(2, { direction: 'out', status: 'read', content: { type: 'sticker', sticker: {} } });
const place = { inbox: '1' };

it.each([
  [
    'agent-console-list',
    { conversations: [{ ...conversation(1, said), ...place, lastMessage: outbound, unread: 2 }], now },
  ],
  ['agent-console-list', {}],
  ['agent-console-thread', { messages: [inbound, outbound], now, hasMore: true }],
  ['agent-console-composer', { conversationId: 1, isOpen: true }],
  ['agent-console-composer', { conversationId: 1, isOpen: false }],
  ['agent-console-form', { kind: 'list' }],
  ['agent-console-form', { kind: 'location' }],
  ['agent-console-notification-settings', { numbers: [] }],
])('%s says nothing of its own', async (name, properties) => {
  const element = Object.assign(document.createElement(name), properties);
  document.body.replaceChildren(element);
  await new Promise(requestAnimationFrame);
  const shadow = element.shadowRoot;
  const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
  const texts = [...(shadow?.querySelectorAll('*') ?? [])].flatMap((inner) => [
    ...attributes.map((attribute) => inner.getAttribute(attribute) ?? ''),
    ...(['STYLE', 'KBD'].includes(inner.tagName)
      ? []
      : [...inner.childNodes].map((node) => (node.nodeType === 3 ? (node.textContent ?? '') : ''))),
  ]);
  expect(texts.join('')).toContain('⟦⟧');
  expect(texts.filter((text) => /[A-Za-z]{2}/.test(text))).toEqual([]);
});
