/**
 * How the stand-in for a language model answers: from the knowledge in the prompt, by the words that it shares with the
 * customer's last messages. The same prompt gets the same answer.
 */
import * as v from 'valibot';
import { termsIn } from './terms.ts';

const passage = v.object({ id: v.string(), title: v.string(), text: v.string() });
type Passage = v.InferOutput<typeof passage>;
const line = v.object({ from: v.picklist(['customer', 'bot', 'agent']), text: v.string() });

export interface ModelReply {
  reply: string | null;
  action: 'reply' | 'handoff' | 'ignore';
  reason: string;
  labels: string[];
  sources: string[];
}

/** `prompt`: the message with the knowledge and the conversation. */
export function replyTo(prompt: string): ModelReply {
  const knowledge = dataIn(prompt, 'knowledge', passage);
  const conversation = dataIn(prompt, 'conversation', line);
  const answered = conversation.findLastIndex(({ from }) => from !== 'customer');
  const asked = conversation
    .slice(answered + 1)
    .map(({ text }) => text)
    .join('\n');
  if (
    /\b(agent|human|person|someone|staff|mitarbeiter|mensch|persona|pessoa|conseiller|orang)\b/i.test(asked)
  ) {
    return none('handoff', 'The customer asks for a person.');
  }
  if (
    /^\W*(thanks?|thank you|thx|danke|gracias|obrigad[oa]|merci|ok(ay)?|👍|🙏)[\s\p{P}👍🙏]*$/iu.test(asked)
  ) {
    return none('ignore', 'The customer says thanks.');
  }
  const [best] = ranked(asked, knowledge);
  if (best) {
    return {
      ...none('reply', 'Answered from the knowledge.'),
      reply: sentencesFor(asked, best.text),
      sources: [best.id],
    };
  }
  const { text: before = '' } = conversation.findLast(({ from }) => from === 'bot') ?? {};
  if (/^\W*(hi|hello|hey|good (morning|evening|afternoon))\W*$/i.test(asked)) {
    return { ...none('reply', 'A greeting.'), reply: 'Hello! What can I help you with?' };
  }
  if (before.includes(question)) return none('handoff', 'The knowledge has no answer.');
  return { ...none('reply', 'The question is not clear.'), reply: question };
}

const question = 'Could you tell me a little more about what you need?';

function none(action: ModelReply['action'], reason: string): ModelReply {
  return { reply: null, action, reason, labels: [], sources: [] };
}

/** The lines of JSON between two tags that have this shape. */
function dataIn<Row>(prompt: string, tag: string, row: v.GenericSchema<unknown, Row>): Row[] {
  const [, block = ''] = new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n?</${tag}>`).exec(prompt) ?? [];
  return block.split('\n').flatMap((json) => {
    const parsed = json === '' ? null : v.safeParse(row, JSON.parse(json));
    return parsed?.success ? [parsed.output] : [];
  });
}

/** Passages that share a word with the question, the best first. A word of the title counts twice. */
function ranked(asked: string, knowledge: readonly Passage[]): Passage[] {
  const wanted = new Set(termsIn(asked));
  return knowledge
    .map((one) => ({ one, score: 2 * shared(wanted, one.title) + shared(wanted, one.text) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one);
}

const maxLength = 400;

/** The sentences that answer best, in their order; all of a short text. */
function sentencesFor(asked: string, text: string): string {
  if (text.length <= maxLength) return text;
  const wanted = new Set(termsIn(asked));
  const sentences = (text.match(/[^.!?\n]+[.!?]*/g) ?? [text]).map((one) => one.trim()).filter(Boolean);
  const best = sentences
    .map((sentence, index) => ({ index, score: shared(wanted, sentence) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, 2)
    .map(({ index }) => index);
  return sentences
    .filter((_, index) => best.includes(index))
    .join(' ')
    .slice(0, maxLength);
}

function shared(wanted: ReadonlySet<string>, text: string): number {
  return [...new Set(termsIn(text))].filter((term) => wanted.has(term)).length;
}
