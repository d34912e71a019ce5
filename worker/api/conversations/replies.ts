/** Saved replies. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { text, whole } from '../values.ts';

const shape = {
  /** Whether the whole team can use it; otherwise it is your own. Only admins change shared replies. */
  isShared: v.boolean(),
  /** The text to type after the slash. */
  shortcut: v.string(),
  title: v.string(),
  /** With variables such as `{{contact_name}}`, which the inbox fills in. */
  text: v.string(),
  /** Titles of reply buttons, at most three. */
  buttons: v.array(v.string()),
};

/** A file that is sent with the text. */
export const replyFile = v.object({
  filename: v.string(),
  mimeType: v.string(),
  /** In bytes. */
  size: whole,
});
export type ReplyFile = v.InferOutput<typeof replyFile>;

export const savedReply = v.object({
  ...shape,
  id: v.string(),
  isFavourite: v.boolean(),
  file: v.nullable(replyFile),
});
export type SavedReply = v.InferOutput<typeof savedReply>;

export const newSavedReply = v.pipe(
  v.strictObject({
    ...shape,
    shortcut: v.pipe(v.string(), v.regex(/^[\p{L}\p{N}_-]{1,32}$/u, schemaTexts.shortcut_form)),
    title: text(80),
    text: text(4_096),
    buttons: v.optional(
      v.pipe(
        v.array(text(20)),
        v.maxLength(3, schemaTexts.too_many_buttons),
        v.check((titles) => new Set(titles).size === titles.length, schemaTexts.same_buttons),
      ),
      [],
    ),
  }),
  v.check(
    ({ text, buttons }) => buttons.length === 0 || text.length <= 1_024,
    schemaTexts.too_long_with_buttons,
  ),
);
export type NewSavedReply = v.InferOutput<typeof newSavedReply>;

export const favourite = v.strictObject({ isFavourite: v.boolean() });

/** The name of a file that is uploaded. */
export const filename = text(240);
export const replyFileQuery = v.object({ filename });
