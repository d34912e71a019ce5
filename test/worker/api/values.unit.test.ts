import * as v from 'valibot';
import { expect, it } from 'vitest';
import { isPublicHost, timeZone } from '../../../worker/api/values.ts';

it.each([
  'shop.example',
  'push.services.mozilla.com',
  'fcm.googleapis.com',
  'xn--bcher-kva.example',
  'SHOP.EXAMPLE',
])('%s is a name of the public internet', (host) => {
  expect(isPublicHost(host)).toBe(true);
});

it.each([
  '',
  'localhost',
  'localhost.',
  'printer',
  'inbox.localhost',
  '127.0.0.1',
  '10.0.0.1',
  '0x7f.1',
  '2130706433',
  '[::1]',
  '[fd00::1]',
  'printer.local',
  'metadata.google.internal',
  'nas.lan',
  'router.home',
  'wiki.corp',
  'wiki.intranet',
  'a.test',
  'a.invalid',
  '1.0.0.127.in-addr.arpa',
])('%s is not a name of the public internet, so the Worker does not call it', (host) => {
  expect(isPublicHost(host)).toBe(false);
});

it('a time zone is an IANA name', () => {
  expect(v.is(timeZone, 'America/Sao_Paulo')).toBe(true);
  expect(v.is(timeZone, 'Middle/Earth')).toBe(false);
});
