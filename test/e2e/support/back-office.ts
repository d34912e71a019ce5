/** A page of another site with the console on it, whose script the test gives. */
import { createServer } from 'node:http';
import { expect, vi } from 'vitest';
import type { Origins } from '../../../worker/api/people/settings.ts';
import { listening } from '../../listening.ts';
import { api, bearer } from './calls.ts';
import { workerUrl } from './stack.ts';

export interface BackOffice {
  url: string;
  close(): void;
}

/** Signs in with a session that is there already. */
export const signInWith = (token: string) =>
  `document.querySelector('agent-console').getToken = async () => '${token}';`;

/** `policy` is the page's Content-Security-Policy; `scripts` are loaded after the first, by their path at the Worker. */
export interface OfficeOptions {
  policy?: string;
  scripts?: readonly string[];
}

export async function openBackOffice(
  scriptFor: (page: URL) => string,
  { policy, scripts = [] }: OfficeOptions = {},
): Promise<BackOffice> {
  const tags = ['/agent-console.js', ...scripts].map(
    (path) => `<script type="module" src="${workerUrl}${path}"></script>`,
  );
  const server = createServer((request, response) => {
    const page = new URL(request.url ?? '/', 'http://localhost');
    if (policy) response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', 'text/html').end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Back office</title><link rel="icon" href="data:,">
       <style nonce="page">body{margin:0}h1{position:absolute;clip-path:inset(50%)}agent-console{block-size:100vh}</style>
       ${tags.join('')}
       <main><h1>Back office</h1><agent-console worker="${workerUrl}"></agent-console></main>
       <script nonce="page">${scriptFor(page)}</script>`,
    );
  });
  const url = `http://localhost:${await listening(server)}`;
  return { url, close: () => server.close() };
}

/** Lets consoles on a site talk to the Worker, which remembers the list of sites for some seconds. */
export async function allowSite(url: string): Promise<void> {
  const { origins } = await api<Origins>('GET', '/settings/origins');
  await api('PUT', '/settings/origins', { origins: [...origins, url] });
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${workerUrl}/api/me`, { headers: { ...bearer, Origin: url } });
      expect(answer.headers.get('access-control-allow-origin')).toBe(url);
    },
    { timeout: 30_000, interval: 200 },
  );
}
