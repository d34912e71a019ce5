/** Parts of the README that a script writes: what stands between `<!-- name -->` and `<!-- /name -->`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const readme = resolve(import.meta.dirname, '../../README.md');

/** Writes these parts. With `isCheck` nothing is written, and the answer is whether all of them say so already. */
export function writeSections(sections: Readonly<Record<string, string>>, isCheck: boolean): boolean {
  const before = readFileSync(readme, 'utf8');
  const after = Object.entries(sections).reduce(withSection, before);
  if (!isCheck) writeFileSync(readme, after);
  return plain(after) === plain(before);
}

/** What this part says. */
export function readSection(name: string): string {
  return partsOf(readFileSync(readme, 'utf8'), name).content;
}

function withSection(text: string, [name, content]: [string, string]): string {
  const { before, after } = partsOf(text, name);
  return `${before}\n${content}\n${after}`;
}

function partsOf(text: string, name: string): { before: string; content: string; after: string } {
  const marks = [`<!-- ${name} -->`, `<!-- /${name} -->`] as const;
  const [begin, end] = marks.map((mark) => text.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin) {
    throw new Error(`README.md has no ${marks.join(' … ')}.`);
  }
  const start = begin + marks[0].length;
  return { before: text.slice(0, start), content: text.slice(start, end), after: text.slice(end) };
}

/** The formatter draws tables its own way. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/-+/g, '-');
}
