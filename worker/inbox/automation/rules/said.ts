/** What a customer has said, in the form in which rules compare it. */
import type { Content } from '../../../whatsapp/content/content.ts';
import { fold } from '../../search/words.ts';

/** What is compared: longer messages are hardly a keyword, and every character costs time. */
const maxLength = 1_000;

/** One message: as it is, and its letters for comparing whole words. */
export interface Said {
  /** Folded, with spaces as they are. */
  text: string;
  /** Only words and emoji, with one space between them and around all. */
  words: string;
}

/** What the customer wrote or tapped: a text, a caption, the title of a button or of a row. */
export function textOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.text.body;
    case 'button':
      return content.button.text;
    case 'interactive': {
      const { interactive } = content;
      if (interactive.type === 'button_reply') return interactive.button_reply.title;
      return interactive.type === 'list_reply' ? interactive.list_reply.title : '';
    }
    case 'image':
      return content.image.caption ?? '';
    case 'video':
      return content.video.caption ?? '';
    case 'document':
      return content.document.caption ?? '';
    default:
      return '';
  }
}

/** The id of the button or row that the customer tapped. */
export function tappedId(content: Content): string | null {
  if (content.type === 'button') return content.button.payload ?? null;
  if (content.type !== 'interactive') return null;
  const { interactive } = content;
  if (interactive.type === 'button_reply') return interactive.button_reply.id;
  return interactive.type === 'list_reply' ? interactive.list_reply.id : null;
}

export function saidIn(text: string): Said {
  const folded = foldSaid(text.slice(0, maxLength));
  return { text: folded, words: wordsOf(folded) };
}

/** Skin tones, joiners and directions do not matter, nor which quotation mark a phone writes. */
export function foldSaid(text: string): string {
  return fold(text.replace(/[\u{1f3fb}-\u{1f3ff}\u200b-\u200f\u2060\ufeff]/gu, ''))
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/ς/g, 'σ');
}

const unspaced =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{Extended_Pictographic}';
/** Digits are pictographic by Unicode's property, and are not meant. */
const character = new RegExp(`(?![0-9])[${unspaced}]\\p{M}*`, 'gu');

/**
 * Words with one space between them and around all. Where a script has no spaces, every character is a word, so that a word
 * is found inside a sentence.
 */
export function wordsOf(folded: string): string {
  const spaced = folded
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]+/gu, ' ')
    .replace(character, ' $& ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return ` ${spaced} `;
}
