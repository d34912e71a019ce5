/** The elements reach the Worker in one place: `widget/client/api` has one function for each route. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routes } from './docs/routes.ts';

const widget = resolve(import.meta.dirname, '../widget');
const filesIn = (folder: string) =>
  readdirSync(resolve(widget, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
const textOf = (file: string) => readFileSync(resolve(widget, file), 'utf8');

/** It has every route, and calls two itself. */
const forPrograms = 'client/api/message-us-client.ts';
const called = filesIn('client/api')
  .filter((file) => file !== forPrograms)
  .flatMap((file) =>
    [...textOf(file).matchAll(/'((?:GET|POST|PUT|DELETE) \/[^']*)'/g)].map(([, route = '']) => route),
  );
const known = routes
  .filter(({ path }) => path.startsWith('/api/'))
  .map(({ method, path }) => `${method} ${path.replace('/api', '')}`);

/** Routes that no element of the inbox calls, and why. */
const notCalled: Readonly<Record<string, string>> = {
  'GET /inboxes': 'for programs; the inbox gets its numbers from GET /me',
  'GET /webhook': 'for programs; the setup page gets the address from GET /setup',
  'GET /unrouted': 'for programs; the health page has a row for it',
  'GET /inboxes/:inbox/availability': 'for programs; the inbox has it from its live connection',
  'GET /inboxes/:inbox/events': 'for programs that cannot receive webhooks',
  'GET /webhooks/:id': 'for programs; the settings page reads the whole list',
  'POST /inboxes/:inbox/messages': 'for programs; an agent sends in a conversation',
  'POST /inboxes/:inbox/conversations/:id/hand-over': 'for bots; an agent takes over instead',
  'POST /presses': 'called by the button, with sendBeacon',
  'GET /inboxes/:inbox/button/pictures/:picture': 'the address of an image in the card',
  'GET /inboxes/:inbox/button':
    'called by the button, which is a program of its own (widget/message-us/connection.ts)',
};

describe('the API client', () => {
  it('has a function for each route', () => {
    expect(known.filter((route) => !called.includes(route) && !(route in notCalled))).toEqual([]);
  });

  it('calls only routes that exist, and each from one function', () => {
    expect(called.filter((route) => !known.includes(route))).toEqual([]);
    expect(called.filter((route, index) => called.indexOf(route) !== index)).toEqual([]);
  });

  it('states no reason for a route that it does call', () => {
    expect(
      Object.keys(notCalled).filter((route) => called.includes(route) || !known.includes(route)),
    ).toEqual([]);
  });

  it('is the only part of the pages that makes requests', () => {
    const pages = ['agent-console', 'client', 'console', 'sign-in', 'signup'].flatMap(filesIn);
    const requests = /(?<![.#\w])fetch\(|XMLHttpRequest|EventSource|sendBeacon/;
    expect(pages.filter((file) => requests.test(textOf(file))).sort()).toEqual([
      'client/api/api-client.ts',
      // The file of a message, at an address with its own ticket.
      'client/api/conversations/media-bytes.ts',
      'client/api/request.ts',
    ]);
  });
});
