/**
 * Meta's library of templates that it has reviewed already. Sources: Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, graphRequest } from '../graph/graph.ts';
import type { TemplateCategory } from './definition.ts';
import { type LibraryTemplate, libraryTemplate } from './library-entry.ts';

export interface LibraryQuery {
  search?: string;
  topic?: string;
  usecase?: string;
  industry?: string;
  language?: string;
}

const page = v.object({
  data: v.array(v.unknown()),
  paging: v.fallback(
    v.optional(
      v.object({
        cursors: v.optional(v.object({ after: v.optional(v.string()) })),
        next: v.optional(v.string()),
      }),
    ),
    undefined,
  ),
});
/** The library has about two hundred templates in a language. */
const maxPages = 5;

/** An entry that cannot be read is left out. */
export async function fetchLibrary(
  graph: Graph,
  query: LibraryQuery,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; templates: LibraryTemplate[] } | GraphFailure> {
  const templates: LibraryTemplate[] = [];
  let after: string | undefined;
  for (let count = 0; count < maxPages; count++) {
    const paged = { ...query, limit: '100', ...(after !== undefined && { after }) };
    const answer = await graphRequest(
      graph,
      { method: 'GET', path: '/message_template_library', query: paged },
      signal,
    );
    if (answer.outcome !== 'accepted') return answer;
    const read = v.safeParse(page, answer.body);
    if (!read.success)
      return { outcome: 'in_doubt', reason: 'Graph listed the library in an unknown format' };
    for (const entry of read.output.data) {
      const found = v.safeParse(libraryTemplate, entry);
      if (found.success) templates.push(found.output);
    }
    after = read.output.paging?.cursors?.after;
    if (after === undefined || read.output.paging?.next === undefined) break;
  }
  return { outcome: 'found', templates };
}

/** The target of a link or phone button, in their order. */
export type LibraryButton =
  | { type: 'URL'; url: { base_url: string; url_suffix_example?: string } }
  | { type: 'PHONE_NUMBER'; phone_number: string };

/** What Meta adds to the text, where the entry has it. */
export const libraryBodyInputs = v.strictObject({
  add_contact_number: v.exactOptional(v.boolean()),
  add_learn_more_link: v.exactOptional(v.boolean()),
  add_security_recommendation: v.exactOptional(v.boolean()),
  add_track_package_link: v.exactOptional(v.boolean()),
  code_expiration_minutes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90))),
});

/** The body of `POST /{waba-id}/message_templates` for an entry of the library. It has no `components`. */
export interface LibraryCreation {
  name: string;
  language: string;
  category: TemplateCategory;
  library_template_name: string;
  library_template_button_inputs?: readonly LibraryButton[];
  library_template_body_inputs?: v.InferOutput<typeof libraryBodyInputs>;
}
