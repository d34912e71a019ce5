/** Button and card with every text replaced: what is still to be read in Latin letters did not come from the table. */
import { beforeAll, expect, it } from 'vitest';
import { words as strings } from '../../../widget/locales/ar/card.ts';
import type { ButtonSettings } from '../../../worker/api/numbers/button.ts';
import '../../../widget/message-us/message-us.ts';

// Dates are then in Arabic script.
beforeAll(() => {
  for (const key of Object.keys(strings)) Reflect.set(strings, key, '⟦⟧');
});

const always = { timeZone: 'UTC', week: {}, days: {} };
const agents = [{ name: 'Алла' }, { name: 'Борис', role: 'Склад', hours: always }];

it.each<[string, ButtonSettings, choose?: boolean]>([
  ['alone', { name: 'Лавка' }],
  ['without a name', {}],
  ['with people to choose', { agents }],
  ['with somebody chosen', { agents }, true],
  ['closed', { hours: always }],
  ['closed, and taking no messages', { hours: always, closed: { takesMessages: false } }],
  ['with consent', { consent: { text: 'Да', url: '/privacy', isRequired: true } }],
])('the card %s has no untranslated text', async (_, settings, choose = false) => {
  document.body.innerHTML = '<div lang="ar"><message-us number="15550783881" card></message-us></div>';
  const button = document.querySelector('message-us');
  if (!button) throw new Error('There is no button');
  button.settings = settings;
  await button.updateComplete;
  expect(latinIn(button.shadowRoot)).toEqual([]);
  await button.showCard(true);
  const card = button.shadowRoot?.querySelector('message-us-card')?.shadowRoot;
  if (choose) {
    card?.querySelector<HTMLElement>('.agent')?.click();
    await new Promise(requestAnimationFrame);
  }
  expect(texts(card).join('')).toContain('⟦⟧');
  expect(latinIn(card)).toEqual([]);
});

function texts(root: ShadowRoot | null | undefined): string[] {
  return [...(root?.querySelectorAll('*') ?? [])].flatMap((element) => [
    ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    ...(element.tagName === 'STYLE'
      ? []
      : [...element.childNodes].map((node) => (node.nodeType === 3 ? (node.textContent ?? '') : ''))),
  ]);
}

function latinIn(root: ShadowRoot | null | undefined): string[] {
  return texts(root).filter((text) => /[A-Za-z]{2}/.test(text));
}
