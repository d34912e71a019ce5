/**
 * Serves the Worker's own console page: it keeps the page's own files, so that it opens at once and without a network, and
 * shows what is pushed. Messages and answers of the API are never kept.
 */
import type { PushMessage } from '../../worker/api/people/push.ts';
import { type AlertLine, textOf, withLine } from '../client/browser/alert-lines.ts';
import { alertText, type PushWords, weekText, wordsIfNone } from '../client/browser/push-words.ts';

declare const self: ServiceWorkerGlobalScope;

const page = '/console/';
const shell = 'console-shell';
/** Where the page leaves the sentences that this needs, in the agent's language. */
const wordsAt = '/console/words.json';
const mostKept = 150;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) => cache.add(page))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetOldest()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/parts/')) event.respondWith(keptOrFetched(request));
  else if (pathname.startsWith(page) || pathname === '/agent-console.js') {
    event.respondWith(fetchedOrKept(request.mode === 'navigate' ? new Request(page) : request));
  }
});

self.addEventListener('push', (event) => {
  const message: PushMessage | undefined = event.data?.json();
  if (message) event.waitUntil(show(message));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

/** These are named by their content, and never change. */
async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetchedOrKept(request);
}

async function fetchedOrKept(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(shell)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}

/** The oldest first, as a cache lists them. */
async function forgetOldest(): Promise<void> {
  const cache = await caches.open(shell);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - mostKept)).map((request) => cache.delete(request)));
}

async function show(message: PushMessage): Promise<void> {
  const words = await wordsKept();
  const looks = { icon: '/console/icon-192.png', badge: '/console/badge.png' };
  if (message.type === 'test') return self.registration.showNotification(words.test, looks);
  // Who is looking at the inbox sees the message itself.
  if ((await consoles()).some(({ visibilityState }) => visibilityState === 'visible')) return;
  if (message.type === 'alert') {
    const { inbox, number, alert } = message;
    const text = alertText(words, alert);
    const options = { ...looks, body: text, tag: `${inbox}/${alert.type}`, data: { inbox, opens: 'health' } };
    if (alert.type !== 'template') return self.registration.showNotification(number, options);
    const line = { about: `${alert.params.name}/${alert.params.language}`, text };
    // Two that arrive at once would each leave the other out.
    return navigator.locks.request(options.tag, () => showAmongOthers(number, options, line));
  }
  if (message.type === 'week') {
    const options = { ...looks, body: weekText(words, message), tag: `${message.inbox}/week` };
    return self.registration.showNotification(message.number, options);
  }
  const { inbox, conversationId, name, text } = message;
  const options = {
    ...looks,
    body: text ?? '',
    tag: `${inbox}/${conversationId}`,
    renotify: true,
    data: { inbox, conversationId },
  };
  await self.registration.showNotification(
    words.from.replace('{name}', () => name),
    options,
  );
}

/** Adds a line to the notification of this tag that the device still shows, if there is one. */
async function showAmongOthers(
  title: string,
  options: NotificationOptions & { tag: string },
  line: AlertLine,
): Promise<void> {
  const { tag, data } = options;
  const [shown] = await self.registration.getNotifications({ tag });
  const lines = withLine(shown?.data.lines ?? [], line);
  // The device makes a sound again, although the notification replaces another.
  const added = { ...options, body: textOf(lines), data: { ...data, lines }, renotify: true };
  await self.registration.showNotification(title, added);
}

/** Where a notification leads: to a conversation, or to a number's health. */
type Opened = { inbox: string; conversationId: number } | { inbox: string; opens: 'health' };

async function open(place: Opened | null): Promise<void> {
  const [first] = await consoles();
  if (first) {
    await first.focus();
    if (place) first.postMessage({ type: 'open', ...place });
    return;
  }
  await self.clients.openWindow(place ? `${page}#${askedBy(place)}` : page);
}

function askedBy(place: Opened): URLSearchParams {
  return new URLSearchParams(
    'opens' in place
      ? { health: place.inbox }
      : { inbox: place.inbox, conversation: String(place.conversationId) },
  );
}

async function consoles(): Promise<readonly WindowClient[]> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => new URL(url).pathname === page);
}

async function wordsKept(): Promise<PushWords> {
  const kept = await caches.match(wordsAt);
  // Those of a page that was open before an upgrade lack some.
  return kept ? { ...wordsIfNone, ...(await kept.json()) } : wordsIfNone;
}
