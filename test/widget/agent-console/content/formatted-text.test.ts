import { html, render } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { formattedText } from '../../../../widget/agent-console/content/formatted-text.ts';

function drawn(text: string): HTMLElement {
  const element = document.createElement('div');
  document.body.append(element);
  render(html`${formattedText(text)}`, element);
  return element;
}

afterEach(() => document.body.replaceChildren());

describe('the text of a customer', () => {
  it('formatting marks inside a link belong to its address', () => {
    const element = drawn('*New*: https://shop.example/_draft_/bowl_(blue) and shop.com/*a*');
    const links = [...element.querySelectorAll('a')];
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['https://shop.example/_draft_/bowl_(blue)', 'https://shop.example/_draft_/bowl_(blue)'],
      ['shop.com/*a*', 'https://shop.com/*a*'],
    ]);
    expect(element.querySelector('strong')?.textContent).toBe('New');
    expect(element.querySelector('em')).toBeNull();
  });

  it('bold text can contain a link', () => {
    const link = drawn('*see https://shop.example/a*').querySelector('strong > a');
    expect(link?.getAttribute('href')).toBe('https://shop.example/a');
  });

  it('a text over 4,096 characters is collapsed until it is opened', () => {
    const word = 'words of it ';
    expect(drawn(word.repeat(341)).querySelector('details')).toBeNull();
    const long = drawn(word.repeat(5_000));
    expect(long.querySelector('summary')?.textContent).toBe('Show more');
    const text = (long.textContent ?? '').replace('Show more', ' ');
    expect(text.replace(/\s+/g, ' ').trim()).toBe(word.repeat(5_000).trim());
  });

  it('no text renders more than a few thousand elements', () => {
    for (const part of ['`a`', '*a* ', '- a\n', '> a\n- a\n', 'https://a.de ']) {
      const element = drawn(part.repeat(Math.floor(65_536 / part.length)));
      expect(element.querySelectorAll('*').length, part).toBeLessThan(5_000);
    }
  });
});
