/** Sign-in on a page of another origin: in a window of the Worker's own, which hands the session over. */
import type { Session } from '../../../worker/api/sessions.ts';
import { speech } from '../../locales/speak.ts';

/** What the window says to the page that opened it. */
export interface SessionHandover {
  type: 'agent-console/session';
  session: Session;
}

/** Opens the window, and waits for a session from it and from nobody else. Null: the browser has blocked it. */
export function openSignInWindow(worker: string, signal: AbortSignal): Promise<Session> | null {
  const asked = new URLSearchParams({ for: location.origin, lang: speech.locale });
  const opened = window.open(`${worker}/sign-in/#${asked}`, '_blank', 'popup,width=440,height=600');
  if (!opened) return null;
  return new Promise((resolve) => {
    window.addEventListener(
      'message',
      ({ source, origin, data }: MessageEvent<unknown>) => {
        if (source !== opened || origin !== worker || !isHandover(data)) return;
        resolve(data.session);
      },
      { signal },
    );
  });
}

/** Gives the session to the page that opened this window, if it is still of that origin. False: there is none. */
export function handOver(session: Session, origin: string): boolean {
  const opener: unknown = window.opener;
  if (!(opener && typeof opener === 'object' && 'postMessage' in opener)) return false;
  window.opener.postMessage({ type: 'agent-console/session', session } satisfies SessionHandover, origin);
  return true;
}

function isHandover(data: unknown): data is SessionHandover {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'agent-console/session';
}
