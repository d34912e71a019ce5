/** A page of another site with the console on it, whose script the test gives. */
import { createServer } from 'node:http';
import type { Origins } from '../../worker/api.ts';
import { listening } from '../listening.ts';
import { api } from './calls.ts';
import { workerUrl } from './stack.ts';

export interface BackOffice {
  url: string;
  close(): void;
}

/** Signs in with a session that is there already. */
export const signInWith = (token: string) =>
  `document.querySelector('agent-console').getToken = async () => '${token}';`;

export async function openBackOffice(scriptFor: (page: URL) => string): Promise<BackOffice> {
  const server = createServer((request, response) => {
    const page = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('Content-Type', 'text/html').end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Back office</title>
       <style>body{margin:0}h1{position:absolute;clip-path:inset(50%)}agent-console{block-size:100vh}</style>
       <script type="module" src="${workerUrl}/agent-console.js"></script>
       <main><h1>Back office</h1><agent-console worker="${workerUrl}"></agent-console></main>
       <script>${scriptFor(page)}</script>`,
    );
  });
  const url = `http://localhost:${await listening(server)}`;
  return { url, close: () => server.close() };
}

/** Lets consoles on a site talk to the Worker. */
export async function allowSite(url: string): Promise<void> {
  const { origins } = await api<Origins>('GET', '/settings/origins');
  await api('PUT', '/settings/origins', { origins: [...origins, url] });
}
