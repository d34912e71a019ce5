import { expect, it } from 'vitest';
import { siteOrigin } from '../../../../../widget/agent-console/settings/developers/site-origin.ts';

it('a site is accepted without its scheme, with a slash or in capitals', () => {
  expect(siteOrigin('shop.example')).toBe('https://shop.example');
  expect(siteOrigin('Shop.Example:8443/')).toBe('https://shop.example:8443');
  expect(siteOrigin('http://localhost:5173/')).toBe('http://localhost:5173');
});

it('text that is not a site is left as it is', () => {
  for (const text of ['https://shop.example/about', 'shop.example?a=1', 'no site', 'https://']) {
    expect(siteOrigin(text)).toBe(text);
  }
});
