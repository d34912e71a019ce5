/** Parts of the documentation that a script writes: everything between `<!-- name -->` and `<!-- /name -->`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const files = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => join('docs', name))].filter(
  (name) => name.endsWith('.md'),
);

/**
 * Writes these sections, each into the file that has its marks. With `isCheck` nothing is written, and the result says
 * whether every section is up to date.
 */
export function writeSections(sections: Readonly<Record<string, string>>, isCheck: boolean): boolean {
  return Object.entries(sections).every(([name, content]) => {
    const path = fileOf(name);
    const before = readFileSync(path, 'utf8');
    const parts = partsOf(before, name);
    if (!isCheck) writeFileSync(path, `${parts.before}\n${content}\n${parts.after}`);
    return !isCheck || plain(content) === plain(parts.content);
  });
}

export function readSection(name: string): string {
  return partsOf(readFileSync(fileOf(name), 'utf8'), name).content;
}

function fileOf(name: string): string {
  const paths = files
    .map((file) => join(root, file))
    .filter((path) => readFileSync(path, 'utf8').includes(`<!-- ${name} -->`));
  const [path] = paths;
  if (path === undefined || paths.length > 1) {
    throw new Error(
      `${paths.length} files have the mark <!-- ${name} -->. Put it into one of README.md and docs/.`,
    );
  }
  return path;
}

function partsOf(text: string, name: string): { before: string; content: string; after: string } {
  const marks = [`<!-- ${name} -->`, `<!-- /${name} -->`] as const;
  const [begin, end] = marks.map((mark) => text.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin) {
    throw new Error(`The section ${name} needs both marks, in this order: ${marks.join(' … ')}`);
  }
  const start = begin + marks[0].length;
  return { before: text.slice(0, start), content: text.slice(start, end), after: text.slice(end) };
}

/** Ignores what the formatter changes: spaces, and the width of a table. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/-+/g, '-').trim();
}
