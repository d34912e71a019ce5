/** Sections of our own documentation as HTML: paragraphs, lists, tables and code, which is all that they have. */
import { escaped, highlighted, inlineMarkdown } from './html.ts';

/** The text under a heading of the second level, without the heading. */
export function sectionOf(markdown: string, heading: string): string {
  const start = markdown.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(`The documentation has no section “${heading}”.`);
  const text = markdown.slice(start + heading.length + 5);
  const end = text.search(/^## /m);
  return end < 0 ? text : text.slice(0, end);
}

export function markdownHtml(markdown: string, linkOf: (target: string) => string | null): string {
  const inline = (text: string) => inlineMarkdown(text, linkOf);
  return blocksOf(markdown)
    .map((block) => {
      const code = /^```\w*\n([\s\S]*?)\n?```$/.exec(block)?.[1];
      if (code !== undefined) return `<pre tabindex="0"><code>${highlighted(code)}</code></pre>`;
      if (block.startsWith('<!--')) return '';
      if (block.startsWith('- ')) {
        const items = block
          .split(/\n(?=- )/)
          .map((item) => `<li>${inline(item.slice(2).replace(/\n\s*/g, ' '))}</li>`);
        return `<ul>${items.join('')}</ul>`;
      }
      const heading = /^(#{3,4}) (.*)$/.exec(block);
      if (heading) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`;
      if (block.startsWith('|')) return tableHtml(block, inline);
      return `<p>${inline(block.replace(/\n/g, ' '))}</p>`;
    })
    .join('\n');
}

/** Blank lines part blocks, except in code. */
function blocksOf(markdown: string): string[] {
  return Array.from(markdown.trim().matchAll(/```[\s\S]*?```|[^\n](?:(?!\n\n)[\s\S])*/g), ([block]) =>
    block.trim(),
  );
}

function tableHtml(block: string, inline: (text: string) => string): string {
  const rows = block.split('\n').map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll('\\|', '|'))),
  );
  const [head = [], , ...body] = rows;
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<div class="table"><table><thead>${row(head, 'th')}</thead><tbody>${body.map((cells) => row(cells, 'td')).join('')}</tbody></table></div>`;
}

export function titleOf(markdown: string): string {
  return escaped(/^# (.*)$/m.exec(markdown)?.[1] ?? '');
}
