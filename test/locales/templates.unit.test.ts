/** No words stand in the console's templates: all of them come from the table of texts. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = new URL('../../widget/', import.meta.url).pathname;
const files = ['agent-console/**/*.ts', 'sign-in/*.ts', 'console/*.ts'].flatMap((pattern) =>
  globSync(pattern, { cwd: root }),
);
/** Names of things, the same in every language. */
const names = new Set(['WhatsApp', 'Message Us', 'JSON', 'CSV', 'HTML', 'https', 'JWKS']);
const attributes = /\s(?:aria-label|aria-description|title|placeholder|alt|label)="?([^"\s>$]*)/g;

it('finds the templates', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(wordsIn('html`<p title="Some words">Hello $' + '{name}</p>`')).toEqual(['Hello', 'Some']);
  expect(wordsIn('html`<p class="$' + '{b}" title=$' + '{c}>$' + '{d}</p>`')).toEqual([]);
});

it.each(files)('no words in the templates of %s', (file) => {
  expect(wordsIn(readFileSync(root + file, 'utf8'))).toEqual([]);
});

function wordsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') {
      const { template } = node;
      const markup = ts.isNoSubstitutionTemplateLiteral(template)
        ? template.text
        : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('\u0000');
      const texts = [
        markup.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '\u0000'),
        ...Array.from(markup.matchAll(attributes), ([, value]) => value ?? ''),
      ];
      found.push(
        ...texts.flatMap(
          (text) => text.replace(/https?:\S+/g, '').match(/\p{L}[\p{L}\p{M}’'-]*(?: [\p{L}]+)*/gu) ?? [],
        ),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('template.ts', source, ts.ScriptTarget.Latest, true));
  return found.filter((word) => !names.has(word));
}
