/** A message with buttons, a list, a link or a form, and what the contact chose. */
import * as v from 'valibot';
import { type ContentEntry, type ContentFile, contentFile, noTexts } from './content-entry.ts';
import { interactivePrompt, interactiveReply } from './interactive.ts';
import { namedTexts } from './named-texts.ts';

export const interactiveContent = v.object({
  type: v.literal('interactive'),
  interactive: v.union([interactivePrompt, interactiveReply]),
});

type Interactive = v.InferOutput<typeof interactiveContent>['interactive'];

export const interactiveEntry: ContentEntry<v.InferOutput<typeof interactiveContent>> = {
  texts: ({ interactive }) =>
    interactive.type === 'nfm_reply'
      ? [interactive.nfm_reply.body, ...answersOf(interactive.nfm_reply.response_json)]
      : namedTexts(interactive),
  exportDetails: noTexts,
  pushText: ({ interactive }) => chosenIn(interactive),
  file: ({ interactive }) => headerFile(interactive),
};

function answersOf(json: string): string[] {
  try {
    return answersIn(JSON.parse(json));
  } catch {
    // The contact's phone wrote it: it may not be JSON, or be nested too deeply to walk.
    return [];
  }
}

/** Each form names its answers as it likes. */
function answersIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return name === 'flow_token' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => answersIn(one, key));
}

function chosenIn(interactive: Interactive): string | null {
  switch (interactive.type) {
    case 'button_reply':
      return interactive.button_reply.title;
    case 'list_reply':
      return interactive.list_reply.title;
    default:
      return null;
  }
}

function headerFile(interactive: Interactive): ContentFile | null {
  const header = 'header' in interactive ? interactive.header : undefined;
  switch (header?.type) {
    case 'image':
      return contentFile('image', header.image);
    case 'video':
      return contentFile('video', header.video);
    case 'document':
      return contentFile('document', header.document);
    case 'text':
    case undefined:
      return null;
  }
}
