import { cp, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vite';
import dts from 'vite-plugin-dts';

const at = (path: string) => resolve(import.meta.dirname, path);

const entries = {
  'message-us': at('widget/message-us/message-us.ts'),
  'agent-console': at('widget/agent-console/agent-console.ts'),
};

/**
 * One build for each reader, chosen by `--mode`:
 * `public` is what the Worker serves and a script tag loads, with Lit inside;
 * `package` is what bundlers import, with dependencies left to them;
 * `demo` is the shop page that the stand-in Cloud API serves.
 */
export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'public':
      return publicBuild;
    case 'package':
      return packageBuild;
    case 'demo':
      return demoBuild;
    default:
      throw new Error(`Choose a build with --mode public, package or demo; "${mode}" is none of them.`);
  }
});

const publicBuild: UserConfig = {
  root: at('widget'),
  publicDir: false,
  plugins: [staticHeaders()],
  build: {
    outDir: at('dist/public'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: {
        ...entries,
        console: at('widget/console/index.html'),
        'sign-in': at('widget/sign-in/index.html'),
      },
      preserveEntrySignatures: 'allow-extension',
      output: {
        // The two addresses that site owners paste never change; what they load lazily is named by its content.
        entryFileNames: ({ name }) => (name in entries ? '[name].js' : 'console/[name]-[hash].js'),
        chunkFileNames: 'parts/[name]-[hash].js',
        assetFileNames: 'parts/[name]-[hash][extname]',
      },
    },
  },
};

const packageBuild: UserConfig = {
  publicDir: false,
  plugins: [
    dts({
      tsconfigPath: at('widget/tsconfig.json'),
      entryRoot: at('.'),
      outDirs: at('dist/package'),
      include: ['widget', 'worker/api.ts', 'worker/whatsapp'],
    }),
  ],
  build: {
    outDir: at('dist/package'),
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: { entry: entries, formats: ['es'] },
    rolldownOptions: {
      external: /^(?!\.|\/|\0)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
    },
  },
};

const demoBuild: UserConfig = {
  root: at('demo'),
  publicDir: false,
  build: { outDir: at('dist/demo'), emptyOutDir: true, target: 'es2022' },
};

/** Response headers of the static files, in the form Workers static assets read. */
function staticHeaders(): Plugin {
  return {
    name: 'static-headers',
    async closeBundle() {
      await cp(at('widget/_headers'), at('dist/public/_headers'));
      await writeFile(at('dist/public/robots.txt'), 'User-agent: *\nDisallow: /\n');
    },
  };
}
