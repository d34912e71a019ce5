/** One route in the reference: its purpose, parameters, answers, and samples in four languages. */
import type { Parameter } from '../../worker/openapi/parameters.ts';
import {
  type Content,
  type ListedOperation,
  nameOf,
  type Operation,
  resolved,
  type Schemas,
} from './api-document.ts';
import { exampleValue } from './example-value.ts';
import { fieldOf, fieldsOf, typeOf, type View } from './fields.ts';
import { escaped, highlighted, inlineMarkdown } from './html.ts';
import { json, literal } from './literals.ts';
import { placeholderOrigin, type SampleRequest, sampleLanguages, sampleOf } from './samples.ts';

export interface OperationView extends View {
  /** More requests to a route, under the title of a task. */
  furtherExamples(name: string): Readonly<Record<string, Pick<SampleRequest, 'body' | 'key'>>>;
}

export function operationHtml(listed: ListedOperation, view: OperationView): string {
  const { method, path, operation } = listed;
  const { operationId, summary } = operation;
  const request = { ...view, isRequest: true };
  return `<article id="${operationId}">
<header><h3><a href="#${operationId}">${escaped(summary)}</a></h3>
<p class="call"><b class="${method.toLowerCase()}">${method}</b> <code>${withWraps(path)}</code></p></header>
<div class="text">${accessHtml(listed)}${parametersHtml(operation.parameters, request)}${bodyHtml(listed, request)}${answerHtml(listed, view)}${errorsHtml(listed)}</div>
<div class="code">${samplesHtml(listed, view)}${answerSample(listed, view)}</div>
</article>`;
}

/** Long addresses break at a slash. */
function withWraps(path: string): string {
  return escaped(path).replaceAll('/', '/<wbr>');
}

function accessHtml({ operation: { description, security } }: ListedOperation): string {
  if (security.length === 0) return '<p class="access">Open to everyone, without a token.</p>';
  return `<p class="access">${inlineMarkdown(description ?? '')}</p>`;
}

function parametersHtml(parameters: readonly Parameter[], view: OperationView): string {
  const sections = [
    { place: 'path', title: 'Path' },
    { place: 'query', title: 'Query' },
    { place: 'header', title: 'Headers' },
  ] as const;
  return sections
    .map(({ place, title }) => {
      const fields = parameters.filter((one) => one.in === place);
      const rows = fields.map(({ name, schema, required, description }) =>
        fieldOf({ name, schema, isRequired: required && place !== 'path', description }, view),
      );
      return rows.length === 0 ? '' : `<h4>${title}</h4><dl class="fields">${rows.join('')}</dl>`;
    })
    .join('');
}

function bodyHtml({ operation: { requestBody } }: ListedOperation, view: OperationView): string {
  if (requestBody === undefined) return '';
  const schema = schemaIn(requestBody.content);
  if (schema === undefined)
    return '<h4>Body</h4><p>The file, with its <code>Content-Type</code> and <code>Content-Length</code>.</p>';
  const { description } = resolved(schema, view.schemas);
  const note = description === undefined ? '' : `<p>${inlineMarkdown(description)}</p>`;
  const fields = fieldsOf(schema, view);
  return `<h4>Body</h4>${note}${fields === '' ? `<p>${typeOf(schema, view)}</p>` : fields}`;
}

function answerHtml({ operation }: ListedOperation, view: OperationView): string {
  const { status, content } = successOf(operation);
  const schema = schemaIn(content);
  const title = `<h4>Answer <span class="status">${status}</span></h4>`;
  if (schema === undefined) {
    const type = Object.keys(content ?? {})[0];
    const words =
      type === undefined
        ? status === '101'
          ? 'The connection becomes a WebSocket.'
          : 'No body.'
        : `A body of the type <code>${escaped(type)}</code>.`;
    return `${title}<p>${words}</p>`;
  }
  const isLinked = nameOf(schema) !== null && view.linkTo(nameOf(schema) ?? '') !== null;
  return `${title}${isLinked ? `<p>${typeOf(schema, view)}</p>` : fieldsOf(schema, view) || `<p>${typeOf(schema, view)}</p>`}`;
}

function errorsHtml({ operation: { responses } }: ListedOperation): string {
  const rows = Object.entries(responses)
    .filter(([status]) => /^[45]/.test(status))
    .map(
      ([status, response]) =>
        `<dt><span class="status">${status}</span></dt><dd>${inlineMarkdown(response.description ?? '')}</dd>`,
    );
  return rows.length === 0
    ? ''
    : `<details class="errors"><summary>Errors</summary><dl>${rows.join('')}</dl></details>`;
}

function samplesHtml(listed: ListedOperation, view: OperationView): string {
  const further = Object.entries(view.furtherExamples(routeNameOf(listed))).map(([title, example]) =>
    sampleBox({ ...sampleRequest(listed, view.schemas), ...example }, title),
  );
  return `${sampleBox(sampleRequest(listed, view.schemas), 'Request')}${further.join('')}`;
}

function sampleBox(request: SampleRequest, title: string): string {
  const tabs = sampleLanguages
    .map(
      ({ id, name }) =>
        `<button type="button" data-language="${id}" aria-pressed="${id === 'curl'}">${name}</button>`,
    )
    .join('');
  const samples = sampleLanguages
    .map(
      ({ id }) =>
        `<pre tabindex="0" data-sample="${id}"><code>${highlighted(sampleOf(id, request))}</code></pre>`,
    )
    .join('');
  return `<div class="sample"><div class="bar"><span>${escaped(title)}</span><span class="tabs">${tabs}</span><button type="button" class="copy">Copy</button></div>${samples}</div>`;
}

function answerSample({ operation }: ListedOperation, { schemas }: OperationView): string {
  const { status, content } = successOf(operation);
  const schema = schemaIn(content);
  if (schema === undefined) return '';
  const value = literal(exampleValue(schema, schemas), json);
  return `<div class="sample"><div class="bar"><span>Answer ${status}</span><button type="button" class="copy">Copy</button></div><pre tabindex="0"><code>${highlighted(value)}</code></pre></div>`;
}

/** The request that the samples make, with the examples of the parameters and the body. */
export function sampleRequest({ method, path, operation }: ListedOperation, schemas: Schemas): SampleRequest {
  const { parameters, requestBody, security } = operation;
  const used = parameters.filter(({ in: place, required, example }) =>
    place === 'query' ? required || example !== undefined : true,
  );
  const address = used
    .filter((one) => one.in === 'path')
    .reduce((text, { name, example = name }) => text.replace(`{${name}}`, encodeURIComponent(example)), path);
  const query = used
    .filter((one) => one.in === 'query')
    .map(({ name, schema, example }) => {
      const value = example ?? String(exampleValue(schema, schemas, name));
      return `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`;
    })
    .join('&');
  const [type, given] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const answer = successOf(operation).content;
  return {
    method,
    url: `${placeholderOrigin}${address}${query === '' ? '' : `?${query}`}`,
    hasToken: security.length > 0,
    key: parameters.find((one) => one.in === 'header')?.example,
    body: given?.schema && (given.example ?? Object(exampleValue(given.schema, schemas))),
    file: given && !given.schema && type !== undefined ? fileOf(type) : undefined,
    answer: answer === undefined ? 'nothing' : schemaIn(answer) === undefined ? 'file' : 'json',
  };
}

function fileOf(type: string): { name: string; type: string } {
  const [, kind = 'bin'] = type.split('/');
  return { name: `file.${{ jpeg: 'jpg', '*': 'bin' }[kind] ?? kind}`, type };
}

function successOf({ responses }: Operation) {
  const [status, response] = Object.entries(responses).find(([one]) => /^[123]/.test(one)) ?? [];
  return { status: status ?? '200', content: response?.content };
}

function schemaIn(content: Content | undefined) {
  const [first] = Object.values(content ?? {});
  return first?.schema;
}

/** As the table of routes names it. */
export function routeNameOf({ method, path }: ListedOperation): string {
  return `${method} ${path.replace('/api/v1/', '/api/').replace(/\{(\w+)\}/g, ':$1')}`;
}
