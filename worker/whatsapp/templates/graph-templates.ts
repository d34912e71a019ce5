/**
 * Template management at Meta. Sources: Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';
import {
  basicFieldNames,
  readTemplate,
  type Template,
  templateFieldNames,
} from '../sending/templates/template.ts';
import type { TemplateDefinition } from './definition.ts';
import type { LibraryCreation } from './library.ts';

/** A template as the product reads it, and Meta's JSON of it. */
export interface ListedTemplate {
  template: Template;
  raw: string;
}

/** All templates of an account, page by page. A template that cannot be read is left out. */
export async function fetchTemplates(
  graph: Graph,
  wabaId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; templates: ListedTemplate[] } | GraphFailure> {
  const found = await pagesOf(graph, wabaId, { fields: templateFieldNames }, signal);
  // A version of Graph that does not know one of the fields refuses the request.
  const isUnknownField = found.outcome === 'rejected' && found.error.code === 100;
  return isUnknownField ? pagesOf(graph, wabaId, { fields: basicFieldNames }, signal) : found;
}

/** Whether a template arrived whose creation was not confirmed. Meta's filter also matches parts of a name. */
export async function findTemplate(
  graph: Graph,
  wabaId: string,
  { name, language }: { name: string; language: string },
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; template: ListedTemplate | null } | GraphFailure> {
  const found = await pagesOf(graph, wabaId, { fields: basicFieldNames, name }, signal);
  if (found.outcome !== 'found') return found;
  const same = found.templates.find(
    (one) => one.template.name === name && one.template.language === language,
  );
  return { outcome: 'found', template: same ?? null };
}

async function pagesOf(
  graph: Graph,
  wabaId: string,
  query: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<{ outcome: 'found'; templates: ListedTemplate[] } | GraphFailure> {
  const templates: ListedTemplate[] = [];
  let after: string | undefined;
  // An account can have at most 6,000 templates.
  for (let page = 0; page < 60; page++) {
    const path = `/${wabaId}/message_templates`;
    const paged = { ...query, limit: '100', ...(after !== undefined && { after }) };
    const answer = await graphRequest(graph, { method: 'GET', path, query: paged }, signal);
    if (answer.outcome !== 'accepted') return answer;
    const read = v.safeParse(templatePage, answer.body);
    if (!read.success) {
      return { outcome: 'in_doubt', reason: 'Graph listed the templates in an unknown format' };
    }
    for (const entry of read.output.data) {
      const template = readTemplate(entry);
      if (template) templates.push({ template, raw: JSON.stringify(entry) });
    }
    after = read.output.paging?.cursors?.after;
    if (after === undefined || read.output.paging?.next === undefined) break;
  }
  return { outcome: 'found', templates };
}

const templatePage = v.object({
  data: v.array(v.unknown()),
  paging: v.optional(
    v.object({
      cursors: v.optional(v.object({ after: v.optional(v.string()) })),
      next: v.optional(v.string()),
    }),
  ),
});

/** What Meta made of a template. The category can differ from the one that was asked for. */
export interface SubmittedTemplate {
  id: string;
  /** PENDING, APPROVED or REJECTED. */
  status: string;
  category: string;
}

const created = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
  status: v.fallback(v.string(), 'PENDING'),
  category: v.fallback(v.string(), ''),
});

/** Not safe to repeat: when the answer is lost, look for the template with {@link findTemplate}. */
export async function createTemplate(
  graph: Graph,
  wabaId: string,
  definition: TemplateDefinition | LibraryCreation,
  signal?: AbortSignal,
): Promise<{ outcome: 'created'; template: SubmittedTemplate } | GraphFailure> {
  const path = `/${wabaId}/message_templates`;
  const answer = await graphRequest(graph, { method: 'POST', path, body: { ...definition } }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(created, answer.body);
  return read.success
    ? { outcome: 'created', template: read.output }
    : { outcome: 'in_doubt', reason: 'Graph accepted the template without returning its id' };
}

/** Replaces all components. An approved template keeps its category. */
export function editTemplate(
  graph: Graph,
  id: string,
  change: Pick<TemplateDefinition, 'components'> &
    Partial<Pick<TemplateDefinition, 'category' | 'message_send_ttl_seconds'>>,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  return graphRequest(graph, { method: 'POST', path: `/${id}`, body: { ...change } }, signal);
}

/** Without an id, in every language. Meta blocks the name of an approved template for 30 days. */
export function deleteTemplate(
  graph: Graph,
  wabaId: string,
  { name, id }: { name: string; id: string | null },
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const query = { name, ...(id !== null && { hsm_id: id }) };
  return graphRequest(graph, { method: 'DELETE', path: `/${wabaId}/message_templates`, query }, signal);
}

/** For a template that Meta paused for its pace; one paused for its quality resumes when its time is up. */
export function unpauseTemplate(graph: Graph, id: string, signal?: AbortSignal): Promise<GraphOutcome> {
  return graphRequest(graph, { method: 'POST', path: `/${id}/unpause` }, signal);
}
