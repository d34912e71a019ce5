/** Everything in a composer besides its text, as the browser stores it for each conversation. */
import * as v from 'valibot';
import { maxRows } from '../../../../worker/whatsapp/sending/limits.ts';
import { mediaKinds } from '../../../../worker/whatsapp/sending/media.ts';
import type { StoredFile } from '../../../client/browser/file-store.ts';
import { parseJson } from '../../../client/browser/parse-json.ts';
import { storedFile, storedQuote } from '../../../client/sending/stored-shapes.ts';

const draftFile = v.object({
  ...storedFile.entries,
  caption: v.string(),
  kind: v.picklist(mediaKinds),
});
const templateDraft = v.object({
  name: v.string(),
  language: v.string(),
  values: v.record(v.string(), v.string()),
  /** Names of files that were uploaded for a header, by the field's id. */
  files: v.record(v.string(), v.string()),
});
const replyFile = v.object({ id: v.string(), filename: v.string(), mimeType: v.string() });
const headerFile = v.object({ ...storedFile.entries, kind: v.picklist(['image', 'video', 'document']) });
/** Numbers that name the section's fields and those of its rows; they stay when others are removed. */
const listSection = v.object({ id: v.number(), rows: v.array(v.number()) });
const formDraft = v.pipe(
  v.object({
    values: v.record(v.string(), v.string()),
    /** The number of rows, in drafts from before a list could have several sections. */
    rows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxRows)), 2),
    sections: v.optional(v.array(listSection)),
    /** The file in the header of the message. */
    header: v.optional(v.nullable(headerFile), null),
  }),
  v.transform(({ values, rows, sections, header }) => ({
    values,
    sections: sections ?? [{ id: 0, rows: Array.from({ length: rows }, (_, row) => row) }],
    header,
  })),
);
const extras = v.object({
  files: v.fallback(v.array(draftFile), []),
  /** A recording that waits to be sent. */
  voice: v.fallback(v.nullable(storedFile), null),
  replyTo: v.fallback(v.nullable(storedQuote), null),
  /** Titles of reply buttons. */
  buttons: v.fallback(v.array(v.string()), []),
  /** Variables of a saved reply that are not filled in. */
  variables: v.fallback(v.array(v.string()), []),
  /** Files of saved replies that have not been fetched yet. */
  replyFiles: v.fallback(v.array(replyFile), []),
  sendAt: v.fallback(v.nullable(v.number()), null),
  withoutPreview: v.fallback(v.boolean(), false),
  template: v.fallback(v.nullable(templateDraft), null),
  /** The values of each form. */
  forms: v.fallback(v.record(v.string(), formDraft), {}),
  /** Which of them is open. */
  panel: v.fallback(v.nullable(v.string()), null),
});

export type DraftFile = v.InferOutput<typeof draftFile>;
export type TemplateDraft = v.InferOutput<typeof templateDraft>;
export type ReplyFile = v.InferOutput<typeof replyFile>;
export type HeaderFile = v.InferOutput<typeof headerFile>;
export type ListSection = v.InferOutput<typeof listSection>;
export type FormDraft = v.InferOutput<typeof formDraft>;
export type ComposerExtras = v.InferOutput<typeof extras>;

export const noExtras: ComposerExtras = {
  files: [],
  voice: null,
  replyTo: null,
  buttons: [],
  variables: [],
  replyFiles: [],
  sendAt: null,
  withoutPreview: false,
  template: null,
  forms: {},
  panel: null,
};

/** The first line is the preview for a list row without text; the rest is JSON. Empty if there is nothing. */
export function writeExtras(draft: ComposerExtras): string {
  const json = JSON.stringify(draft);
  if (json === JSON.stringify(noExtras)) return '';
  const names = allFiles(draft).map(({ name }) => name);
  return `${names.join(', ').replace(/\s+/g, ' ')}\n${json}`;
}

export function readExtras(text: string): ComposerExtras {
  return parseJson(extras, text.slice(text.indexOf('\n') + 1)) ?? noExtras;
}

/** Merges the drafts of two merged conversations. */
export function joinExtras(from: string, into: string): string {
  const first = readExtras(into);
  const second = { ...readExtras(from), ...newFiles(first, readExtras(from)) };
  return writeExtras({
    ...first,
    files: [...first.files, ...second.files, ...(first.voice && second.voice ? [asFile(second.voice)] : [])],
    voice: first.voice ?? second.voice,
    replyTo: first.replyTo ?? second.replyTo,
    buttons: first.buttons.length > 0 ? first.buttons : second.buttons,
    variables: [...new Set([...first.variables, ...second.variables])],
    replyFiles: [...first.replyFiles, ...second.replyFiles],
    template:
      first.template && second.template
        ? joinTemplates(first.template, second.template)
        : (first.template ?? second.template),
    forms: { ...second.forms, ...first.forms },
  });
}

/**
 * What reached a composer after the agent had left the conversation, such as a recording that was still being
 * converted.
 */
export function additions(before: ComposerExtras, after: ComposerExtras): ComposerExtras {
  const isSameTemplate = JSON.stringify(before.template) === JSON.stringify(after.template);
  return { ...noExtras, ...newFiles(before, after), template: isSameTemplate ? null : after.template };
}

function newFiles(
  known: ComposerExtras,
  { files, voice }: ComposerExtras,
): Pick<ComposerExtras, 'files' | 'voice'> {
  const ids = new Set(allFiles(known).map(({ id }) => id));
  return {
    files: files.filter(({ id }) => !ids.has(id)),
    voice: voice && !ids.has(voice.id) ? voice : null,
  };
}

/** Fields that are empty in the first one are filled from the second, if both are the same template. */
export function joinTemplates(first: TemplateDraft, second: TemplateDraft): TemplateDraft {
  if (first.name !== second.name || first.language !== second.language) return first;
  const filled = Object.entries(first.values).filter(([, value]) => value !== '');
  return {
    ...first,
    values: { ...second.values, ...Object.fromEntries(filled) },
    files: { ...second.files, ...first.files },
  };
}

export function asFile(voice: NonNullable<ComposerExtras['voice']>): DraftFile {
  return { ...voice, caption: '', kind: 'audio' };
}

/** Ids of its files in the browser's storage. */
export function filesIn(text: string): string[] {
  return allFiles(readExtras(text)).map(({ id }) => id);
}

function allFiles({ files, voice, forms }: ComposerExtras): StoredFile[] {
  const headers = Object.values(forms).flatMap(({ header }) => (header ? [header] : []));
  return [...files, ...(voice ? [voice] : []), ...headers];
}
