/** The samples of the reference, as the Worker serves them. */
import type { SampleLanguage } from '../../../widget/api-docs/samples.ts';

const page = await import('./stack.ts').then(async ({ workerUrl }) => {
  const answer = await fetch(`${workerUrl}/docs/api`);
  if (!answer.ok) throw new Error(`/docs/api answered ${answer.status}. Is the public build there?`);
  return answer.text();
});

/** The sample of a route in one language. `title`: of several requests, the one for this task. */
export function servedSample(operationId: string, language: SampleLanguage, title = 'Request'): string {
  const article = page.split(`<article id="${operationId}">`)[1]?.split('</article>')[0] ?? '';
  const box =
    article.split('<div class="sample">').find((one) => one.includes(`<span>${title}</span>`)) ?? '';
  const html = box.split(`data-sample="${language}"><code>`)[1]?.split('</code>')[0];
  if (html === undefined)
    throw new Error(`/docs/api has no sample “${title}” of ${operationId} in ${language}.`);
  return html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
