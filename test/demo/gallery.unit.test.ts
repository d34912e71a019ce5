import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { elementNames, exceptions } from '../../demo/gallery/elements.ts';

const root = resolve(import.meta.dirname, '../..');
const registration = /(?:@customElement|customElements\.define)\(\s*'([a-z-]+)'/g;

function registered(): string[] {
  const files = globSync(['widget/**/*.ts', 'demo/gallery/**/*.ts'], { cwd: root });
  return files.flatMap((file) =>
    Array.from(readFileSync(resolve(root, file), 'utf8').matchAll(registration), ([, name = '']) => name),
  );
}

it('the gallery has a page for every element that the source registers, or says why not', () => {
  expect([...elementNames, ...Object.keys(exceptions)].sort()).toEqual([...new Set(registered())].sort());
});
