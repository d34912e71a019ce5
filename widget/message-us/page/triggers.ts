import type { Button } from '../button.ts';
import { hasConsent } from '../click/consent.ts';

/**
 * What opens the card automatically, or for a button that cannot load one puts a mark at its corner. Once on a page; and
 * nothing is stored before the visitor has used or closed something, or has `consented`.
 */
const key = 'message-us';
const watches = new WeakMap<Button, AbortController>();
const done = new WeakSet<Button>();

/** Watches until the button is used, or `signal` says that it has left the page; a change of attributes starts again. */
export function watch(button: Button, signal: AbortSignal): void {
  watches.get(button)?.abort();
  const memory = memoryOf(button);
  if (signal.aborted || done.has(button) || memory.isDone) return;

  const over = new AbortController();
  watches.set(button, over);
  signal.addEventListener('abort', () => over.abort(), { once: true, signal: over.signal });
  const options = { signal: over.signal, passive: true };
  const end = () => {
    done.add(button);
    over.abort();
  };
  const open = () => {
    if (over.signal.aborted) return;
    end();
    void button.showCard(false).catch(() => {
      button.badge ??= '1';
    });
  };
  // A visitor who has used the button needs no reminder, on this page or the next.
  for (const event of ['message-us-press', 'message-us-close'] as const)
    button.addEventListener(
      event,
      () => {
        end();
        memory.finish();
      },
      { signal },
    );

  const seconds = numberOf(button, 'opens-after');
  if (seconds !== null) {
    const timer = setTimeout(open, seconds * 1_000);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  const share = numberOf(button, 'opens-at-scroll');
  if (share !== null) {
    const look = () => {
      // In quirks mode it is the body that scrolls.
      const { scrollHeight, clientHeight } = document.scrollingElement ?? document.documentElement;
      const way = scrollHeight - clientHeight;
      if (way > 0 && scrollY / way >= share / 100) open();
    };
    addEventListener('scroll', look, options);
  }

  const element = elementOf(button.read('opens-in-view'));
  if (element) {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) open();
    });
    observer.observe(element);
    over.signal.addEventListener('abort', () => observer.disconnect());
  }

  if (button.opensOnExit)
    document.documentElement.addEventListener(
      'mouseleave',
      ({ clientY }) => {
        if (clientY <= 0) open();
      },
      options,
    );

  // `#chat`, `?chat` or `?from=letter`.
  const address = button.read('opens-at-address');
  if (address) {
    const look = () => {
      const query = new URLSearchParams(location.search);
      const [name = '', value] = address.replace(/^\?/, '').split('=');
      const isThere = address.startsWith('#')
        ? location.hash === address
        : query.has(name) && (value === undefined || query.get(name) === value);
      if (isThere) open();
    };
    addEventListener('hashchange', look, options);
    look();
  }

  const views = numberOf(button, 'opens-at-view');
  if (views !== null && memory.count() >= views) open();
}

/** Null if the value is not a number, which `repair/` explains. */
function numberOf(button: Button, name: string): number | null {
  const value = button.read(name);
  const number = Number(value);
  return value && Number.isFinite(number) ? number : null;
}

/** Null if the selector is invalid. */

function elementOf(selector: string | undefined): Element | null {
  try {
    return selector ? document.querySelector(selector) : null;
  } catch {
    return null;
  }
}

/** What is stored about a visitor, for this site only: their page views, and that the card has been closed or used. */
function memoryOf(button: Button): { isDone: boolean; count(): number; finish(): void } {
  const isAllowed = () => hasConsent(button);
  const read = (): { views: number; isDone: boolean } => {
    try {
      return { views: 0, isDone: false, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
    } catch {
      return { views: 0, isDone: false };
    }
  };
  const write = (value: object) => {
    try {
      localStorage.setItem(key, JSON.stringify({ ...read(), ...value }));
    } catch {
      // The browser stores nothing here, and the visitor may be asked again.
    }
  };
  return {
    isDone: read().isDone,
    count() {
      const views = read().views + 1;
      if (isAllowed()) write({ views });
      return views;
    },
    finish: () => write({ isDone: true }),
  };
}
