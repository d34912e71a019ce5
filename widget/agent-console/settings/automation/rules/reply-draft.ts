/** The message of a rule: its kinds, its text, and the composer's form that writes it. */
import * as v from 'valibot';
import type { Content } from '../../../../../worker/api/conversations/messages.ts';
import type { SavedReply } from '../../../../../worker/api/conversations/replies.ts';
import { templatePreview } from '../../../../../worker/whatsapp/content/template.ts';
import { type MediaKind, mediaKinds } from '../../../../../worker/whatsapp/sending/media.ts';
import { checkOutbound } from '../../../../../worker/whatsapp/sending/send.ts';
import { ruleWords as words } from '../../../../locales/automation-rules.ts';
import type { FormDraft } from '../../../composer/drafts/composer-draft.ts';
import type { FormKind } from '../../../composer/forms/form-fields.ts';

/** As a rule stores it. */
export interface StoredContent {
  type: string;
  [part: string]: unknown;
}

export type ReplyKind = keyof typeof words.replies;
export type FileKind = MediaKind;

const text = v.object({ text: v.object({ body: v.string() }) });
const body = v.object({ body: v.object({ text: v.string() }) });
const textHeader = v.object({ header: v.object({ type: v.literal('text'), text: v.string() }) });
const footer = v.object({ footer: v.object({ text: v.string() }) });
const buttons = v.object({
  action: v.object({ buttons: v.array(v.object({ reply: v.object({ title: v.string() }) })) }),
});
const link = v.object({
  action: v.object({ parameters: v.object({ display_text: v.string(), url: v.string() }) }),
});
const row = v.object({ title: v.string(), description: v.optional(v.string(), '') });
const list = v.object({
  action: v.object({
    button: v.string(),
    sections: v.array(v.object({ title: v.optional(v.string(), ''), rows: v.array(row) })),
  }),
});
const file = v.object({
  /** The id of an uploaded file. Without one, the file is the one at `link`. */
  id: v.optional(v.string(), ''),
  link: v.optional(v.string(), ''),
  caption: v.optional(v.string(), ''),
  filename: v.optional(v.string(), ''),
});
export type ReplyFile = v.InferOutput<typeof file>;

const kinds: Readonly<Record<string, ReplyKind>> = { button: 'buttons', list: 'list', cta_url: 'link' };

const plainKinds = ['text', 'template', ...mediaKinds] as const;

/** Null: a message that only a program writes. */
export function kindOf({ type, interactive }: StoredContent): ReplyKind | null {
  const simple = plainKinds.find((kind) => kind === type);
  if (simple) return simple;
  const known = v.safeParse(v.object({ type: v.string() }), interactive);
  return (type === 'interactive' && known.success && kinds[known.output.type]) || null;
}

export function isFile(kind: ReplyKind): kind is FileKind {
  return mediaKinds.some((one) => one === kind);
}

/** The composer's form that writes such a message; null: none. */
export function formOf(kind: ReplyKind): FormKind | null {
  return kind === 'buttons' || kind === 'list' || kind === 'link' ? kind : null;
}

export function textOf(content: StoredContent): string {
  const plain = v.safeParse(text, content);
  if (plain.success) return plain.output.text.body;
  const inside = v.safeParse(body, content.interactive);
  return inside.success ? inside.output.body.text : fileOf(content).caption;
}

export const textContent = (value: string): StoredContent => ({ type: 'text', text: { body: value } });

/** The content of another kind, with the same text. */
export function withKind(content: StoredContent, kind: ReplyKind): StoredContent {
  const words = textOf(content);
  if (kind === 'text') return textContent(words);
  if (isFile(kind)) return fileContent(kind, { ...keptFile(content, kind), caption: words });
  if (kind === 'template') return templateContent;
  const type = kind === 'buttons' ? 'button' : kind === 'link' ? 'cta_url' : 'list';
  return { type: 'interactive', interactive: { type, body: { text: words } } };
}

/** No template is chosen yet. */
const templateContent: StoredContent = { type: 'template', template: { name: '', language: { code: '' } } };

const noFile: ReplyFile = { id: '', link: '', caption: '', filename: '' };

/** Any file can be sent as a document. */
function keptFile(content: StoredContent, kind: FileKind): ReplyFile {
  if (!mediaKinds.some((one) => one === content.type)) return noFile;
  const { id, link, filename } = fileOf(content);
  return { ...noFile, link, filename, id: kind === 'document' ? id : '' };
}

export function fileOf(content: StoredContent): ReplyFile {
  const found = v.safeParse(file, content[content.type]);
  return found.success ? found.output : noFile;
}

export const hasCaption = (kind: FileKind): boolean => kind !== 'audio' && kind !== 'sticker';

export function fileContent(
  kind: FileKind,
  { id, link: address, caption, filename }: ReplyFile,
): StoredContent {
  return {
    type: kind,
    [kind]: {
      ...(id === '' ? { link: address.trim() } : { id }),
      ...(hasCaption(kind) && caption.trim() !== '' && { caption }),
      ...(kind === 'document' && filename.trim() !== '' && { filename }),
    },
  };
}

const chosenTemplate = v.object({
  template: v.object({
    name: v.string(),
    language: v.object({ code: v.string() }),
    components: v.optional(v.array(v.unknown()), () => []),
  }),
});
export type ChosenTemplate = v.InferOutput<typeof chosenTemplate>['template'];

/** The template of the message, with its values. Its name is empty if none is chosen. */
export function templateOf(content: StoredContent): ChosenTemplate {
  const found = v.safeParse(chosenTemplate, content);
  return found.success ? found.output.template : { name: '', language: { code: '' }, components: [] };
}

/** A saved reply, copied. Its file stays where it is. */
export function contentOfReply({ text: words, buttons: titles }: SavedReply): StoredContent {
  if (titles.length === 0) return textContent(words);
  return {
    type: 'interactive',
    interactive: {
      ...{ type: 'button', body: { text: words } },
      action: { buttons: titles.map((title) => ({ type: 'reply', reply: { id: title, title } })) },
    },
  };
}

/** The values of the composer's form for a stored message. */
export function formDraftOf({ interactive }: StoredContent): FormDraft {
  const values: Record<string, string> = { body: read(body, interactive)?.body.text ?? '' };
  const header = read(textHeader, interactive)?.header.text;
  const foot = read(footer, interactive)?.footer.text;
  if (header !== undefined) values.header = header;
  if (foot !== undefined) values.footer = foot;
  for (const [place, { reply }] of (read(buttons, interactive)?.action.buttons ?? []).entries())
    values[`button${place + 1}`] = reply.title;
  const target = read(link, interactive)?.action.parameters;
  if (target) Object.assign(values, { label: target.display_text, url: target.url });
  const found = read(list, interactive)?.action;
  if (!found) return { values, sections: [{ id: 0, rows: [0, 1] }], header: null };
  values.button = found.button;
  let next = 0;
  const sections = found.sections.map(({ title, rows }, id) => {
    if (title !== '') values[`section${id}`] = title;
    return {
      id,
      rows: rows.map((one) => {
        const at = next++;
        values[`row${at}`] = one.title;
        if (one.description !== '') values[`description${at}`] = one.description;
        return at;
      }),
    };
  });
  return { values, sections, header: null };
}

function read<Shape extends v.GenericSchema>(shape: Shape, value: unknown): v.InferOutput<Shape> | null {
  const found = v.safeParse(shape, value);
  return found.success ? found.output : null;
}

/** The message as the console's bubbles take it; null: it is not complete. */
export function shownContent({ shown, ...content }: StoredContent): Content | null {
  const checked = checkOutbound(content);
  if ('issues' in checked) return null;
  const preview = checked.content.type === 'template' ? read(templatePreview, shown) : null;
  return checked.content.type === 'template' && preview
    ? { ...checked.content, shown: preview }
    : checked.content;
}

/** What WhatsApp would refuse in the message, in words. */
export function replyProblem(content: StoredContent): string | null {
  const kind = kindOf(content);
  const { problems } = words;
  if (kind !== null && isFile(kind)) {
    const { id, link } = fileOf(content);
    return id !== '' || /^https:\/\/\S+$/.test(link) ? null : problems.file;
  }
  if (kind === 'template') return templateOf(content).name === '' ? problems.template : null;
  return kind !== null && 'issues' in checkOutbound(content) ? problems.reply : null;
}
