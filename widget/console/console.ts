import './page-language.ts';
import '../agent-console/agent-console.ts';
import { renamePage, showUnread } from '../agent-console/notify/page-badge.ts';
import type { PushWords } from '../client/browser/push-words.ts';
import { speak, speakAlso, speech, speechFor } from '../locales/speak.ts';
import { strings } from '../locales/strings.ts';
import { noticeBook } from '../locales/worker-texts/notices.ts';
import { keepHistory } from './page-history.ts';

const inbox = document.querySelector('agent-console');

/** Tapped in a notification: in this window, or one that was opened for it. */
function openFrom(place: Opening): void {
  if ('opens' in place) inbox?.openHealth(place.inbox);
  else inbox?.openConversation(place.inbox, place.conversationId);
}

/** The target of a notification. */
type Opening = { inbox: string; conversationId: number } | { inbox: string; opens: 'health' };

const asked = new URLSearchParams(location.hash.slice(1));
const [number, conversation] = [asked.get('inbox'), Number(asked.get('conversation'))];
if (number !== null && conversation > 0) {
  history.replaceState(null, '', location.pathname);
  openFrom({ inbox: number, conversationId: conversation });
}
const unwell = asked.get('health');
if (unwell !== null) {
  history.replaceState(null, '', location.pathname);
  openFrom({ inbox: unwell, opens: 'health' });
}

// The sign-in page has let a new member in.
let isNew = asked.has('joined');
if (isNew) history.replaceState(null, '', location.pathname);

if (inbox) keepHistory(inbox);

void speak(speechFor([document.documentElement.lang])).then(async ({ language }) => {
  renamePage(strings.teamInbox);
  document.querySelector('h1')?.replaceChildren(strings.teamInbox);
  showUnread(inbox?.unread ?? 0);
  if (language !== 'en') {
    document
      .querySelector('link[rel=manifest]')
      ?.setAttribute('href', `/console/manifest.${language}.webmanifest`);
  }
  if (!('serviceWorker' in navigator)) return;
  await speakAlso(noticeBook);
  const notices = Object.entries(noticeBook.words).map(([code, { summary }]) => [code, summary]);
  const words: PushWords = {
    locale: speech.locale,
    from: strings.messageFrom('{name}'),
    test: strings.pushWorks,
    tokenRefused: strings.tokenRejected,
    tokenExpires: strings.tokenExpires('{moment}'),
    numberStatus: strings.numberStatus('{status}'),
    endpointFailing: strings.endpointFailing('{name}', '{moment}'),
    botStoppedLooping: strings.botStoppedLooping('{name}', '{moment}'),
    week: strings.weekInFigures('{received}', '{sent}', '{resolved}', '{waiting}'),
    webhook: {
      'not-subscribed': strings.webhookNotSubscribed,
      'no-field': strings.webhookNoField,
      elsewhere: strings.webhookElsewhere,
      silent: strings.webhookSilent,
    },
    notices: Object.fromEntries(notices),
  };
  await (await caches.open('console-words')).put('/console/words.json', Response.json(words));
});

if ('serviceWorker' in navigator) {
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isOpening(data)) openFrom(data);
  });
  void navigator.serviceWorker.register(trusted('/console/service-worker.js'), { scope: '/console/' });
}

inbox?.addEventListener('sign-in', ({ agent }) => {
  if (isNew) void import('./welcome.ts').then(({ welcome }) => welcome(agent.id));
  isNew = false;
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  void import('./renew-push.ts').then(({ renewPush }) => renewPush());
});

/** Where the keyboard of a phone covers the page instead of making it smaller, the console ends above it. */
const { visualViewport } = window;
visualViewport?.addEventListener('resize', () => {
  document.documentElement.style.setProperty('--visible-height', `${visualViewport.height}px`);
  window.scrollTo(0, 0);
});

function isOpening(data: unknown): data is Opening {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'open';
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** The page's policy lets no text name a script but this one. */
function trusted(url: string): string {
  const types: TrustedTypes | undefined = Reflect.get(window, 'trustedTypes');
  return (
    types?.createPolicy('service-worker', { createScriptURL: (text) => text }).createScriptURL(url) ?? url
  );
}
