/** Which language is spoken, and its texts. A page speaks one language: its consoles share it. */
import { type Book, translationIn } from './book.ts';
import { type Language, languages } from './languages.ts';
import { putOver } from './put-over.ts';
import type { Texts } from './strings.ts';
import { loadedEnglish, strings } from './strings-first-load.ts';

/** The console's own texts, as every part has its own. */
export const translation = translationIn(
  'console',
  import.meta.glob<Texts>(['./*/console.ts', '!./en/*'], { import: 'words' }),
);

/** One of our languages, and the locale for `Intl`, with the region of the reader's own settings. */
export interface Speech {
  language: Language;
  locale: string;
  direction: 'ltr' | 'rtl';
}

const inEnglish: Speech = { language: 'en', locale: 'en', direction: 'ltr' };

/** The current language. */
export let speech: Speech = inEnglish;

/** The first of these languages that we speak, in whichever country; English when there is none. */
export function speechFor(tags: readonly string[]): Speech {
  const wanted = tags.flatMap((tag) => localeOf(tag) ?? []);
  for (const locale of wanted) {
    const language = languageOf(locale);
    if (language === null) continue;
    const sameLanguage = wanted.filter((other) => other.language === locale.language);
    const exact = sameLanguage.find(({ region }) => region !== undefined) ?? locale;
    return { language: language.tag, locale: exact.baseName, direction: language.direction };
  }
  return inEnglish;
}

/** The language of an element's place in the page, then those that the browser's user reads. */
export function languagesAt(element: Element): readonly string[] {
  return [pageLanguage(element), ...navigator.languages].filter((tag) => tag !== '');
}

const books: Book[] = [];
let wanted: { next: Speech; own: Texts } = { next: inEnglish, own: {} };
let asked = 0;
let spoken: Promise<Speech> = Promise.resolve(inEnglish);

/**
 * Makes all that is drawn from now on say it in this language. `own` are the page's texts, which come before ours.
 * What a language lacks is English; so is all of it when its file cannot be loaded. Asked twice at once, the later
 * wins. Returns what is spoken then.
 */
export function speak(next: Speech, own: Texts = {}): Promise<Speech> {
  asked += 1;
  wanted = { next, own };
  spoken = load(asked);
  return spoken;
}

/** From now on the texts of this part are in the language that is spoken, too. Kept when they are. */
export function speakAlso(book: Book): Promise<Speech> {
  if (!books.includes(book)) {
    books.push(book);
    spoken = load(asked);
  }
  return spoken;
}

async function load(turn: number): Promise<Speech> {
  const { next, own } = wanted;
  const { language } = next;
  const parts = [...books];
  const [texts, ...ofParts] = await Promise.all(
    [translation, ...parts.map((part) => part.translation)].map((load) =>
      language === 'en' ? {} : load(language).catch(() => null),
    ),
  );
  if (turn !== asked) return spoken;
  speech = texts ? next : inEnglish;
  Object.assign(strings, loadedEnglish);
  putOver(strings, texts ?? {});
  putOver(strings, own);
  parts.forEach(({ words, english, key }, index) => {
    // Some have texts for what English leaves as it comes.
    for (const name of Object.keys(words)) Reflect.deleteProperty(words, name);
    Object.assign(words, english);
    putOver(words, (texts && ofParts[index]) ?? {});
    putOver(words, own[key] ?? {});
  });
  return speech;
}

function languageOf({ language }: Intl.Locale): (typeof languages)[number] | null {
  return languages.find(({ tag }) => new Intl.Locale(tag).language === language) ?? null;
}

/** Also through the hosts of shadow trees. */
function pageLanguage(element: Element): string {
  const holder = element.closest('[lang]');
  if (holder instanceof HTMLElement) return holder.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? pageLanguage(root.host) : '';
}

/** A page can write anything into `lang`. */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}
