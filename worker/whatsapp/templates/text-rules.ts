/** Rules for the texts of a template: header, body and footer, and the samples of their variables. */
import type { BodyComponent, FooterComponent, HeaderComponent } from './definition.ts';
import type { Problems } from './problem.ts';
import { type ParameterFormat, type TextVariables, textAround, variablesIn, wordsIn } from './variables.ts';

export const maxHeader = 60;
export const maxFooter = 60;
export const maxBody = 1_024;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const lineBreak = /[\r\n]/;

/** Samples by the name of their variable. A surplus sample has a name that is no variable's. */
export type Samples = ReadonlyMap<string, string>;

export function bodySamples({ text = '', example }: BodyComponent): Samples {
  if (example?.body_text_named_params) return byName(example.body_text_named_params);
  return byPosition(variablesIn(text).names, example?.body_text?.[0] ?? []);
}

export function headerSamples({ text = '', example }: HeaderComponent): Samples {
  if (example?.header_text_named_params) return byName(example.header_text_named_params);
  return byPosition(variablesIn(text).names, example?.header_text ?? []);
}

function byName(samples: readonly { param_name: string; example: string }[]): Samples {
  return new Map(samples.map(({ param_name, example }) => [param_name, example]));
}

/** Samples of positional variables are in the order of their numbers. */
function byPosition(names: readonly string[], samples: readonly string[]): Samples {
  const ordered = names.toSorted((a, b) => Number(a) - Number(b));
  return new Map(samples.map((sample, index) => [ordered[index] ?? `+${index}`, sample]));
}

export function checkBody(
  problems: Problems,
  body: BodyComponent,
  format: ParameterFormat,
  max: number,
): void {
  const text = body.text ?? '';
  if (text.trim() === '') {
    problems.error('body', 'body_missing');
    return;
  }
  if (text.length > max) problems.error('body', 'body_too_long', { max, length: text.length });
  checkHygiene(problems, 'body', text);
  const variables = variablesIn(text);
  checkVariables(problems, 'body', variables, format);
  checkSamples(problems, 'body', variables.names, bodySamples(body));
  if (variables.names.length > 0) checkBalance(problems, text);
}

export function checkHeaderText(problems: Problems, header: HeaderComponent, format: ParameterFormat): void {
  const text = header.text ?? '';
  if (text.trim() === '') {
    problems.error('header', 'header_missing');
    return;
  }
  if (text.length > maxHeader) {
    problems.error('header', 'header_too_long', { max: maxHeader, length: text.length });
  }
  if (lineBreak.test(text)) problems.error('header', 'header_line_break');
  if (emoji.test(text)) problems.error('header', 'header_emoji');
  if (/[*_~`]/.test(text.replace(/\{\{[a-z0-9_]+\}\}/g, ''))) problems.error('header', 'header_formatting');
  const variables = variablesIn(text);
  if (variables.names.length > 1) problems.error('header', 'header_variables');
  checkVariables(problems, 'header', variables, format);
  checkSamples(problems, 'header', variables.names, headerSamples(header));
  if (variables.names.length > 0) checkEdges(problems, 'header', text);
}

export function checkFooter(problems: Problems, { text = '' }: FooterComponent): void {
  if (text.trim() === '') {
    problems.error('footer', 'footer_missing');
    return;
  }
  if (text.length > maxFooter) {
    problems.error('footer', 'footer_too_long', { max: maxFooter, length: text.length });
  }
  if (lineBreak.test(text)) problems.error('footer', 'footer_line_break');
  if (/[{}]/.test(text)) problems.error('footer', 'footer_variable');
}

/** Field reports: Meta refuses these with “Invalid parameter”. */
function checkHygiene(problems: Problems, place: string, text: string): void {
  if (/ {5}/.test(text)) problems.error(place, 'many_spaces');
  if (/\r?\n\s*\r?\n\s*\r?\n/.test(text)) problems.error(place, 'many_line_breaks');
  if (text !== text.trim()) problems.error(place, 'blank_edges');
}

function checkVariables(
  problems: Problems,
  place: string,
  { names, broken }: TextVariables,
  format: ParameterFormat,
): void {
  for (const found of broken) problems.error(place, 'variable_broken', { found });
  const numbered = names.filter((name) => /^\d+$/.test(name));
  if (numbered.length > 0 && numbered.length < names.length) {
    problems.error(place, 'variables_mixed');
    return;
  }
  if (format === 'NAMED') {
    const [found] = numbered;
    if (found !== undefined) problems.error(place, 'variable_numbered', { found: `{{${found}}}` });
    return;
  }
  const named = names.find((name) => !/^\d+$/.test(name));
  if (named !== undefined) {
    problems.error(place, 'variable_named', { found: `{{${named}}}` });
    return;
  }
  const wanted = names.map((_, index) => String(index + 1));
  const gap = wanted.find((number) => !names.includes(number));
  if (gap !== undefined) problems.error(place, 'variable_gap', { missing: `{{${gap}}}` });
}

function checkSamples(problems: Problems, place: string, names: readonly string[], samples: Samples): void {
  for (const name of names) {
    if (!samples.get(name)?.trim()) {
      problems.error(`${place}.${name}`, 'sample_missing', { variable: `{{${name}}}` });
    }
  }
  if ([...samples.keys()].some((name) => !names.includes(name))) problems.error(place, 'sample_unused');
}

function checkBalance(problems: Problems, text: string): void {
  checkEdges(problems, 'body', text);
  const between = textAround(text).slice(1, -1);
  if (between.some((piece) => piece.trim() === '')) problems.error('body', 'variables_adjacent');
  else if (between.some((piece) => !/[\p{L}\p{N}]/u.test(piece))) problems.warn('body', 'variables_near');
  const [words, count] = [textAround(text).flatMap(wordsIn).length, variablesIn(text).names.length];
  // Meta does not publish its formula. Refusals were seen at two words for each variable, and on another account at six;
  // above that, templates were accepted.
  if (words < 3 * count + 1) problems.error('body', 'few_words', { words, needed: 3 * count + 1 });
  else if (words < 8 * count) problems.warn('body', 'rather_few_words', { words, count: 8 * count });
}

/** Punctuation, emoji and blanks do not count as text. Source: field reports of error 2388299, July to September 2026. */
function checkEdges(problems: Problems, place: string, text: string): void {
  const pieces = textAround(text);
  if (wordsIn(pieces[0] ?? '').length === 0) problems.error(place, 'variable_first');
  if (wordsIn(pieces.at(-1) ?? '').length === 0) problems.error(place, 'variable_last');
}
