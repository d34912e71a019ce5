/** The language of a button. */
import { afterEach, expect, it } from 'vitest';
import '../../../widget/message-us/message-us.ts';

afterEach(() => {
  document.documentElement.removeAttribute('lang');
  document.body.replaceChildren();
});

async function labelOf(): Promise<string> {
  document.body.innerHTML = '<message-us number="15550783881"></message-us>';
  const button = document.querySelector('message-us');
  if (!button) throw new Error('There is no button');
  button.settings = { language: 'es' };
  await button.updateComplete;
  return button.allSettings.label;
}

it('is that of its number on a page that does not say its own', async () => {
  expect(await labelOf()).toBe('Escríbenos');
});

it('is that of the page, whatever the number says', async () => {
  document.documentElement.lang = 'de';
  expect(await labelOf()).toBe('Schreiben Sie uns');
});
