/** The reference of the API, as one page without a server: `/docs/api`. */
import type { JsonSchema } from '@valibot/to-json-schema';
import { type ApiDocument, type ListedOperation, operationsOf, type Schemas } from './api-document.ts';
import { exampleValue } from './example-value.ts';
import { fieldsOf, type SchemaLink, typeOf } from './fields.ts';
import { escaped, highlighted, inlineMarkdown } from './html.ts';
import { json, literal } from './literals.ts';
import { markdownHtml, sectionOf } from './markdown.ts';
import { type OperationView, operationHtml } from './operation.ts';

export interface ReferenceParts {
  document: ApiDocument;
  /** docs/api.md, whose sections introduce the page. */
  guide: string;
  furtherExamples: OperationView['furtherExamples'];
}

const introduction = ['A first message', 'Authentication', 'Conventions'];

export function referencePage({ document, guide, furtherExamples }: ReferenceParts): string {
  const { schemas } = document.components;
  const operations = operationsOf(document);
  const objects = shownObjects(document, operations);
  const linkTo: SchemaLink = (name) => (objects.includes(name) ? `#object-${name}` : null);
  const view: OperationView = { schemas, linkTo, furtherExamples };
  const groups = document.tags.map(({ name, description }) => ({
    name,
    description,
    id: idOf(name),
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const ids = introduction.map(idOf);
  const guideLink = (target: string) => {
    if (target.startsWith('#')) return ids.includes(target.slice(1)) ? target : '/docs/api.md';
    return target.startsWith('https:') ? target : (/^[\w-]+\.md/.exec(target)?.[0] ?? null);
  };

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Message Us API</title>
<link rel="stylesheet" href="/docs/api.css">
<link rel="alternate" type="application/json" href="/openapi.json" title="OpenAPI">
<script type="module" src="/docs/api.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Reference">
<div class="head"><a class="brand" href="#introduction">Message Us <span>API ${escaped(document.info.version)}</span></a>
<button type="button" class="menu" aria-expanded="false" aria-controls="contents">Contents</button></div>
<div id="contents">
<label class="search"><span class="hidden">Search the reference</span><input type="search" placeholder="Search" autocomplete="off" aria-describedby="search-hint"><kbd id="search-hint" aria-label="Press slash to search">/</kbd></label>
<p class="none" role="status" hidden>No results</p>
<ul><li><a href="#introduction">Introduction</a></li>
${introduction.map((title) => `<li><a href="#${idOf(title)}">${title}</a></li>`).join('\n')}</ul>
${groups.map(groupNav).join('\n')}
<details><summary>Objects</summary><ul>${objects.map((name) => `<li data-words="${name.toLowerCase()}"><a href="#object-${name}">${name}</a></li>`).join('')}</ul></details>
</div>
</nav>
<main id="content">
<section id="introduction" class="lead">
<h1>Message Us API</h1>
<p>Send and receive WhatsApp messages, work on conversations and follow what happens, over your own Worker. Everything the inbox does, it does with these routes.</p>
<p class="links"><a href="/openapi.json">OpenAPI 3.1</a> <a href="/docs/api.md">Guide</a> <a href="/docs/webhooks.md">Webhooks</a> <a href="/llms.txt">llms.txt</a></p>
</section>
${introduction.map((title) => `<section id="${idOf(title)}" class="prose"><h2><a href="#${idOf(title)}">${title}</a></h2>${markdownHtml(sectionOf(guide, title), guideLink)}</section>`).join('\n')}
${groups.map((group) => `<section class="group" aria-labelledby="${group.id}"><div class="about"><h2 id="${group.id}"><a href="#${group.id}">${escaped(group.name)}</a></h2><p>${inlineMarkdown(group.description)}</p></div>\n${group.operations.map((one) => operationHtml(one, view)).join('\n')}</section>`).join('\n')}
<section class="group objects" aria-labelledby="objects"><div class="about"><h2 id="objects"><a href="#objects">Objects</a></h2><p>What requests and answers are made of. New fields can be added at any time.</p></div>
${objects.map((name) => objectHtml(name, schemas[name] ?? {}, schemas, linkTo)).join('\n')}</section>
</main>
</body>
</html>
`;
}

interface Group {
  id: string;
  name: string;
  operations: readonly ListedOperation[];
}

function groupNav({ id, name, operations }: Group): string {
  const rows = operations.map(({ method, path, operation: { operationId, summary } }) => {
    const words = `${summary} ${method} ${path} ${operationId}`.toLowerCase();
    return `<li data-words="${escaped(words)}"><a href="#${operationId}"><b class="${method.toLowerCase()}">${method === 'DELETE' ? 'DEL' : method}</b> <span>${escaped(summary)}</span></a></li>`;
  });
  return `<details><summary>${escaped(name)}</summary><ul><li><a href="#${id}">About ${escaped(name.toLowerCase())}</a></li>${rows.join('')}</ul></details>`;
}

function objectHtml(name: string, schema: JsonSchema, schemas: Schemas, linkTo: SchemaLink): string {
  const view = { schemas, linkTo };
  const fields = fieldsOf(schema, view) || `<p>${typeOf(schema, view)}</p>`;
  const about = schema.description === undefined ? '' : `<p>${inlineMarkdown(schema.description)}</p>`;
  const example = literal(exampleValue(schema, schemas), json);
  return `<article id="object-${name}"><header><h3><a href="#object-${name}">${name}</a></h3></header>
<div class="text">${about}${fields}</div>
<div class="code"><div class="sample"><div class="bar"><span>Example</span><button type="button" class="copy">Copy</button></div><pre tabindex="0"><code>${highlighted(example)}</code></pre></div></div></article>`;
}

/** Objects with fields that are in answers, or in more than one place. The body of a single route is shown there. */
function shownObjects(
  { components: { schemas } }: ApiDocument,
  operations: readonly ListedOperation[],
): string[] {
  const uses = Array.from(
    JSON.stringify([operations, schemas]).matchAll(/schemas\/(\w+)"/g),
    ([, name = '']) => name,
  );
  const bodies = new Set(
    operations.flatMap(({ operation: { requestBody } }) =>
      Array.from(JSON.stringify(requestBody ?? {}).matchAll(/schemas\/(\w+)"/g), ([, name = '']) => name),
    ),
  );
  return Object.entries(schemas)
    .filter(([, { properties, oneOf, anyOf }]) => properties ?? oneOf ?? anyOf)
    .map(([name]) => name)
    .filter((name) => !bodies.has(name) || uses.filter((one) => one === name).length > 1);
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}
