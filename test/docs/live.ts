/**
 * The tables of frames in docs/live.md, from the schemas: `npm run docs` writes them, `--check` only says whether they
 * are up to date.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import * as v from 'valibot';
import { liveFrame, presenceMessage } from '../../worker/api/conversations/live.ts';
import { readDescriptions } from '../../worker/openapi/descriptions.ts';
import { namedSchemas } from '../../worker/openapi/document.ts';
import { writeSections } from './section.ts';

const source = resolve(import.meta.dirname, '../../worker/api/conversations/live.ts');
const names = new Map<unknown, string>(Object.entries(namedSchemas).map(([name, schema]) => [schema, name]));
const comments = commentsOfFrames();
const descriptions = readDescriptions();

const frames = liveFrame.options.map(({ entries }) => {
  const { type, ...fields } = entries;
  const comment = comments.get(type.literal);
  if (comment === undefined)
    throw new Error(`The frame ${type.literal} has no comment in worker/api/conversations/live.ts.`);
  const listed = Object.entries(fields).map(([name, schema]) => `\`${name}\`: ${nameOf(schema)}`);
  return `| \`${type.literal}\` | ${listed.join('<br>')} | ${comment} |`;
});
const sent = Object.entries(presenceMessage.entries).map(
  ([name, schema]) =>
    `| \`${name}\` | ${nameOf(schema)} | ${descriptions.get(`PresenceMessage.${name}`) ?? ''} |`,
);

const isCheck = process.argv.includes('--check');
const isSame = writeSections(
  {
    frames: ['| type | fields | what it says |', '| --- | --- | --- |', ...frames].join('\n'),
    'sent-frames': [
      `${descriptions.get('PresenceMessage') ?? ''}\n`,
      '| field | type | what it is |',
      '| --- | --- | --- |',
      ...sent,
    ].join('\n'),
  },
  isCheck,
);
if (isCheck && !isSame) {
  console.error('The tables of frames in docs/live.md are out of date. Run npm run docs.');
  process.exitCode = 1;
}

/** In words: the name of an object, or the type of a value. */
function nameOf(schema: unknown): string {
  const name = names.get(schema);
  if (name !== undefined) return `[${name}](api.md#reference)`;
  const read = v.parse(
    v.looseObject({ type: v.string(), item: v.unknown(), wrapped: v.unknown(), literal: v.unknown() }),
    { item: null, wrapped: null, literal: null, ...Object(schema) },
  );
  switch (read.type) {
    case 'array':
      return `list of ${nameOf(read.item)}`;
    case 'nullable':
      return `${nameOf(read.wrapped)} or null`;
    case 'exact_optional':
      return `${nameOf(read.wrapped)}, optional`;
    case 'literal':
      return `\`${JSON.stringify(read.literal)}\``;
    case 'number':
      return 'whole number';
    default:
      return read.type;
  }
}

/** The comment above each frame, by its type. */
function commentsOfFrames(): Map<string, string> {
  const text = readFileSync(source, 'utf8');
  const file = ts.createSourceFile(source, text, ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    const type = /^v\.object\(\{\s*type: v\.literal\('([\w-]+)'\)/.exec(node.getText())?.[1];
    const [range] = type === undefined ? [] : (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []);
    if (type !== undefined && range) {
      const comment = text.slice(range.pos, range.end);
      found.set(
        type,
        comment
          .replace(/^\/\*\*\s*(?:\*\s+)?|\s*\*\/$|\s*\n\s*\*\s*/g, (part) =>
            part.includes('\n') && !part.startsWith('/') ? ' ' : '',
          )
          .trim(),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
