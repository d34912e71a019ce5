/** Bundles the package's JavaScript: modules for bundlers and browsers, and a build for all other runtimes. */
import { copyFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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

/** Built with the inbox, whose parts they share. */
const analyticsEntries = {
  analytics: at('widget/message-us-analytics/message-us-analytics.ts'),
  'analytics/element': at('widget/message-us-analytics/element.ts'),
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
  await writeTypes(outDir, 'agent-console', consoleEntries);
  await writeTypes(outDir, 'message-us-analytics', analyticsEntries);
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
 * The inbox and the analytics are minified and bundled with everything except Lit, so that a page with only the button does not install its
 * dependencies.
 */
function consoleForBrowsers(outDir: string): InlineConfig {
  return {
    ...common,
    plugins: [usedEmojiData()],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: { ...consoleEntries, ...analyticsEntries }, formats: ['es'] },
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
 * The inbox and the analytics share their JavaScript, and each has its own types: this build writes nothing else that is
 * used. With one entry, the plugin would write its types where package.json has those of the button.
 */
async function writeTypes(
  outDir: string,
  folder: 'agent-console' | 'message-us-analytics',
  entry: typeof consoleEntries | typeof analyticsEntries,
): Promise<void> {
  const beside = at('dist/types');
  const entries: readonly string[] = Object.values(entry);
  await build({
    ...common,
    plugins: [elementTypes(beside, folder)],
    build: {
      outDir: beside,
      emptyOutDir: true,
      lib: { entry: { ...entry }, formats: ['es'] },
      rolldownOptions: { external: (id) => !entries.includes(id) },
    },
  });
  const [name = ''] = Object.keys(entry);
  await copyFile(join(beside, `${name}.d.ts`), join(outDir, `${name}.d.ts`));
  await rm(beside, { recursive: true });
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
        entry: {
          ...buttonEntries,
          'agent-console': at('widget/package/server/agent-console.ts'),
          analytics: at('widget/package/server/analytics.ts'),
        },
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
