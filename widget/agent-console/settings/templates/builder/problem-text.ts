/** The problems of a template, in the console's language. */

import { writeSentence } from '../../../../../worker/whatsapp/sentences.ts';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import { problemTexts } from '../../../../../worker/whatsapp/templates/problem-texts.ts';
import { speech } from '../../../../locales/speak.ts';
import { builderWords as words } from '../../../../locales/template-builder.ts';
import { problemBook } from '../../../../locales/worker-texts/template-problems.ts';
import { categoryText, languageName } from '../template-status.ts';

export function problemText({ code, params }: TemplateProblem): string {
  const text = problemBook.words[code] ?? problemTexts[code];
  const shown = Object.entries(params).map(([name, value]) => [name, wordOf(name, value)] as const);
  return writeSentence(text, Object.fromEntries(shown), speech.locale);
}

/** Meta's names of kinds, in words. */
function wordOf(name: string, value: string | number): string | number {
  if (typeof value === 'number') return value;
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const parts: Readonly<Record<string, string>> = words.parts;
  switch (name) {
    case 'kind':
      return kinds[value] ?? value;
    case 'part':
      return parts[value] ?? value;
    case 'categories':
      return value.split(', ').map(categoryText).join(', ');
    case 'language':
      return languageName(value);
    default:
      return value;
  }
}

/** What is merely not filled in yet. It is said once the agent has tried to submit. */
export function isMissing({ code }: TemplateProblem): boolean {
  return code.endsWith('_missing') || code === 'flow_source' || code === 'otp_apps' || code === 'card_header';
}
