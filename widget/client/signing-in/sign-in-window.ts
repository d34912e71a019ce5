/** Sign-in on a page of another origin, in a window of the Worker, which passes the session on. */
import type { Session } from '../../../worker/api/people/sessions.ts';

import { speech } from '../../locales/speak.ts';

/** The message from the window to the page that opened it. */
export interface SessionHandover {
  type: 'agent-console/session';
  session: Session;
}

/** Opens the window, and waits for a session from that window only. Null: the browser blocked it. */
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

/** Passes the session to the page that opened this window. False: there is none of this origin. */
export function handOver(session: Session, origin: string): boolean {
  const opener: unknown = window.opener;
  if (!(opener && typeof opener === 'object' && 'postMessage' in opener)) return false;
  window.opener.postMessage({ type: 'agent-console/session', session } satisfies SessionHandover, origin);
  return true;
}

function isHandover(data: unknown): data is SessionHandover {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'agent-console/session';
}
