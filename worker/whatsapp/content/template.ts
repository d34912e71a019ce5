import * as v from 'valibot';
import { type ContentEntry, type ContentFile, contentFile, noText, noTexts } from './content-entry.ts';
import { namedTexts } from './named-texts.ts';
import { string } from './values.ts';

/** Templates have many kinds of parameters; Meta checks them against the template itself. */
export const templateContent = v.object({
  type: v.literal('template'),
  template: v.object({
    name: v.string(),
    language: v.object({ code: v.string(), policy: string }),
    components: v.optional(v.array(v.looseObject({ type: v.string() }))),
  }),
});

const templateFace = {
  header: v.nullable(v.string()),
  /** The kind of a header without text: IMAGE, VIDEO, DOCUMENT, LOCATION, PRODUCT. */
  headerFormat: v.nullable(v.string()),
  body: v.string(),
  footer: v.nullable(v.string()),
  /** For a limited-time offer. */
  offer: v.nullable(v.string()),
  buttons: v.array(v.string()),
};

/** A template as WhatsApp shows it, with its parameters filled in. */
export const templatePreview = v.object({ ...templateFace, cards: v.array(v.object(templateFace)) });

export type TemplatePreview = v.InferOutput<typeof templatePreview>;
/** The preview of a template, or of one of its cards. */
export type TemplateFace = Omit<TemplatePreview, 'cards'>;

/**
 * Meta gets a template's name and its parameters. If the template was known, the text that the contact saw is stored
 * with them: its text can change tomorrow, or be deleted.
 */
export const shownTemplateContent = v.object({
  ...templateContent.entries,
  shown: v.optional(templatePreview),
});

type TemplateMessage = v.InferOutput<typeof shownTemplateContent>;

export const templateEntry: ContentEntry<TemplateMessage> = {
  texts: ({ template, shown }) => {
    const words = shown ? wordsOf(shown) : [];
    const sent = [template.name, ...namedTexts(template.components)];
    return [...words, ...sent.filter((text) => !words.some((word) => word.includes(text)))];
  },
  exportDetails: noTexts,
  pushText: noText,
  file: headerFile,
};

/** All visible texts of a preview, from the top. */
function wordsOf({ cards, ...whole }: TemplatePreview): string[] {
  return [whole, ...cards]
    .flatMap(({ header, offer, body, footer, buttons }) => [header, offer, body, footer, ...buttons])
    .filter((text) => text !== null)
    .filter((text) => text.trim() !== '');
}

export const headerMediaKind = v.picklist(['image', 'video', 'document']);

/** The kind of file in the header. */
export function templateFile({ headerFormat }: TemplateFace): v.InferOutput<typeof headerMediaKind> | null {
  const kind = v.safeParse(headerMediaKind, headerFormat?.toLowerCase());
  return kind.success ? kind.output : null;
}

/** Only of a template whose text is known: otherwise there is no header to show it in. */
function headerFile({ template, shown }: TemplateMessage): ContentFile | null {
  const kind = shown && templateFile(shown);
  const header = template.components?.find(({ type }) => type.toLowerCase() === 'header');
  const read = v.safeParse(headerComponent, header);
  const media = kind && read.success ? read.output.parameters[0][kind] : undefined;
  return kind && media ? contentFile(kind, media) : null;
}

const headerMedia = v.optional(v.object({ id: v.optional(v.string()), filename: v.optional(v.string()) }));
const headerComponent = v.object({
  parameters: v.tuple([v.object({ image: headerMedia, video: headerMedia, document: headerMedia })]),
});
