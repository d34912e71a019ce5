import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin, UserConfig } from 'vite';
import { build, defineConfig, runnerImport } from 'vite';
import { guideOf, llmsText, servedGuide } from './widget/api-docs/llms.ts';
import { referencePage } from './widget/api-docs/page.ts';
import { languages } from './widget/locales/languages.ts';
import { usedEmojiData } from './widget/package/used-emoji-data.ts';
import { readDescriptions } from './worker/openapi/descriptions.ts';
import { openApi } from './worker/openapi/document.ts';
import { furtherExamples } from './worker/openapi/examples.ts';

const at = (path: string) => resolve(import.meta.dirname, path);

const consoleEntry = { 'agent-console': at('widget/agent-console/agent-console.ts') };

/**
 * One build for each reader, chosen by `--mode`:
 * `public` is what the Worker serves and a script tag loads, with Lit inside;
 * `demo` is the shop page that the stand-in Cloud API serves;
 * `gallery` shows each element in its states, for those who work on them.
 */
export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'public':
      return publicBuild;
    case 'demo':
      return demoBuild;
    case 'gallery':
      return galleryBuild;
    default:
      throw new Error(`Choose a build with --mode public, demo or gallery; "${mode}" is none of them.`);
  }
});

const publicBuild: UserConfig = {
  root: at('widget'),
  publicDir: false,
  plugins: [minifiedTemplates(), usedEmojiData(), withoutPreloads(), besidesConsole()],
  build: {
    outDir: at('dist/public'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: {
        ...consoleEntry,
        console: at('widget/console/index.html'),
        'sign-in': at('widget/sign-in/index.html'),
        signup: at('widget/signup/index.html'),
        'api-docs': at('widget/api-docs/api-docs.ts'),
      },
      preserveEntrySignatures: 'allow-extension',
      output: {
        // The two addresses that site owners paste never change; what they load lazily is named by its content.
        entryFileNames: ({ name }) => fixedNames[name] ?? 'console/[name]-[hash].js',
        chunkFileNames: 'parts/[name]-[hash].js',
        assetFileNames: 'parts/[name]-[hash][extname]',
      },
    },
  },
};

/** Site owners paste the inbox's address, and the generated reference names its script. */
const fixedNames: Partial<Record<string, string>> = {
  'agent-console': 'agent-console.js',
  'api-docs': 'docs/api.js',
};

const demoBuild: UserConfig = {
  root: at('demo/page'),
  publicDir: false,
  build: { outDir: at('dist/demo'), emptyOutDir: true, target: 'es2022' },
};

const galleryBuild: UserConfig = {
  root: at('demo/gallery'),
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: at('dist/gallery'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: { index: at('demo/gallery/index.html'), page: at('demo/gallery/page.html') },
      // A page imports at once what the console loads later.
      checks: { ineffectiveDynamicImport: false },
    },
  },
};

/**
 * The button on its own, so that its first load is one file with Lit inside and nothing that only the console needs.
 * What it loads later takes Lit from that file.
 */
const buttonBuild: UserConfig = {
  configFile: false,
  root: at('widget'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [minifiedTemplates()],
  build: {
    outDir: at('dist/public'),
    emptyOutDir: false,
    target: 'es2022',
    // As a library: an application's build adds a kilobyte that preloads style sheets, of which there are none.
    lib: { entry: { 'message-us': at('widget/message-us/served.ts') }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/button-[name]-[hash].js', minify: true },
    },
  },
};

/**
 * The analytics on their own, so that a page that only has them loads nothing of the inbox, and the inbox's first load
 * stays one file.
 */
const analyticsBuild: UserConfig = {
  configFile: false,
  root: at('widget'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [minifiedTemplates(), withoutPreloads()],
  build: {
    outDir: at('dist/public'),
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    lib: {
      entry: { 'message-us-analytics': at('widget/message-us-analytics/message-us-analytics.ts') },
      formats: ['es'],
    },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'parts/analytics-[name]-[hash].js',
        minify: true,
      },
    },
  },
};

/** In one file without imports: the console registers it as a classic script, which every browser runs. */
const serviceWorkerBuild: UserConfig = {
  configFile: false,
  root: at('widget'),
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: at('dist/public/console'),
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: at('widget/service-worker/service-worker.ts'),
      formats: ['iife'],
      name: 'serviceWorker',
      fileName: () => 'service-worker.js',
    },
  },
};

/**
 * Minifies the HTML and CSS of Lit's templates. A space between elements, or at the end of a template, may be on screen:
 * several become one, and none is removed. A path in an `svg` template needs its slash.
 */
function minifiedTemplates(): Plugin {
  return {
    name: 'minified-templates',
    transform: {
      filter: { id: /widget\/(agent-console|message-us|message-us-analytics|theme|sign-in)\/.*\.ts$/ },
      handler: async (code, id) => {
        const html = { conservativeCollapse: true, keepClosingSlash: true };
        const minified = await minifyHTMLLiterals(code, { fileName: id, sourceMap: false, html });
        return minified?.code;
      },
    },
  };
}

/** For pages that can only have `<script src>`: loads the module from where it came itself. */
const classicScript = `((tag) => {
  if (tag) import(new URL('message-us.js', tag.src));
  else console.warn('<message-us> message-us.classic.js is for a tag without type="module". Take that out, or load message-us.js.');
})(document.currentScript);
`;

/** For `integrity="…"` on the script's tag; the console has no need of it. */
async function writeIntegrity(): Promise<void> {
  const names = ['message-us.js', 'message-us.classic.js'];
  const entries = names.map(async (name) => {
    const digest = createHash('sha384').update(await readFile(at(`dist/public/${name}`)));
    return [name, `sha384-${digest.digest('base64')}`] as const;
  });
  const integrity = Object.fromEntries(await Promise.all(entries));
  await writeFile(at('dist/public/integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
  console.log(`message-us.js: integrity="${integrity['message-us.js']}"`);
}

/** The console is installed under the name that it has in its reader's language. */
async function writeManifests(): Promise<void> {
  const english = JSON.parse(await readFile(at('widget/console/static/manifest.webmanifest'), 'utf8'));
  const { module } = await runnerImport<typeof import('./widget/locales/app.ts')>(
    at('widget/locales/app.ts'),
  );
  for (const { tag: lang, direction: dir } of languages) {
    if (lang === 'en') continue;
    const manifest = JSON.stringify({ ...english, lang, dir, ...module.appWords(lang) });
    await writeFile(at(`dist/public/console/manifest.${lang}.webmanifest`), manifest);
  }
}

/** Describes the API for programs and for people. All of it is static, so reading it is no request to the Worker. */
async function writeApiDocs(): Promise<void> {
  const { version } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const document = openApi(version, readDescriptions());
  const names = (await readdir(at('docs'))).filter((name) => name.endsWith('.md')).sort();
  const guides = new Map<string, string>();
  for (const name of names) guides.set(name, await readFile(at(`docs/${name}`), 'utf8'));
  const write = (path: string, text: string) => writeFile(at(`dist/public/${path}`), text);

  await mkdir(at('dist/public/docs'), { recursive: true });
  await write('openapi.json', `${JSON.stringify(document)}\n`);
  const page = {
    document,
    guide: guides.get('api.md') ?? '',
    furtherExamples: (name: string) => furtherExamples[name] ?? {},
  };
  await write('docs/api.html', referencePage(page));
  await cp(at('widget/api-docs/api-docs.css'), at('dist/public/docs/api.css'));
  for (const [name, text] of guides) await write(`docs/${name}`, servedGuide(text));
  await write('llms.txt', llmsText(Array.from(guides, ([name, text]) => guideOf(name, text))));
}

/**
 * Vite wraps every dynamic import in a helper that preloads its style sheets and modules. The elements carry their
 * styles inside, and `modulePreload` is off, so the helper would only be read: it has one kilobyte.
 */
function withoutPreloads(): Plugin {
  return {
    name: 'without-preloads',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
  };
}

/** What is no module of the console: the button, for pages old and new, the analytics, and the files that Workers static assets read. */
function besidesConsole(): Plugin {
  return {
    name: 'besides-console',
    async closeBundle() {
      await build(buttonBuild);
      await build(analyticsBuild);
      await build(serviceWorkerBuild);
      await writeFile(at('dist/public/message-us.classic.js'), classicScript);
      await writeIntegrity();
      await cp(at('widget/console/static'), at('dist/public/console'), { recursive: true });
      await writeManifests();
      await writeApiDocs();
      await cp(at('widget/_headers'), at('dist/public/_headers'));
      await writeFile(at('dist/public/robots.txt'), 'User-agent: *\nDisallow: /\n');
    },
  };
}
