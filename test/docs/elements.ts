/**
 * The reference of the elements, from their source: `npm run docs` writes the tables, `--check` only says whether they
 * are up to date. In both cases it is an error if the source uses something without describing it, or the reverse.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { writeSections } from './section.ts';

const root = resolve(import.meta.dirname, '../..');

const described = v.object({ name: v.string(), description: v.optional(v.string(), '') });
const member = v.object({
  ...described.entries,
  kind: v.string(),
  privacy: v.optional(v.string(), 'public'),
  static: v.optional(v.boolean(), false),
  attribute: v.optional(v.string()),
  parameters: v.optional(v.array(v.object({ name: v.string(), optional: v.optional(v.boolean()) })), []),
});
const declaration = v.object({
  name: v.optional(v.string()),
  cssProperties: v.optional(v.array(described), []),
  cssParts: v.optional(v.array(described), []),
  events: v.optional(v.array(described), []),
  members: v.optional(v.array(member), []),
});
const manifest = v.object({
  modules: v.array(v.object({ declarations: v.optional(v.array(declaration), []) })),
});
type Described = v.InferOutput<typeof described>;
type Element = v.InferOutput<typeof declaration>;

const { modules } = v.parse(
  manifest,
  JSON.parse(readFileSync(join(root, 'dist/package/custom-elements.json'), 'utf8')),
);
const problems: string[] = [];

const button = elementOf('MessageUs');
const console_ = elementOf('AgentConsole');
const analytics = elementOf('MessageUsAnalytics');
const buttonSource = sourceIn('widget/message-us');
const consoleSource = sourceIn('widget/agent-console');

const cardSource = ['message-us-card.ts', 'qr-code.ts']
  .map((name) => readFileSync(join(root, 'widget/message-us/card', name), 'utf8'))
  .join('\n');
const exported = /'exportparts', '([^']*)'/.exec(cardSource)?.[1] ?? '';
compare('parts of the card that a page can style', exported.split(', '), partsIn(cardSource));

const isCheck = process.argv.includes('--check');
const isSame = writeSections(
  {
    'message-us': [
      looks('message-us', button, buttonSource),
      table(['event', 'when'], button.events.map(describe)),
      table(['method', 'what it does'], methodsOf(button)),
    ].join('\n\n'),
    'message-us-analytics': [
      table(['attribute or property', 'what it does'], propertiesOf(analytics)),
      table(['event', 'when'], analytics.events.map(describe)),
    ].join('\n\n'),
    'agent-console': [
      table(['attribute or property', 'what it does'], propertiesOf(console_)),
      table(['event', 'when'], console_.events.map(describe)),
      table(['method', 'what it does'], methodsOf(console_)),
      looks('agent-console', console_, consoleSource),
    ].join('\n\n'),
  },
  isCheck,
);
if (isCheck && !isSame)
  problems.push('The documentation’s tables of the elements are out of date. Run npm run docs.');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function elementOf(name: string): Element {
  const found = modules.flatMap(({ declarations }) => declarations).find((one) => one.name === name);
  if (!found) throw new Error(`dist/package/custom-elements.json has no ${name}.`);
  return found;
}

function sourceIn(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

function looks(tag: string, { cssProperties: properties, cssParts: parts }: Element, source: string): string {
  const defaults = defaultsIn(source, `--${tag}-`);
  compare(`custom properties of ${tag}`, namesOf(properties), [...defaults.keys()]);
  compare(`parts of ${tag}`, namesOf(parts), partsIn(source));
  return [
    table(
      ['custom property', 'what it is', 'default'],
      properties.map((one) => [...describe(one), [...(defaults.get(one.name) ?? [])].map(code).join(', ')]),
    ),
    table(['part', 'what it is'], parts.map(describe)),
  ].join('\n\n');
}

function partsIn(source: string): string[] {
  return Array.from(source.matchAll(/\bpart="([\w-]+)"/g), ([, name = '']) => name);
}

/** The default of each custom property that the page has not set. */
function defaultsIn(source: string, prefix: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { index } of source.matchAll(new RegExp(`\\bvar\\(${prefix}`, 'g'))) {
    const { name, fallback } = useAt(source, index);
    found.set(name, new Set([...(found.get(name) ?? []), ...(fallback === '' ? [] : [fallback])]));
  }
  return found;
}

/**
 * `var(--name, fallback)`, which begins at `start`; of a fallback that is a `var()` of our own, its fallback, or the value
 * that the palette gives it.
 */
function useAt(source: string, start: number): { name: string; fallback: string } {
  const inside = start + 'var('.length;
  let depth = 1;
  let end = inside;
  while (depth > 0 && end < source.length) {
    const character = source[end++];
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  }
  const [name = '', ...rest] = source.slice(inside, end - 1).split(',');
  const fallback = rest.join(',').trim();
  if (!fallback.startsWith('var(')) return { name, fallback };
  const own = useAt(fallback, 0);
  return { name, fallback: own.fallback || (source.match(`\\s${own.name}: ([^;]+);`)?.[1] ?? '') };
}

function propertiesOf({ members }: Element): string[][] {
  return members
    .filter((one) => one.kind === 'field' && isPublic(one))
    .map(({ name, attribute, description }) => {
      const names = attribute === undefined || attribute === name ? [name] : [attribute, name];
      return [names.map(code).join(', '), inLine(description)];
    });
}

function methodsOf({ members }: Element): string[][] {
  return members
    .filter((one) => one.kind === 'method' && isPublic(one))
    .map(({ name, parameters, description }) => {
      const given = parameters.map((one) => (one.optional ? `${one.name}?` : one.name));
      return [code(`${name}(${given.join(', ')})`), inLine(description)];
    });
}

/** What has no description is the element's own, or comes from Lit. */
function isPublic({ privacy, static: isStatic, description }: v.InferOutput<typeof member>): boolean {
  return privacy === 'public' && !isStatic && description !== '';
}

function describe({ name, description }: Described): string[] {
  return [code(name), inLine(description)];
}

function namesOf(rows: readonly Described[]): string[] {
  return rows.map(({ name }) => name);
}

function compare(what: string, said: readonly string[], used: readonly string[]): void {
  const unsaid = used.filter((name) => !said.includes(name));
  const unused = said.filter((name) => !used.includes(name));
  if (unsaid.length > 0) problems.push(`Not described, ${what}: ${[...new Set(unsaid)].join(', ')}.`);
  if (unused.length > 0) problems.push(`Described and not there, ${what}: ${unused.join(', ')}.`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '-')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
