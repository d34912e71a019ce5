/** The elements, with every text replaced: what is still to be read in Latin letters did not come from the table. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { systems } from '../../../widget/agent-console/settings/button/button-snippet.ts';
import '../../../widget/agent-console/commands/command-bar.ts';
import '../../../widget/agent-console/composer/forms/compose-form.ts';
import '../../../widget/agent-console/composer/composer-view.ts';
import '../../../widget/agent-console/list/conversation-list.ts';
import '../../../widget/agent-console/thread/thread-view.ts';
import '../../../widget/agent-console/settings/account/notification-settings.ts';
import '../../../widget/agent-console/settings/button/button-tags.ts';
import '../../../widget/agent-console/settings/setup/connect-form.ts';
import '../../../widget/agent-console/settings/setup/console-setup.ts';
import '../../../widget/agent-console/settings/setup/numbers-settings.ts';
import '../../../widget/agent-console/commands/shortcut-sheet.ts';
import { buttonBook } from '../../../widget/locales/button.ts';
import { english } from '../../../widget/locales/en/console.ts';
import { numberBook } from '../../../widget/locales/number.ts';
import { setupBook } from '../../../widget/locales/setup.ts';
import { speak, speakAlso, speechFor } from '../../../widget/locales/speak.ts';
import { errorBook } from '../../../widget/locales/worker-texts/errors.ts';
import { conversation, message, now } from '../agent-console/rows.ts';

const pseudo = (text: unknown): unknown => {
  if (typeof text === 'function') return () => '⟦⟧';
  if (typeof text !== 'object' || text === null) return '⟦⟧';
  return Object.fromEntries(Object.entries(text).map(([key, value]) => [key, pseudo(value)]));
};

beforeAll(async () => {
  // Dates and numbers are then in Arabic script.
  const parts = {
    setup: setupBook.english,
    number: numberBook.english,
    button: buttonBook.english,
    error: { 190: { title: '', advice: '' } },
  };
  await speak(speechFor(['ar']), Object.assign({}, pseudo(english), pseudo(parts)));
  for (const book of [setupBook, numberBook, buttonBook, errorBook]) await speakAlso(book);
});
afterAll(() => speak(speechFor([])));

/** People and messages in a script that none of our texts is in. */
const said = { contact: { ...conversation(1).contact, name: 'Алла', phone: null } };
const inbound = message(1, { content: { type: 'text', text: { body: 'Да' } } });
const outbound = message(2, { direction: 'out', status: 'read', content: { type: 'sticker', sticker: {} } });
const place = { inbox: '1' };
const error = { code: 190, title: 'Not valid.', advice: 'Ask an admin.', details: null };
const failed = message(3, { ...outbound, status: 'failed', error });
const number = { id: '1', name: 'Лавка', displayPhoneNumber: '+1 555 078 3881' };

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
  ['agent-console-thread', { messages: [failed], now }],
  ['agent-console-notification-settings', { numbers: [] }],
  ['agent-console-setup', {}],
  ['agent-console-connect-form', {}],
  ['agent-console-numbers-settings', {}],
  ['agent-console-first-message', { number }],
  ['agent-console-share-step', { number }],
  ['agent-console-button-tags', { number }],
])('%s has no untranslated text', async (name, properties) => {
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
  const own = texts.map((text) => text.replace(/https:\S+/, ''));
  // The names of systems are the same in every language.
  const names: readonly string[] = systems.map(([, title]) => title);
  expect(own.filter((text) => /[A-Za-z]{2}/.test(text) && !names.includes(text.trim()))).toEqual([]);
});
