/**
 * Turns the Markdown and HTML that models write into WhatsApp's own mark-up. Source of what WhatsApp displays:
 * https://faq.whatsapp.com/539178204879377
 */

export function whatsappMarkup(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('```')
    .map((part, index) =>
      index % 2 === 1 ? `\`\`\`${part.replace(/^[a-z]+\n/, '\n')}\`\`\`` : converted(part),
    )
    .join('')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function converted(text: string): string {
  return withoutDoubled(fromHtml(text).split('\n').flatMap(lineOf).join('\n'));
}

/** A doubled mark means nothing on WhatsApp. Without one, the marks beside it can be doubled. */
function withoutDoubled(text: string): string {
  const without = text.replace(/\*{2,}|~{2,}|_{3,}/g, '');
  return without === text ? text : withoutDoubled(without);
}

/** Tags that have a mark, then all others away. Entities last, so that an escaped tag stays text. */
function fromHtml(text: string): string {
  return text
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi, '\n')
    .replace(/<\/?(?:b|strong)>/gi, '*')
    .replace(/<\/?(?:i|em)>/gi, '_')
    .replace(/<li[^<>]*>/gi, '- ')
    .replace(
      /<a\s[^<>]*?href=["']?([^"'<>\s]+)["']?[^<>]*>([^<>]*)<\/a>/gi,
      (_, url: string, label: string) => linkText(label, url),
    )
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&#39;': "'",
};

function lineOf(line: string): string[] {
  // The line under the head of a table, and a ruler.
  if (/^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/.test(line) || /^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$/.test(line))
    return [];
  const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
  if (heading !== undefined) return heading === '' ? [] : [`*${inline(heading).replaceAll('*', '')}*`];
  const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  if (row !== undefined)
    return [
      inline(
        row
          .split('|')
          .map((cell) => cell.trim())
          .join(' – '),
      ),
    ];
  return [inline(line.replace(/^\s*[*+•]\s+(?=\S)/, '- '))];
}

function inline(text: string): string {
  return text
    .replace(/!?\[([^[\]]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+"[^"]*")?\s*\)/g, (_, label: string, url: string) =>
      linkText(label, url),
    )
    .replace(/\*\*\*(\S(?:[^*]*\S)?)\*\*\*/g, '*_$1_*')
    .replace(/\*\*(\S(?:[^*]*\S)?)\*\*/g, '*$1*')
    .replace(/(?<![\p{L}\p{N}_])__(\S(?:[^_]*\S)?)__(?![\p{L}\p{N}_])/gu, '*$1*')
    .replace(/~~(\S(?:[^~]*\S)?)~~/g, '~$1~');
}

function linkText(label: string, url: string): string {
  const words = label.trim();
  return words === '' || words === url || url.replace(/^https?:\/\/|\/$/g, '') === words
    ? url
    : `${words}: ${url}`;
}
