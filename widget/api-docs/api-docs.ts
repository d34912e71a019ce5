/** The interactive parts of the reference: language of the samples, copying, search, and the current position. */

const root = document.documentElement;
const storageKey = 'message-us/docs-language';
const placeholder = 'https://YOUR-WORKER';

const all = <Kind extends Element>(kind: abstract new () => Kind, selector: string): Kind[] =>
  [...document.querySelectorAll(selector)].filter((one): one is Kind => one instanceof kind);

/** The page is served by the Worker that it describes. */
function nameThisWorker(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node.nodeValue?.includes(placeholder))
      node.nodeValue = node.nodeValue.replaceAll(placeholder, location.origin);
  }
}

function chooseLanguage(language: string): void {
  root.dataset.language = language;
  for (const tab of all(HTMLButtonElement, '[data-language]'))
    tab.ariaPressed = String(tab.dataset.language === language);
}

/** A browser can refuse storage; then the choice lasts as long as the page. */
function storedLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function keepLanguage(language: string): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // It is chosen again next time.
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const samples = [...(button.closest('.sample')?.querySelectorAll('pre') ?? [])];
  const shown = samples.find((one) => one.checkVisibility());
  try {
    await navigator.clipboard.writeText(shown?.textContent ?? '');
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select it to copy';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2_000);
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.language !== undefined) {
    const top = button.getBoundingClientRect().top;
    chooseLanguage(button.dataset.language);
    keepLanguage(button.dataset.language);
    // The samples above have changed height, so the reader's position is restored.
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: 'instant' });
  } else if (button?.classList.contains('copy')) void copy(button);
});

const [nav] = all(HTMLElement, 'nav');
const [menu] = all(HTMLButtonElement, '.menu');
const [search] = all(HTMLInputElement, '.search input');
const [none] = all(HTMLElement, '.none');
const rows = all(HTMLElement, 'nav [data-words]');
const groups = all(HTMLDetailsElement, 'nav details');
const links = all(HTMLAnchorElement, 'nav li a');

function openMenu(isOpen: boolean): void {
  nav?.classList.toggle('open', isOpen);
  if (menu) menu.ariaExpanded = String(isOpen);
}

function filter(text: string): void {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => row.dataset.words?.includes(word));
  for (const group of groups) {
    const found = group.querySelectorAll('[data-words]:not([hidden])').length;
    group.hidden = found === 0;
    group.open = words.length > 0 ? found > 0 : group.querySelector('[aria-current]') !== null;
    for (const about of group.querySelectorAll('li:not([data-words])'))
      if (about instanceof HTMLElement) about.hidden = words.length > 0;
  }
  if (none) none.hidden = groups.some((group) => !group.hidden);
}

search?.addEventListener('input', () => filter(search.value));
search?.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && search.value !== '') {
    event.preventDefault();
    search.value = '';
    filter('');
  }
  if (event.key !== 'Enter') return;
  const first = rows.find((row) => !row.hidden)?.querySelector('a');
  if (search.value !== '') first?.click();
});
menu?.addEventListener('click', () => openMenu(menu.ariaExpanded !== 'true'));
nav?.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a')) openMenu(false);
});
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key === 'Escape') openMenu(false);
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  openMenu(true);
  search?.focus();
});

/** Marks the visible section in the contents, and opens its group. */
function follow(): void {
  const byId = new Map(links.map((link) => [link.hash.slice(1), link]));
  const places = [...byId.keys()].flatMap((id) => document.getElementById(id) ?? []);
  let current: HTMLAnchorElement | undefined;
  const update = () => {
    const line = innerHeight / 4;
    const here = places.findLast((place) => place.getBoundingClientRect().top <= line) ?? places[0];
    const link = here && byId.get(here.id);
    if (link === current) return;
    current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'location');
    current = link;
    if (search?.value) return;
    const group = link?.closest('details');
    for (const one of groups) one.open = one === group;
    if (nav && nav.clientHeight === innerHeight)
      link?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };
  let isWaiting = false;
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      update();
    });
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('hashchange', later);
  update();
}

nameThisWorker();
chooseLanguage(storedLanguage() ?? 'curl');
follow();
