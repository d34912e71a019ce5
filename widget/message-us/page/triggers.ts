import type { Button } from '../button.ts';
import { hasConsent } from '../click/consent.ts';

/**
 * Triggers that open the card automatically, once on a page. If the card cannot be loaded, a badge appears instead. Nothing
 * is stored until the visitor uses the button, closes the card, or has `consented`.
 */
const storageKey = 'message-us';
const watches = new WeakMap<Button, AbortController>();
const done = new WeakSet<Button>();

/** Watches until the button is used, or until `signal` is aborted because it has left the page. A change of attributes restarts it. */
export function watch(button: Button, signal: AbortSignal): void {
  watches.get(button)?.abort();
  const visitor = visitorRecord(button);
  if (signal.aborted || done.has(button) || visitor.isDone) return;

  const stopped = new AbortController();
  watches.set(button, stopped);
  signal.addEventListener('abort', () => stopped.abort(), { once: true, signal: stopped.signal });
  const options = { signal: stopped.signal, passive: true };
  const stop = () => {
    done.add(button);
    stopped.abort();
  };
  const open = () => {
    if (stopped.signal.aborted) return;
    stop();
    void button.showCard(false).catch(() => {
      button.badge ??= '1';
    });
  };
  // A visitor who has used the button needs no trigger, on this page or another.
  for (const event of ['message-us-press', 'message-us-close'] as const)
    button.addEventListener(
      event,
      () => {
        stop();
        visitor.finish();
      },
      { signal },
    );

  const seconds = numberOf(button, 'opens-after');
  if (seconds !== null) {
    const timer = setTimeout(open, seconds * 1_000);
    stopped.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  const percent = numberOf(button, 'opens-at-scroll');
  if (percent !== null) {
    const check = () => {
      // In quirks mode, the body scrolls.
      const { scrollHeight, clientHeight } = document.scrollingElement ?? document.documentElement;
      const maxScroll = scrollHeight - clientHeight;
      if (maxScroll > 0 && scrollY / maxScroll >= percent / 100) open();
    };
    addEventListener('scroll', check, options);
  }

  const element = elementOf(button.read('opens-in-view'));
  if (element) {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) open();
    });
    observer.observe(element);
    stopped.signal.addEventListener('abort', () => observer.disconnect());
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
    const check = () => {
      const query = new URLSearchParams(location.search);
      const [name = '', value] = address.replace(/^\?/, '').split('=');
      const isThere = address.startsWith('#')
        ? location.hash === address
        : query.has(name) && (value === undefined || query.get(name) === value);
      if (isThere) open();
    };
    addEventListener('hashchange', check, options);
    check();
  }

  const views = numberOf(button, 'opens-at-view');
  if (views !== null && visitor.countView() >= views) open();
}

/** Null if the value is not a number; `repair/` explains this to the owner. */
function numberOf(button: Button, name: string): number | null {
  const value = button.read(name);
  const number = Number(value);
  return value && Number.isFinite(number) ? number : null;
}

/** Null if there is no such element, or the selector is invalid. */
function elementOf(selector: string | undefined): Element | null {
  try {
    return selector ? document.querySelector(selector) : null;
  } catch {
    return null;
  }
}

/** What is stored about a visitor, for this site only: page views, and whether they have used the button or closed the card. */
function visitorRecord(button: Button): { isDone: boolean; countView(): number; finish(): void } {
  const read = (): { views: number; isDone: boolean } => {
    try {
      return { views: 0, isDone: false, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') };
    } catch {
      return { views: 0, isDone: false };
    }
  };
  const write = (value: object) => {
    try {
      localStorage.setItem(storageKey, JSON.stringify({ ...read(), ...value }));
    } catch {
      // Storage is blocked or full, so the triggers may run again for this visitor.
    }
  };
  return {
    isDone: read().isDone,
    countView() {
      const views = read().views + 1;
      if (hasConsent(button)) write({ views });
      return views;
    },
    finish: () => write({ isDone: true }),
  };
}
