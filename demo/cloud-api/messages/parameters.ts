/** What many parameters of a message have in common. Sources: as in `usual-kinds.ts`. */
import * as v from 'valibot';

/** Meta says "characters"; they are counted as code points here, so that the product's count must not be longer. */
export function text(most = Number.POSITIVE_INFINITY) {
  return v.pipe(
    v.string(),
    v.check((words) => words.trim() !== '', 'The text is empty.'),
    v.check((words) => [...words].length <= most, `Longer than ${most} characters.`),
  );
}

export const webAddress = v.pipe(text(2_000), v.regex(/^https?:\/\/[^\s/]\S*$/i));

/** Where a file is: uploaded, or behind a link. */
export const captionless = { id: v.exactOptional(text()), link: v.exactOptional(webAddress) };
export const captioned = { ...captionless, caption: v.exactOptional(v.pipe(v.string(), v.maxLength(1_024))) };

/** A file that was uploaded (`id`), or that Meta fetches (`link`). */
export function fileOf<Entries extends v.ObjectEntries & typeof captionless>(entries: Entries) {
  return v.pipe(
    v.strictObject(entries),
    v.check((file) => 'id' in file !== 'link' in file, 'Either id or link.'),
  );
}
