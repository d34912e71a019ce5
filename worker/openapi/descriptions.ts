/** The comments of the schemas, which are their descriptions in OpenAPI. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');
const sources = [
  'worker/api/{,people/,numbers/,conversations/,developers/}*.ts',
  'worker/whatsapp/{account,content,receiving,sending}/*.ts',
];

/** By the name of a schema and the path in it, such as `Message.media.size`. */
export function readDescriptions(): Map<string, string> {
  const found = new Map<string, string>();
  /** The schemas whose entries another has as well. */
  const spreads = new Map<string, string[]>();
  for (const path of globSync(sources, { cwd: root })) {
    const text = readFileSync(resolve(root, path), 'utf8');
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    for (const statement of file.statements.filter(ts.isVariableStatement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const schema = capitalized(name.getText().replace(/Shape$/, ''));
        keep(found, schema, statement);
        if (initializer) readEntries(initializer, schema, found, spreads);
      }
    }
  }
  for (const [to, names] of spreads) {
    for (const from of names) {
      for (const [path, text] of [...found]) {
        const inherited = path.startsWith(`${from}.`) ? `${to}${path.slice(from.length)}` : null;
        if (inherited !== null && !found.has(inherited)) found.set(inherited, text);
      }
    }
  }
  return found;
}

function readEntries(
  node: ts.Node,
  path: string,
  found: Map<string, string>,
  spreads: Map<string, string[]>,
): void {
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
    const inside = `${path}.${node.name.getText().replace(/^'|'$/g, '')}`;
    keep(found, inside, node);
    if (ts.isPropertyAssignment(node)) readEntries(node.initializer, inside, found, spreads);
    return;
  }
  const spread = ts.isSpreadAssignment(node)
    ? /^(\w+)\.entries$/.exec(node.expression.getText())?.[1]
    : undefined;
  if (spread !== undefined) spreads.set(path, [...(spreads.get(path) ?? []), capitalized(spread)]);
  ts.forEachChild(node, (child) => readEntries(child, path, found, spreads));
}

function keep(found: Map<string, string>, path: string, node: ts.Node): void {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment);
  if (text && !found.has(path)) found.set(path, text.replace(/\s+/g, ' ').replace(/\{@link (\w+)\}/g, '$1'));
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
