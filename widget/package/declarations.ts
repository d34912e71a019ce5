/** Generates the package's types with vite-plugin-dts: one file for each element and one for each framework. */
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import type { PluginOption } from 'vite';
import dts from 'vite-plugin-dts';

const root = resolve(import.meta.dirname, '../..');

/** The sources of the elements' types. Everything they refer to, except Lit, is inlined. */
const sources = [
  'widget/message-us/**/*.ts',
  'widget/agent-console/*.ts',
  'widget/message-us-analytics/*.ts',
  'widget/agent-console/ui/keyboard/shortcuts.ts',
  'widget/locales/**/*.ts',
  'worker/api/*.ts',
  'worker/api/{people,numbers,conversations,developers}/*.ts',
  'worker/whatsapp/**/*.ts',
];

/** What an element exports as well from another element's folder. */
const shared = 'widget/agent-console/session-events.ts';

const folders = ['message-us', 'agent-console', 'message-us-analytics'] as const;

/** Bundles the types of one element into one file, with the global declarations of its folder only. */
export function elementTypes(outDir: string, folder: (typeof folders)[number]): PluginOption {
  const others = folders.filter((one) => one !== folder);
  let program: ts.Program | undefined;
  return dts({
    root,
    entryRoot: root,
    outDirs: outDir,
    tsconfigPath: resolve(import.meta.dirname, 'tsconfig.elements.json'),
    include: [...sources.filter((glob) => !others.some((other) => glob.includes(`/${other}/`))), shared],
    // `tsc -b` has already checked the types.
    compilerOptions: { noCheck: true },
    bundleTypes: {
      extractorConfig: {
        compiler: { overrideTsconfig: { files: ['package.json'], compilerOptions: bundledOptions } },
      },
    },
    afterBootstrap: (runtime) => {
      program = runtime.getProgram();
    },
    beforeWriteFile: (path, content) => {
      const source = program?.getSourceFile(resolve(root, relative(outDir, path)).replace(/\.d\.ts$/, '.ts'));
      if (program && source) return { content: withoutSchemas(content, source, program.getTypeChecker()) };
    },
  });
}

/** Generates the types of the wrappers, which import the elements by the package's name. */
export function frameworkTypes(outDir: string): PluginOption {
  return dts({
    root,
    entryRoot: resolve(import.meta.dirname, 'frameworks'),
    outDirs: [outDir, { dir: outDir, moduleFormat: 'cjs' }],
    tsconfigPath: resolve(import.meta.dirname, 'tsconfig.json'),
    pathsToAliases: false,
    include: 'widget/package/frameworks/*.ts',
    compilerOptions: { noCheck: true, composite: false, incremental: false },
  });
}

/**
 * The same types for `require`. They refer to the types of the module instead of repeating them, so that a program that
 * uses both has one class.
 */
export function commonJsTypes(path: string, types: string): string {
  const from = `'${path}.js' with { 'resolution-mode': 'import' }`;
  const classes = Array.from(types.matchAll(/^export declare class (\w+)/gm), ([, name = '']) => name);
  return [
    `import type * as module from ${from};`,
    `export type * from ${from};`,
    ...classes.map(
      (name) => `export declare const ${name}: typeof module.${name};\nexport type ${name} = module.${name};`,
    ),
    '',
  ].join('\n');
}

const bundledOptions = {
  target: 'es2024',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2024', 'dom', 'dom.iterable'],
  types: [],
  allowImportingTsExtensions: true,
  noEmit: true,
  noCheck: true,
  skipLibCheck: true,
};

const spelledOut =
  ts.NodeBuilderFlags.NoTruncation |
  ts.NodeBuilderFlags.InTypeAlias |
  ts.NodeBuilderFlags.MultilineObjectLiterals;

/** Expands types that are inferred from a schema, so that the package's types do not depend on valibot. */
function withoutSchemas(content: string, source: ts.SourceFile, checker: ts.TypeChecker): string {
  const printer = ts.createPrinter();
  return source.statements
    .filter(ts.isTypeAliasDeclaration)
    .filter(({ type }) => type.getText().includes('v.Infer'))
    .reduce((text, alias) => {
      const type = checker.getTypeFromTypeNode(alias.type);
      const node = checker.typeToTypeNode(type, alias, spelledOut);
      if (!node) throw new Error(`${alias.name.text} of ${source.fileName} cannot be written out.`);
      const written = printer.printNode(ts.EmitHint.Unspecified, node, source);
      return text.replace(
        new RegExp(`type ${alias.name.text} = [^;]*;`),
        () => `type ${alias.name.text} = ${written};`,
      );
    }, content);
}
