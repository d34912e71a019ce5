import type { MessageUs } from './message-us-element.ts';

/**
 * What opens the card by itself, or for a button without one puts a mark at its corner. Once on a page; and nothing is
 * stored before the visitor has pressed or closed something, or has `consented`.
 */
const key = 'message-us';
const watched = new WeakSet<MessageUs>();

export function watch(button: MessageUs): void {
  if (watched.has(button)) return;
  watched.add(button);
  const wanted = (name: string) => button.getAttribute(`opens-${name}`);
  const memory = memoryOf(button);
  if (memory.isDone) return;

  const over = new AbortController();
  const options = { signal: over.signal, passive: true };
  const open = () => {
    if (over.signal.aborted) return;
    over.abort();
    void button.showCard(false).catch(() => {
      button.badge ??= '1';
    });
  };
  // Whoever has used the button needs no reminder, on this page or the next.
  for (const event of ['message-us-press', 'message-us-close'] as const)
    button.addEventListener(event, () => {
      over.abort();
      memory.finish();
    });

  const seconds = wanted('after');
  if (seconds !== null) {
    const timer = setTimeout(open, Number.parseFloat(seconds) * 1_000);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  const share = wanted('at-scroll');
  if (share !== null) {
    const look = () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      const way = scrollHeight - clientHeight;
      if (way > 0 && scrollY / way >= Number.parseFloat(share) / 100) open();
    };
    addEventListener('scroll', look, options);
  }

  const selector = wanted('in-view');
  const element = selector && document.querySelector(selector);
  if (element) {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) open();
    });
    observer.observe(element);
    over.signal.addEventListener('abort', () => observer.disconnect());
  }

  if (wanted('on-exit') !== null)
    document.documentElement.addEventListener(
      'mouseleave',
      ({ clientY }) => {
        if (clientY <= 0) open();
      },
      options,
    );

  // `#chat`, `?chat` or `?from=letter`.
  const address = wanted('at-address');
  if (address !== null) {
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

  const views = wanted('at-view');
  if (views !== null && memory.count() >= Number(views)) open();
}

/** What is remembered of a visitor, on this site only: how many pages they have seen, and that they need no more. */
function memoryOf(button: MessageUs): { isDone: boolean; count(): number; finish(): void } {
  const isAllowed = () => button.hasAttribute('consented');
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
