/** Bundles the package's JavaScript: modules for bundlers and browsers, and a build that any other runtime can load. */
import { resolve } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const at = (path: string) => resolve(root, path);

/** Left to the page's own bundler, so that several Lit elements on a page share one copy. */
const isLit = /^(lit|@lit)(\/|$)/;
const isFramework = /^(react|vue|svelte)(\/|$)/;

const consoleEntry = at('widget/agent-console/agent-console.ts');

/** The entries import each other as files of the package, which keeps one copy of each. */
const entries = {
  element: at('widget/message-us/element.ts'),
  'message-us': at('widget/message-us/message-us.ts'),
  react: at('package/frameworks/react.ts'),
  svelte: at('package/frameworks/svelte.ts'),
  vue: at('package/frameworks/vue.ts'),
};

export async function bundle(outDir: string): Promise<void> {
  await build(buttonForBrowsers(outDir));
  await build(consoleForBrowsers(outDir));
  for (const format of ['es', 'cjs'] as const) await build(forServers(outDir, format));
}

function buttonForBrowsers(outDir: string): InlineConfig {
  return {
    ...common,
    plugins: [consoleBeside('./agent-console.js')],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      lib: { entry: entries, formats: ['es'] },
      license: { fileName: 'licenses-button.md' },
      rolldownOptions: {
        external: [isLit, isFramework],
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js', banner },
      },
    },
  };
}

/**
 * The inbox is an application and comes finished: minified, with all that it needs but Lit, so that nothing of it is a
 * dependency of a page that has only the button.
 */
function consoleForBrowsers(outDir: string): InlineConfig {
  return {
    ...common,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: { 'agent-console': consoleEntry }, formats: ['es'] },
      license: { fileName: 'licenses-console.md' },
      rolldownOptions: {
        external: [isLit],
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
 * simulated DOM it is the whole element. The console needs a browser and is only a placeholder.
 */
function forServers(outDir: string, format: 'es' | 'cjs'): InlineConfig {
  const extension = format === 'es' ? 'js' : 'cjs';
  return {
    ...common,
    plugins: [litWithoutGlobals(), consoleBeside(`./agent-console.${extension}`)],
    resolve: { conditions: ['node', 'import', 'default'] },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: {
        entry: { ...entries, 'agent-console': at('package/server/agent-console.ts') },
        formats: [format],
      },
      license: { fileName: `licenses-server-${format}.md` },
      rolldownOptions: {
        external: [isFramework],
        output: {
          entryFileNames: `server/[name].${extension}`,
          chunkFileNames: `server/parts/[name].${extension}`,
          banner,
        },
      },
    },
  };
}

const common: InlineConfig = { configFile: false, root, publicDir: false, logLevel: 'warn' };

/** React's component loads the console from the entry of its own beside it. */
function consoleBeside(path: string): Plugin {
  return {
    name: 'console-beside',
    enforce: 'pre',
    resolveId: (id) =>
      id.endsWith('/agent-console/agent-console.ts') ? { id: path, external: true } : undefined,
  };
}

/** React's server components can render the wrappers only from a module that says it belongs to the client. */
function banner({ name }: { name: string }): string {
  return name === 'react' ? "'use client';" : '';
}

/**
 * Lit's build for Node sets `customElements`, `Symbol.metadata` and its list of versions globally, and its build for
 * browsers needs a document. Here it writes to an object of its own, and reads what the runtime has.
 */
function litWithoutGlobals(): Plugin {
  const realm = at('package/server/realm.ts');
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
