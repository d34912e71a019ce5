import { expect, it } from 'vitest';
import { siteOrigin } from '../../../../../widget/agent-console/settings/developers/site-origin.ts';

it('takes a site without its scheme, and one that is copied with its slash or in capitals', () => {
  expect(siteOrigin('shop.example')).toBe('https://shop.example');
  expect(siteOrigin('Shop.Example:8443/')).toBe('https://shop.example:8443');
  expect(siteOrigin('http://localhost:5173/')).toBe('http://localhost:5173');
});

it('leaves what is not a whole site as it is written', () => {
  for (const text of ['https://shop.example/about', 'shop.example?a=1', 'no site', 'https://']) {
    expect(siteOrigin(text)).toBe(text);
  }
});
