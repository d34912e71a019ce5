/** The templates of an account, for Cloud API clients. Pages follow Meta's cursors, at addresses of ours. */
import * as v from 'valibot';
import type { GraphTemplates } from '../../api/developers/graph.ts';
import { graphRequest } from '../../whatsapp/graph/graph.ts';
import type { GraphHandlers } from '../call.ts';
import { json } from '../http/json-answer.ts';
import { graphFor, patience } from '../http/meta-error.ts';
import { GraphApiError, refusedByMeta, unknownObject } from './graph-error.ts';
import { numbersOf } from './graph-path.ts';

/** What Meta takes. Source: Meta's OpenAPI description v23.0, `GET /{Version}/{WABA-ID}/message_templates`. */
const parameters: readonly string[] = [
  'after',
  'before',
  'category',
  'content',
  'fields',
  'language',
  'limit',
  'name',
  'name_or_content',
  'order',
  'quality_score',
  'status',
];

const cursors = v.object({ before: v.exactOptional(v.string()), after: v.exactOptional(v.string()) });
const page = v.object({
  data: v.array(v.record(v.string(), v.unknown())),
  paging: v.exactOptional(
    v.object({
      cursors: v.exactOptional(cursors),
      // Meta's own addresses, which would call Meta and may carry the access token.
      next: v.exactOptional(v.string()),
      previous: v.exactOptional(v.string()),
    }),
  ),
});

export const graphTemplates = {
  'GET /graph/:version/:id/message_templates': async (call) => {
    const { env, url, params } = call;
    const { id = '' } = params;
    const number = (await numbersOf(call)).find(({ wabaId }) => wabaId === id);
    if (!number) throw unknownObject(id);
    const given = Array.from(url.searchParams).filter(([name]) => parameters.includes(name));
    const query = Object.fromEntries(given);
    if (query.fields !== undefined && !/^[a-z_]+( *, *[a-z_]+)*$/.test(query.fields)) {
      throw new GraphApiError(100, 'fields: names with commas between them.');
    }
    const { graph } = await graphFor({ env, params: { inbox: number.id } });
    const path = `/${id}/message_templates`;
    const answer = await graphRequest(graph, { method: 'GET', path, query }, patience());
    if (answer.outcome !== 'accepted') throw refusedByMeta(answer);
    const read = v.safeParse(page, answer.body);
    if (!read.success) throw new GraphApiError(131016, 'Meta listed the templates in an unknown form.');
    return json(withOurAddresses(read.output, url));
  },
} satisfies Partial<GraphHandlers>;

function withOurAddresses({ data, paging }: v.InferOutput<typeof page>, asked: URL): GraphTemplates {
  if (paging === undefined) return { data };
  const { cursors, next, previous } = paging;
  const at = (name: 'after' | 'before', cursor: string) => {
    const url = new URL(asked);
    url.searchParams.delete('after');
    url.searchParams.delete('before');
    url.searchParams.set(name, cursor);
    return url.href;
  };
  return {
    data,
    paging: {
      ...(cursors && { cursors }),
      ...(next !== undefined && cursors?.after !== undefined && { next: at('after', cursors.after) }),
      ...(previous !== undefined &&
        cursors?.before !== undefined && { previous: at('before', cursors.before) }),
    },
  };
}
