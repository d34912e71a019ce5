/**
 * Shows the Worker's own pages in the reader's language. Evaluated before the elements, which read the page's language.
 */
import { speechFor } from '../locales/speak.ts';

const asked = new URLSearchParams(location.hash.slice(1)).get('lang');
const { language, locale, direction } = speechFor([
  ...(asked === null ? [] : [asked]),
  ...navigator.languages,
]);
document.documentElement.lang = locale.startsWith(language) ? locale : language;
document.documentElement.dir = direction;
