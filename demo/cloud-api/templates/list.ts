/** `GET /{waba-id}/message_templates`: filters, pages and the summary. */
import * as v from 'valibot';
import type { TemplateSwitches } from './switches.ts';
import type { StoredTemplate } from './template.ts';
import { parameterError } from './template-error.ts';
import { nodeOf, readFields, type SampleAddress } from './template-node.ts';
import type { OwnedTemplate } from './template-store.ts';

const usualLimit = 25;

interface Account {
  templates: readonly OwnedTemplate[];
  maxTemplates: number;
  switches: TemplateSwitches;
  sampleAddress: SampleAddress;
}

export function listTemplates(url: URL, account: Account): Response {
  const { searchParams } = url;
  const limit = Number(searchParams.get('limit') ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1) throw parameterError('Param limit must be a positive integer');
  const names = readFields(searchParams.get('fields'));
  const found = account.templates.filter(({ template }) =>
    isWanted(template, searchParams, account.switches),
  );
  const { page, hasBefore, hasAfter } = pageOf(
    found,
    searchParams,
    Math.min(limit, account.switches.maxPerPage),
  );
  const [first, last] = [page[0], page.at(-1)];
  const summary = searchParams.get('summary');
  return Response.json({
    data: page.map(({ template }) => nodeOf(template, names, account.sampleAddress)),
    ...(first &&
      last && {
        paging: {
          cursors: { before: cursorOf(first), after: cursorOf(last) },
          ...(hasBefore && { previous: linkTo(url, 'before', cursorOf(first)) }),
          ...(hasAfter && { next: linkTo(url, 'after', cursorOf(last)) }),
        },
      }),
    ...(summary !== null && { summary: summaryOf(summary, found, account) }),
  });
}

function pageOf(found: readonly OwnedTemplate[], query: URLSearchParams, most: number) {
  const before = query.get('before');
  if (before !== null) {
    const rest = found.filter(({ row }) => row < rowOf(before));
    return {
      page: rest.slice(-most),
      hasBefore: rest.length > most,
      hasAfter: rest.length < found.length,
    };
  }
  const after = query.get('after');
  const rest = after === null ? found : found.filter(({ row }) => row > rowOf(after));
  return { page: rest.slice(0, most), hasBefore: rest.length < found.length, hasAfter: rest.length > most };
}

function cursorOf({ row }: OwnedTemplate): string {
  return btoa(`template:${row}`);
}

function rowOf(cursor: string): number {
  const row = /^template:(\d+)$/.exec(decoded(cursor))?.[1];
  if (row === undefined) throw parameterError('Invalid cursors values.');
  return Number(row);
}

function decoded(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    return '';
  }
}

function linkTo(
  { origin, pathname, searchParams }: URL,
  direction: 'before' | 'after',
  cursor: string,
): string {
  const query = new URLSearchParams(searchParams);
  for (const name of ['before', 'after']) query.delete(name);
  query.set(direction, cursor);
  return `${origin}${pathname}?${query}`;
}

const choices = {
  category: ['AUTHENTICATION', 'MARKETING', 'UTILITY'],
  status: [
    ...['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED', 'IN_APPEAL', 'LIMIT_EXCEEDED'],
    ...['PENDING_DELETION', 'DELETED', 'ARCHIVED'],
  ],
  quality_score: ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'],
};

function isWanted(template: StoredTemplate, query: URLSearchParams, switches: TemplateSwitches): boolean {
  const name = query.get('name');
  const content = query.get('content');
  const either = query.get('name_or_content');
  const [categories, statuses, scores] = (['category', 'status', 'quality_score'] as const).map((filter) =>
    chosen(filter, query),
  );
  const languages = listIn(query, 'language');
  const [since, until] = ['since', 'until'].map((end) => query.get(end));
  const isNamed = (part: string) =>
    switches.findsPartsOfNames ? template.name.includes(part) : template.name === part;
  const says = (part: string) =>
    JSON.stringify(template.components).toLowerCase().includes(part.toLowerCase());
  return (
    (name === null || isNamed(name)) &&
    (content === null || says(content)) &&
    (either === null || template.name.includes(either) || says(either)) &&
    (categories?.includes(template.category) ?? true) &&
    (statuses?.includes(template.status) ?? true) &&
    (scores?.includes(template.quality.score) ?? true) &&
    (languages?.includes(template.language) ?? true) &&
    (!since || template.editedAt >= Number(since) * 1000) &&
    (!until || template.editedAt <= Number(until) * 1000)
  );
}

/** In any case; an unknown value is an error. */
function chosen(filter: keyof typeof choices, query: URLSearchParams): string[] | undefined {
  const values = listIn(query, filter)?.map((value) => value.toUpperCase());
  const unknown = values?.find((value) => !choices[filter].includes(value));
  if (unknown !== undefined)
    throw parameterError(
      `Param ${filter} must be one of {${choices[filter].join(', ')}} - got "${unknown}".`,
    );
  return values;
}

/** One value, a JSON array, or values separated by commas. */
function listIn(query: URLSearchParams, name: string): string[] | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  if (!given.startsWith('[')) return given.split(',');
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.string())), given);
  if (!read.success) throw parameterError(`Param ${name} must be an array.`);
  return read.output;
}

/** The fields of the summary that were requested. Without a list, all of them. */
function summaryOf(asked: string, found: readonly OwnedTemplate[], { templates, maxTemplates }: Account) {
  const all: Record<string, unknown> = {
    total_count: found.length,
    message_template_count: templates.length,
    message_template_limit: maxTemplates,
    are_translations_complete: areTranslationsComplete(templates),
  };
  const names = /^(true|1)$/.test(asked) ? Object.keys(all) : asked.split(',');
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** Whether each name has all the languages that any name has. */
function areTranslationsComplete(templates: readonly OwnedTemplate[]): boolean {
  const languages = new Set(templates.map(({ template }) => template.language));
  const names = new Set(templates.map(({ template }) => template.name));
  return templates.length === languages.size * names.size;
}
