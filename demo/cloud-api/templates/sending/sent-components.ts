/** The components of a template message, as a business sends them. */
import * as v from 'valibot';
import { GraphApiError } from '../../graph/graph-error.ts';

const parameter = v.looseObject({ type: v.pipe(v.string(), v.toLowerCase()) });
export type SentParameter = v.InferOutput<typeof parameter>;

const part = {
  type: v.pipe(v.string(), v.toLowerCase()),
  sub_type: v.exactOptional(v.pipe(v.string(), v.toLowerCase())),
  index: v.exactOptional(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))])),
  parameters: v.optional(v.array(parameter), []),
};
const cardPart = v.object(part);
export type SentPart = v.InferOutput<typeof cardPart>;

const component = v.object({
  ...part,
  cards: v.optional(v.array(v.object({ card_index: v.number(), components: v.array(cardPart) })), []),
});
export type SentComponent = v.InferOutput<typeof component>;

const types = ['header', 'body', 'button', 'carousel', 'limited_time_offer', 'order_status'];
/** A button that is not among them, such as one for a call, takes no parameters. */
const subTypes = [
  ...['booking_confirmation', 'catalog', 'copy_code', 'flow', 'mpm', 'order_details', 'quick_reply'],
  ...['reminder', 'url', 'voice_call'],
];

export function readSentComponents(given: unknown): SentComponent[] {
  const read = v.safeParse(v.array(component), given);
  if (!read.success)
    throw new GraphApiError(131009, 'Param template.components is not a list of components with parameters.');
  for (const { type, sub_type: subType } of read.output.flatMap((one) => [
    one,
    ...one.cards.flatMap(({ components }) => components),
  ])) {
    if (!types.includes(type))
      throw new GraphApiError(100, `Param template.components: type must be one of ${types.join(', ')}.`);
    if (type === 'button' && (subType === undefined || !subTypes.includes(subType)))
      throw new GraphApiError(
        100,
        `Param template.components: sub_type must be one of ${subTypes.join(', ')}.`,
      );
  }
  return read.output;
}
