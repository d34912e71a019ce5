/**
 * Guesses the language of a message, among those of the product, from its script and its commonest words. It says null
 * rather than guess wrong: a short message, or a language that is not among them.
 */

const words = {
  en: 'the and you your is are do does have can what when where how please thanks with for my we this that it not would to of from our be will or if there they',
  es: 'el los las una usted tiene tienen puedo cómo qué cuándo cuánto dónde por para con gracias hola está están son mi su hay pero muy buenos quiero',
  'pt-BR':
    'o os uma você vocês tem posso como quando quanto onde para com obrigado obrigada olá está são meu minha seu não bom mas muito fica quero',
  fr: 'le les une vous est sont avez puis comment quand combien où pour avec merci bonjour mon votre nous pas mais très je des du et ce',
  de: 'der die das und ist sind haben kann wie was wann wo bitte danke mit für mein ich sie wir nicht ein eine auch den dem von uns ihr zu im auf es zum noch wird kein keine bei aus',
  id: 'yang dan anda apa kapan di mana berapa bisa tolong terima kasih dengan untuk saya kami ini itu tidak ada sudah akan dari ke halo',
} as const;

type Spaced = keyof typeof words;
export type GuessedLanguage = Spaced | 'ar' | 'hi';

const sets = Object.entries(words).map(([tag, list]): [string, Set<string>] => [
  tag,
  new Set(list.split(' ')),
]);

/** Whether a word, in small letters, says nothing about the subject. Accents do not matter. */
export function isCommonWord(word: string): boolean {
  return common.has(word);
}

const common = new Set(
  sets.flatMap(([, set]) => [...set]).map((word) => word.normalize('NFKD').replace(/\p{M}/gu, '')),
);

const minWords = 3;

export function languageOf(text: string): GuessedLanguage | null {
  const script = scriptOf(text);
  if (script === 'Arabic') return 'ar';
  if (script === 'Devanagari') return 'hi';
  if (script !== 'Latin') return null;
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (said.length < minWords) return null;
  const scores = sets
    .map(([tag, set]) => ({ tag, score: said.filter((word) => set.has(word)).length }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scores;
  if (!best || best.score < 2 || best.score < (next?.score ?? 0) * 1.5) return null;
  return isSpaced(best.tag) ? best.tag : null;
}

function isSpaced(tag: string): tag is Spaced {
  return tag in words;
}

const scripts = {
  Latin: /\p{Script=Latin}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Thai: /\p{Script=Thai}/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Han: /\p{Script=Han}/gu,
};

/** The script of most of its letters; null for a text without letters. */
export function scriptOf(text: string): string | null {
  const counts = Object.entries(scripts).map(([name, pattern]) => ({
    name,
    count: text.match(pattern)?.length ?? 0,
  }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return most && most.count > 0 ? most.name : null;
}

/** Whether a reply is certainly not in the language of the message. */
export function isOtherLanguage(message: string, reply: string): boolean {
  const [asked, said] = [languageOf(message), languageOf(reply)];
  if (asked !== null && said !== null) return asked !== said;
  // A word such as a name in another script says nothing about the language.
  const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
  if (letters(message) < 8 || letters(reply) < 8) return false;
  const [script, other] = [scriptOf(message), scriptOf(reply)];
  // Japanese is written in both.
  const isJapanese = [script, other].every((one) => one === 'Han' || one === 'Kana');
  return script !== other && !isJapanese;
}
