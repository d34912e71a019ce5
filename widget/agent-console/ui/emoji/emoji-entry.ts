import * as v from 'valibot';

const skin = v.object({
  emoji: v.string(),
  /** One of five; two of them for two people. */
  tone: v.union([v.number(), v.array(v.number())]),
});
/** What is read of an emoji; the build leaves the rest of the data out. */
export const emojiEntry = v.object({
  emoji: v.string(),
  annotation: v.string(),
  tags: v.optional(v.array(v.string()), []),
  /** The group in the list below. */
  group: v.number(),
  /** The version of the Emoji standard. */
  version: v.number(),
  skins: v.optional(v.array(skin), []),
});

export type Emoji = v.InferOutput<typeof emojiEntry>;
