/** Headers, bodies and footers: lengths, spelling of variables, white space. */
import { type Component, componentOf } from '../components.ts';
import { templateError } from '../template-error.ts';
import type { RuleContext } from './rule-context.ts';
import { checkMediaSample, checkTextSamples } from './samples.ts';
import { checkEdges, checkNumbering, checkRatio, checkSpelling, variablesIn } from './variables.ts';

export type Format = 'POSITIONAL' | 'NAMED';

export const maxLengths = { header: 60, body: 1_024, footer: 60, shortBody: 160, offerBody: 600 } as const;

export const lengthOf = (text: string): number => [...text].length;

export function checkLength(place: string, text: string | undefined, most: number): void {
  if (text !== undefined && lengthOf(text) > most)
    throw templateError('too_long', `The ${place} has at most ${most} characters.`);
}

/** All lengths are checked before anything else in the texts. */
export function checkLengths(components: readonly Component[], maxBody: number): void {
  checkLength('header', componentOf(components, 'HEADER')?.text, maxLengths.header);
  checkLength('body', componentOf(components, 'BODY')?.text, maxBody);
  checkLength('footer', componentOf(components, 'FOOTER')?.text, maxLengths.footer);
}

const mediaFormats = ['IMAGE', 'VIDEO', 'DOCUMENT'];

export function checkHeader(header: Component | undefined, format: Format, context: RuleContext): void {
  if (!header) return;
  const { text, format: kind = '' } = header;
  if (![...mediaFormats, 'TEXT', 'LOCATION', 'PRODUCT'].includes(kind))
    throw templateError('header', 'The header has no format, or one that templates do not have.');
  if (kind !== 'TEXT') {
    if (text !== undefined) throw templateError('header', `A header of the format ${kind} has no text.`);
    if (!mediaFormats.includes(kind) && header.example)
      throw templateError('header', `A header of the format ${kind} has no example.`);
    return;
  }
  if (text === undefined || text.trim() === '') throw templateError('header', 'The header has no text.');
  checkBlanks('header', text, context);
  if (/[*~`]|(^|\s)_\S|\S_(\s|$)/.test(text.replace(/\{\{\w+\}\}/g, '')))
    throw templateError('header', 'The header cannot be formatted.');
  if (context.switches.checksHeaderEmoji && (hasEmoji(text) || /[\n\r]/.test(text)))
    throw templateError('header', 'The header has no emoji and no line break.');
  checkSpelling(text, format, 'header');
  if (variablesIn(text).length > 1) throw templateError('header', 'The header has at most one variable.');
  checkNumbering(text);
}

export function checkBody(body: Component, format: Format, context: RuleContext): void {
  const { text } = body;
  if (text === undefined || text.trim() === '') throw templateError('body', 'The body has no text.');
  checkBlanks('body', text, context);
  checkSpelling(text, format, 'body');
  checkNumbering(text);
  checkEdges(text);
  checkRatio(text, context.switches);
}

export function checkFooter(footer: Component | undefined, context: RuleContext): void {
  if (!footer) return;
  const { text } = footer;
  if (text === undefined || text.trim() === '') throw templateError('footer', 'The footer has no text.');
  checkBlanks('footer', text, context);
  if (!context.switches.allowsFooterVariables && /[{}]/.test(text))
    throw templateError('footer', 'The footer cannot have variables.');
}

export function checkSamples(components: readonly Component[], format: Format, context: RuleContext): void {
  const header = componentOf(components, 'HEADER');
  if (header?.format === 'TEXT') checkTextSamples('header', header, format, context.switches);
  if (header?.format !== undefined && mediaFormats.includes(header.format))
    checkMediaSample(header, context.handles);
  const body = componentOf(components, 'BODY');
  if (body) checkTextSamples('body', body, format, context.switches);
}

function checkBlanks(place: 'header' | 'body' | 'footer', text: string, { switches }: RuleContext): void {
  if (!switches.checksBlanks) return;
  if (/ {5}|\n\s*\n\s*\n/.test(text))
    throw templateError(place, `The ${place} has more than four spaces or two line breaks in a row.`);
  if (text !== text.trim()) throw templateError(place, `The ${place} begins or ends with white space.`);
}

export function hasEmoji(text: string): boolean {
  return /\p{Emoji_Presentation}|\p{Extended_Pictographic}/u.test(text);
}
