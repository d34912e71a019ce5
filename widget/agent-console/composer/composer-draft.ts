/** What stands in a composer beside its text, as the browser keeps it for a conversation. */
import * as v from 'valibot';
import { mediaKinds } from '../../../worker/whatsapp/sending/media.ts';
import { parseJson } from '../../client/parse-json.ts';
import { storedFile, storedQuote } from '../../client/stored-shapes.ts';

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
const formDraft = v.object({ values: v.record(v.string(), v.string()), rows: v.number() });
const extras = v.object({
  files: v.fallback(v.array(draftFile), []),
  /** A recording that waits to be sent. */
  voice: v.fallback(v.nullable(storedFile), null),
  replyTo: v.fallback(v.nullable(storedQuote), null),
  /** Titles of reply buttons. */
  buttons: v.fallback(v.array(v.string()), []),
  /** Variables that a saved reply has left open. */
  variables: v.fallback(v.array(v.string()), []),
  sendAt: v.fallback(v.nullable(v.number()), null),
  withoutPreview: v.fallback(v.boolean(), false),
  template: v.fallback(v.nullable(templateDraft), null),
  /** What was filled in, by the kind of message. */
  forms: v.fallback(v.record(v.string(), formDraft), {}),
  /** Which of them stands open. */
  panel: v.fallback(v.nullable(v.string()), null),
});

export type DraftFile = v.InferOutput<typeof draftFile>;
export type TemplateDraft = v.InferOutput<typeof templateDraft>;
export type FormDraft = v.InferOutput<typeof formDraft>;
export type ComposerExtras = v.InferOutput<typeof extras>;

export const noExtras: ComposerExtras = {
  files: [],
  voice: null,
  replyTo: null,
  buttons: [],
  variables: [],
  sendAt: null,
  withoutPreview: false,
  template: null,
  forms: {},
  panel: null,
};

/** The first line says it in the list, where there is no text; the rest is JSON. Empty: nothing stands there. */
export function writeExtras(draft: ComposerExtras): string {
  const json = JSON.stringify(draft);
  if (json === JSON.stringify(noExtras)) return '';
  const names = [...draft.files, ...(draft.voice ? [draft.voice] : [])].map(({ name }) => name);
  return `${names.join(', ').replace(/\s+/g, ' ')}\n${json}`;
}

export function readExtras(text: string): ComposerExtras {
  return parseJson(extras, text.slice(text.indexOf('\n') + 1)) ?? noExtras;
}

/** What was begun in two conversations that turned out to be one. */
export function joinExtras(from: string, into: string): string {
  const [first, second] = [readExtras(into), readExtras(from)];
  return writeExtras({
    ...first,
    files: [...first.files, ...second.files, ...(first.voice && second.voice ? [asFile(second.voice)] : [])],
    voice: first.voice ?? second.voice,
    replyTo: first.replyTo ?? second.replyTo,
    buttons: first.buttons.length > 0 ? first.buttons : second.buttons,
    variables: [...new Set([...first.variables, ...second.variables])],
    template: first.template ?? second.template,
    forms: { ...second.forms, ...first.forms },
  });
}

function asFile(voice: NonNullable<ComposerExtras['voice']>): DraftFile {
  return { ...voice, caption: '', kind: 'audio' };
}

/** Ids of the files that the browser keeps for it. */
export function filesIn(text: string): string[] {
  const { files, voice } = readExtras(text);
  return [...files, ...(voice ? [voice] : [])].map(({ id }) => id);
}
