/**
 * The package's types: each public class with what a page can use of it, as a subclass of HTMLElement, and every type
 * that this mentions. Nothing of Lit, of the Worker or of the elements' insides is in them.
 */
import { dirname } from 'node:path';
import ts from 'typescript';
import type { PublicElement, Source } from './elements.ts';

interface Extras {
  /** Names of types that no member mentions and that a page needs, such as the attributes. */
  types: readonly string[];
  /** The entry exports the classes of its events as types only. */
  eventsAreTypes: boolean;
  /** Written as it is, after everything else. */
  text: string;
}

const printer = ts.createPrinter({ removeComments: false });
const asWritten =
  ts.NodeBuilderFlags.NoTruncation |
  ts.NodeBuilderFlags.InTypeAlias |
  ts.NodeBuilderFlags.MultilineObjectLiterals;

export function declarationsOf(
  source: Source,
  element: PublicElement,
  { types, eventsAreTypes, text }: Extras,
): string {
  const { checker } = source;
  const done = new Map<string, ts.Declaration>();
  const statements: string[] = [];
  statements.unshift(declareElement());
  for (const event of element.events) collect(event.class);
  for (const name of types) collect(typeNamed(name));
  return `${[...statements, declareEvents(), text].join('\n\n')}\n`;

  function typeNamed(name: string): ts.Declaration {
    const folder = dirname(element.class.getSourceFile().fileName);
    const found = source.program
      .getSourceFiles()
      .filter(({ fileName }) => dirname(fileName) === folder)
      .flatMap(({ statements }) => [...statements])
      .find(
        (one): one is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
          (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && one.name.text === name,
      );
    if (!found) throw new Error(`${folder} has no type ${name}.`);
    return found;
  }

  function declareElement(): string {
    const { className, properties, methods } = element;
    const members = [
      ...properties.map(({ node, name, type, isReadonly, isStatic }) => {
        follow(node);
        return `${docsOf(node)}${isStatic ? 'static ' : ''}${isReadonly ? 'readonly ' : ''}${name}: ${type};`;
      }),
      ...methods.map(({ node, name, parameters, returns }) => {
        follow(node);
        const given = parameters.map((one) => `${one.name}${one.isOptional ? '?' : ''}: ${one.type}`);
        return `${docsOf(node)}${name}(${given.join(', ')}): ${returns};`;
      }),
    ];
    return `/** ${element.description} */\nexport declare class ${className} extends HTMLElement {\n${indented(members)}\n}`;
  }

  function declareEvents(): string {
    const map = `${element.className}EventMap`;
    const rows = element.events.map((event) => `  '${event.name}': ${event.class.name?.text};`);
    return `/** The element's events by their names. They bubble, so a document can listen as well. */
export interface ${map} {
${rows.join('\n')}
}

declare global {
  interface HTMLElementTagNameMap {
    '${element.tag}': ${element.className};
  }
  interface GlobalEventHandlersEventMap extends ${map} {}
}`;
  }

  /** Declares a type of ours once, and what it mentions. */
  function collect(declaration: ts.Declaration): void {
    const name = nameOf(declaration);
    const earlier = done.get(name);
    if (earlier === declaration || name === element.className) return;
    if (earlier) throw new Error(`Two public types are called ${name}. Rename one of them.`);
    done.set(name, declaration);
    statements.push(declare(declaration, name));
  }

  function declare(declaration: ts.Declaration, name: string): string {
    if (ts.isClassDeclaration(declaration)) return declareEvent(declaration, name);
    if (ts.isInterfaceDeclaration(declaration)) {
      follow(declaration);
      return `${docsOf(declaration)}export ${textOf(declaration)}`;
    }
    if (!ts.isTypeAliasDeclaration(declaration))
      throw new Error(`${name} is no type that a page can be given.`);
    // A type derived from a schema or a value is written out.
    if (!/\btypeof\b|\bInfer/.test(declaration.type.getText())) {
      follow(declaration);
      return `${docsOf(declaration)}export ${textOf(declaration)}`;
    }
    const type = checker.getTypeFromTypeNode(declaration.type);
    const node = checker.typeToTypeNode(type, declaration, asWritten);
    if (!node) throw new Error(`${name} cannot be written out.`);
    followNames(node, declaration);
    const written = printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile());
    return `${docsOf(declaration)}export type ${name} = ${written};`;
  }

  function declareEvent(declaration: ts.ClassDeclaration, name: string): string {
    const parameters = declaration.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
    const fields = parameters.map((one) => {
      follow(one);
      return { docs: docsOf(one), text: `${one.name.getText()}: ${one.type?.getText() ?? 'unknown'}` };
    });
    const body = indented([
      ...fields.map(({ docs, text }) => `${docs}readonly ${text};`),
      `constructor(${fields.map(({ text }) => text).join(', ')});`,
    ]);
    const text = `declare class ${name} extends Event {\n${body}\n}`;
    return `${docsOf(declaration)}${eventsAreTypes ? `${text}\nexport type { ${name} };` : `export ${text}`}`;
  }

  /** Collects every type of ours that a declaration mentions. */
  function follow(node: ts.Node): void {
    // The body of a function says nothing of its type.
    if (ts.isBlock(node)) return;
    const name = mentioned(node);
    if (name) followSymbol(checker.getSymbolAtLocation(name), name.getText());
    ts.forEachChild(node, follow);
  }

  /** The same for a type that the compiler has written, whose names are known where it was asked for. */
  function followNames(node: ts.Node, place: ts.Declaration): void {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
      const name = node.typeName.text;
      followSymbol(checker.resolveName(name, place, ts.SymbolFlags.Type, false), name);
    }
    ts.forEachChild(node, (child) => followNames(child, place));
  }

  function followSymbol(symbol: ts.Symbol | undefined, name: string): void {
    const target =
      symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target?.declarations?.[0];
    if (!declaration) throw new Error(`${element.className} mentions ${name}, which is declared nowhere.`);
    const file = declaration.getSourceFile();
    if (ts.isTypeParameterDeclaration(declaration) || source.program.isSourceFileDefaultLibrary(file)) return;
    if (source.program.isSourceFileFromExternalLibrary(file))
      throw new Error(
        `${element.className} mentions ${name} of ${file.fileName}. Public types need no package.`,
      );
    if (nameOf(declaration) !== name)
      throw new Error(`${name} is ${nameOf(declaration)} where it is declared.`);
    collect(declaration);
  }
}

function mentioned(node: ts.Node): ts.EntityName | ts.Expression | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isTypeQueryNode(node)) return node.exprName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  return undefined;
}

function nameOf(declaration: ts.Declaration): string {
  const name = ts.getNameOfDeclaration(declaration);
  if (!name) throw new Error('A public type has no name.');
  return name.getText();
}

function indented(members: readonly string[]): string {
  const lines = members
    .join('\n')
    .split('\n')
    .map((line) => line.trim());
  return lines.map((line) => (line.startsWith('*') ? `   ${line}` : `  ${line}`)).join('\n');
}

function textOf(node: ts.Node): string {
  return node.getText().replace(/^export /, '');
}

function docsOf(node: ts.Node): string {
  const [docs] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return docs ? `${docs.getText()}\n` : '';
}
