/** The Worker's own pages are in the language of whoever reads them. Evaluated before the elements, which ask the page. */
import { speechFor } from '../locales/speak.ts';

const asked = new URLSearchParams(location.hash.slice(1)).get('lang');
const { language, locale, direction } = speechFor([
  ...(asked === null ? [] : [asked]),
  ...navigator.languages,
]);
document.documentElement.lang = locale.startsWith(language) ? locale : language;
document.documentElement.dir = direction;
