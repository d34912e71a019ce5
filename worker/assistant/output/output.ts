/** What a model has to answer. The action is a field of its own: a magic word in the reply is forgotten or explained away. */
import * as v from 'valibot';
import { jsonIn } from './json.ts';

export const assistantAction = v.picklist(['reply', 'handoff', 'ignore', 'close']);
export type AssistantAction = v.InferOutput<typeof assistantAction>;

const texts = v.fallback(v.array(v.string()), []);

export const modelOutput = v.object({
  reply: v.pipe(
    v.nullish(v.string(), ''),
    v.transform((reply) => reply?.trim() ?? ''),
  ),
  action: v.pipe(v.string(), v.trim(), v.toLowerCase(), assistantAction),
  /** For the team, in a few words. */
  reason: v.fallback(v.nullish(v.string(), ''), ''),
  labels: texts,
  /** Ids of the entries of the knowledge that the reply is taken from. */
  sources: texts,
});
export type ModelOutput = v.InferOutput<typeof modelOutput>;

/** The same for models that can be held to a schema. */
export const outputSchema: Record<string, unknown> = {
  type: 'object',
  properties: {
    reply: { type: ['string', 'null'] },
    action: { type: 'string', enum: assistantAction.options },
    reason: { type: 'string' },
    labels: { type: 'array', items: { type: 'string' } },
    sources: { type: 'array', items: { type: 'string' } },
  },
  required: ['reply', 'action', 'reason'],
};

export type ParsedOutput =
  | { outcome: 'parsed'; output: ModelOutput }
  /** `problem`: a sentence for the model, which may try once more. */
  | { outcome: 'invalid'; problem: string };

export function parseOutput(text: string): ParsedOutput {
  const json = jsonIn(text);
  if (json === undefined) return invalid('It was not a JSON object.');
  const result = v.safeParse(modelOutput, json);
  if (!result.success) {
    const [issue] = result.issues;
    return invalid(`The field ${v.getDotPath(issue) ?? 'action'} was missing or had another type.`);
  }
  const { output } = result;
  if (output.action === 'reply' && output.reply === '') {
    return invalid('The action was "reply", and the reply was empty.');
  }
  return { outcome: 'parsed', output };
}

function invalid(problem: string): ParsedOutput {
  return { outcome: 'invalid', problem };
}
