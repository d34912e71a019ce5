/** Bundles the package's JavaScript: modules for bundlers and browsers, and a build for all other runtimes. */
import { resolve } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { build } from 'vite';
import { elementTypes, frameworkTypes } from './declarations.ts';
import { usedEmojiData } from './used-emoji-data.ts';

const root = resolve(import.meta.dirname, '../..');
const at = (path: string) => resolve(root, path);

/** Lit is not bundled, so that all Lit elements on a page share one copy. */
const isLit = /^(lit|@lit)(\/|$)/;
/** The wrappers import the package by name, so that each runtime resolves the right build. */
const isFromApp = /^(react|vue|svelte|message-us)(\/|$)/;

const consoleEntries = {
  'agent-console': at('widget/agent-console/agent-console.ts'),
  'agent-console/element': at('widget/agent-console/element.ts'),
};

const buttonEntries = {
  element: at('widget/message-us/element.ts'),
  'message-us': at('widget/message-us/message-us.ts'),
};

const frameworkEntries = {
  react: at('widget/package/frameworks/react.ts'),
  svelte: at('widget/package/frameworks/svelte.ts'),
  vue: at('widget/package/frameworks/vue.ts'),
};

const clientEntries = { client: at('widget/client/api/message-us-client.ts') };

export async function bundle(outDir: string): Promise<void> {
  await build(buttonForBrowsers(outDir));
  await build(consoleForBrowsers(outDir));
  for (const format of ['es', 'cjs'] as const) {
    await build(forServers(outDir, format));
    await build(forFrameworks(outDir, format));
    await build(clientForAll(outDir, format));
  }
}

function buttonForBrowsers(outDir: string): InlineConfig {
  return {
    ...common,
    plugins: [elementTypes(outDir, 'message-us')],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      lib: { entry: buttonEntries, formats: ['es'] },
      license: { fileName: 'licenses-button.md' },
      rolldownOptions: {
        external: isLit,
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
      },
    },
  };
}

/**
 * The inbox is minified and bundled with everything except Lit, so that a page with only the button does not install its
 * dependencies.
 */
function consoleForBrowsers(outDir: string): InlineConfig {
  return {
    ...common,
    plugins: [usedEmojiData(), elementTypes(outDir, 'agent-console')],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: consoleEntries, formats: ['es'] },
      license: { fileName: 'licenses-console.md' },
      rolldownOptions: {
        external: isLit,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'console/[name]-[hash].js',
          minify: true,
        },
      },
    },
  };
}

/**
 * For Node, edge runtimes, and `require`. The button's class loads there without a DOM and defines nothing; in a test's
 * simulated DOM it is the full element. The console needs a browser, so it is only a placeholder.
 */
function forServers(outDir: string, format: 'es' | 'cjs'): InlineConfig {
  const extension = format === 'es' ? 'js' : 'cjs';
  return {
    ...common,
    plugins: [litWithoutGlobals()],
    resolve: { conditions: ['node', 'import', 'default'] },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: {
        entry: { ...buttonEntries, 'agent-console': at('widget/package/server/agent-console.ts') },
        formats: [format],
      },
      license: { fileName: `licenses-server-${format}.md` },
      rolldownOptions: {
        output: {
          entryFileNames: `server/[name].${extension}`,
          chunkFileNames: `server/parts/[name].${extension}`,
        },
      },
    },
  };
}

const common: InlineConfig = { configFile: false, root, publicDir: false, logLevel: 'warn' };

/** One build for browsers and servers. It imports the package by name, so that each resolves the right build. */
function forFrameworks(outDir: string, format: 'es' | 'cjs'): InlineConfig {
  const extension = format === 'es' ? 'js' : 'cjs';
  return {
    ...common,
    plugins: format === 'es' ? [frameworkTypes(outDir)] : [],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: frameworkEntries, formats: [format] },
      rolldownOptions: {
        external: isFromApp,
        output: { entryFileNames: `[name].${extension}`, banner },
      },
    },
  };
}

/** The API without any element: one file for every runtime. */
function clientForAll(outDir: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    ...common,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: clientEntries, formats: [format] },
      rolldownOptions: { output: { entryFileNames: `[name].${format === 'es' ? 'js' : 'cjs'}` } },
    },
  };
}

/** React's server components can render the wrappers only from a module marked `'use client'`. */
function banner({ name }: { name: string }): string {
  return name === 'react' ? "'use client';" : '';
}

/**
 * Lit's build for Node sets `customElements`, `Symbol.metadata` and its list of versions globally, and its build for
 * browsers needs a document. Here it writes to a private object, and reads from the runtime's globals.
 */
function litWithoutGlobals(): Plugin {
  const realm = at('widget/package/server/realm.ts');
  return {
    name: 'lit-without-globals',
    enforce: 'pre',
    resolveId: (id) => (id === '@lit-labs/ssr-dom-shim' ? realm : undefined),
    transform: {
      filter: { id: /node_modules\/(lit|@lit\/reactive-element|lit-html|lit-element)\/.*\.js$/ },
      handler: (code) => ({
        code: `import { realm } from ${JSON.stringify(realm)};\n${code
          .replaceAll('globalThis', 'realm')
          .replaceAll('Symbol.metadata', 'realm.metadata')}`,
        map: null,
      }),
    },
  };
}
