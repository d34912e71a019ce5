/** The parts that every type of message content must provide; `content.ts` has the table of types. */
import type { MediaKind } from '../sending/media.ts';

export interface ContentEntry<Content> {
  /**
   * The text that a person reads in it, from top to bottom, for search and export, without ids, payloads or file
   * addresses.
   */
  texts(content: Content): Texts;
  /** Additions of the HTML export to the texts and the file, such as coordinates. */
  exportDetails(content: Content): Texts;
  /** The contact's own words for a push notification; null where there are none. */
  pushText(content: Content): string | null;
  file(content: Content): ContentFile | null;
}

/** Absent and blank texts are omitted. */
type Texts = readonly (string | null | undefined)[];

export interface ContentFile {
  kind: MediaKind;
  id: string | null;
  mimeType: string | null;
  filename: string | null;
}

export function contentFile(
  kind: MediaKind,
  { id, mime_type, filename }: { id?: Optional; mime_type?: Optional; filename?: Optional },
): ContentFile {
  return { kind, id: id ?? null, mimeType: mime_type ?? null, filename: filename ?? null };
}

type Optional = string | undefined;

export const noTexts = (): Texts => [];
export const noText = (): null => null;
export const noFile = (): null => null;
