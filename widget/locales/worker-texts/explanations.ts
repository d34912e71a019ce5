/** The Worker's explanations, such as the health of a number, by code and in the console's language. */
import type { Explained, Explanations } from '../../../worker/whatsapp/explanation.ts';
import { writeSentence } from '../../../worker/whatsapp/sentences.ts';
import { speech } from '../speak.ts';

/** The Worker’s English if there is no text for the code. */
export function explanationIn(
  words: Explanations,
  { code, params, summary, advice }: Explained,
): Pick<Explained, 'summary' | 'advice'> {
  const text = words[code];
  if (!text) return { summary, advice };
  return {
    summary: writeSentence(text.summary, params, speech.locale),
    advice: text.advice === undefined ? null : writeSentence(text.advice, params, speech.locale),
  };
}
