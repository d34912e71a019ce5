/**
 * Reads the public API of the elements from their source with the TypeScript compiler. The manifest and the editor data are
 * generated from this.
 */
import { resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');

export interface PublicElement {
  tag: string;
  className: string;
  /** The file in the package that registers the element. */
  file: string;
  description: string;
  attributes: Attribute[];
  properties: Property[];
  methods: Method[];
  events: ElementEvent[];
  slots: Described[];
  cssParts: Described[];
  cssProperties: Described[];
}

export interface Described {
  name: string;
  description: string;
}

export interface Attribute extends Described {
  type: string;
  /** The accepted values, if they are known. */
  values: string[];
  default: string;
  /** The property that reflects the attribute. */
  property: string | undefined;
}

export interface Property extends Described {
  type: string;
  isReadonly: boolean;
  isStatic: boolean;
}

export interface Method extends Described {
  parameters: { name: string; type: string; isOptional: boolean }[];
  returns: string;
}

export interface ElementEvent extends Described {
  className: string;
}

export function readElements(): PublicElement[] {
  const { program, checker } = openProject();
  const button = readElement('message-us', 'widget/message-us/message-us-element.ts', 'MessageUs');
  const card = readElement('message-us-card', 'widget/message-us/card/message-us-card.ts', 'MessageUsCard');
  // The card is inside the button and exports its parts, so they belong to the button.
  button.cssParts.push(...card.cssParts);
  button.cssProperties.push(...card.cssProperties);
  button.attributes = attributesIn('widget/message-us/attributes.ts', button);
  const inbox = readElement('agent-console', 'widget/agent-console/agent-console-element.ts', 'AgentConsole');
  inbox.attributes = attributesIn('widget/agent-console/attributes.ts', inbox);
  const analytics = readElement(
    'message-us-analytics',
    'widget/message-us-analytics/message-us-analytics-element.ts',
    'MessageUsAnalytics',
  );
  analytics.attributes = attributesIn('widget/message-us-analytics/attributes.ts', analytics);
  // The package has it under its own export.
  return [button, inbox, { ...analytics, file: 'analytics.js' }];

  function readElement(tag: string, path: string, className: string): PublicElement {
    const declaration = fileOf(path).statements.find(
      (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === className,
    );
    if (!declaration) throw new Error(`${path} has no class ${className}.`);
    const members = declaration.members.filter(isPublic);
    return {
      tag,
      className,
      file: `${tag}.js`,
      description: descriptionOf(declaration),
      attributes: [],
      properties: members.flatMap(readProperty),
      methods: members.flatMap(readMethod),
      events: tagged(declaration, 'fires').map((event) => ({ ...event, className: eventClass(event.name) })),
      slots: tagged(declaration, 'slot'),
      cssParts: tagged(declaration, 'csspart'),
      cssProperties: tagged(declaration, 'cssprop'),
    };
  }

  function readProperty(node: ts.ClassElement): Property[] {
    if (!ts.isPropertyDeclaration(node) && !ts.isGetAccessorDeclaration(node)) return [];
    const type = node.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(node));
    const name = node.name.getText();
    const hasSetter =
      ts.isClassDeclaration(node.parent) &&
      node.parent.members.some((one) => ts.isSetAccessorDeclaration(one) && one.name.getText() === name);
    const isReadonly = ts.isGetAccessorDeclaration(node) && !hasSetter;
    const isStatic = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
    return [{ name, description: descriptionOf(node), type, isReadonly, isStatic }];
  }

  function readMethod(node: ts.ClassElement): Method[] {
    if (!ts.isMethodDeclaration(node)) return [];
    const parameters = node.parameters.map((one) => ({
      name: one.name.getText(),
      type: one.type?.getText() ?? 'unknown',
      isOptional: one.questionToken !== undefined,
    }));
    const returns = node.type?.getText() ?? 'void';
    return [{ name: node.name.getText(), description: descriptionOf(node), parameters, returns }];
  }

  /** The class of an event, from the type of `addEventListener`. */
  function eventClass(name: string): string {
    for (const map of ['GlobalEventHandlersEventMap', 'HTMLElementEventMap']) {
      const symbol = checker.resolveName(map, undefined, ts.SymbolFlags.Interface, false);
      const property = symbol && checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(symbol), name);
      const found =
        property && checker.getTypeOfSymbol(property).symbol.declarations?.find(ts.isClassDeclaration);
      if (found?.name) return found.name.text;
    }
    throw new Error(`The event ${name} is in no event map, so a page's listener has no type.`);
  }

  function attributesIn(path: string, { properties }: PublicElement): Attribute[] {
    const shape = fileOf(path).statements.find(ts.isInterfaceDeclaration);
    if (!shape) throw new Error(`${path} has no interface.`);
    return shape.members.filter(ts.isPropertySignature).map((member) => {
      const name = member.name.getText().replaceAll("'", '');
      const property = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const type = member.type?.getText() ?? 'string';
      return {
        name,
        description: descriptionOf(member),
        type: type.replace(' | (string & {})', ' | string'),
        values: Array.from(type.matchAll(/'(\w+)'/g), ([, word = '']) => word),
        default: tagText(member, 'default'),
        property: properties.find((one) => one.name === property)?.name,
      };
    });
  }

  function fileOf(path: string): ts.SourceFile {
    const file = program.getSourceFile(resolve(root, path));
    if (!file) throw new Error(`${path} is not part of the widget.`);
    return file;
  }
}

function openProject(): { program: ts.Program; checker: ts.TypeChecker } {
  const path = resolve(import.meta.dirname, 'tsconfig.elements.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, import.meta.dirname);
  const program = ts.createProgram(fileNames, options);
  return { program, checker: program.getTypeChecker() };
}

/** Members with a description are public. The others are internal or inherited from Lit. */
function isPublic(member: ts.ClassElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  if ((ts.getCombinedModifierFlags(member) & hidden) !== 0) return false;
  if (!member.name || ts.isPrivateIdentifier(member.name)) return false;
  return (
    descriptionOf(member) !== '' && !ts.getJSDocTags(member).some((tag) => tag.tagName.text === 'internal')
  );
}

/** `@csspart name - Description.`, with or without the type of an event in braces; a slot may have no name. */
function tagged(node: ts.Node, name: string): Described[] {
  return ts
    .getJSDocTags(node)
    .filter((tag) => tag.tagName.text === name)
    .map((tag) => {
      const text = ts.getTextOfJSDocComment(tag.comment) ?? '';
      const [, own = '', description = ''] = /^(?:\{\w+\} )?([\w-]*?)\s*-\s+(.*)$/s.exec(text) ?? [];
      if (description === '') throw new Error(`@${name} without a description: ${text}`);
      return { name: own, description: inLine(description) };
    });
}

/** The first paragraph of a comment. Later paragraphs are for readers of the source. */
export function descriptionOf(node: ts.Node): string {
  const [docs] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const [first = ''] = (ts.getTextOfJSDocComment(docs?.comment) ?? '').split(/\n\s*\n/);
  return inLine(first);
}

function tagText(node: ts.Node, name: string): string {
  const tag = ts.getJSDocTags(node).find((one) => one.tagName.text === name);
  return inLine(ts.getTextOfJSDocComment(tag?.comment) ?? '');
}

function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
