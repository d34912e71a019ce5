/** Small parts of a page: text that is escaped, code in colors, and the words of comments. */

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Text with `code`, **bold** and links. `linkOf` gives the address of a link, or null for one that leads nowhere here. */
export function inlineMarkdown(text: string, linkOf: (target: string) => string | null = () => null): string {
  let html = '';
  let at = 0;
  for (const { 0: whole, index, groups } of text.matchAll(marks)) {
    html += escaped(text.slice(at, index));
    at = index + whole.length;
    const { code, label, target, strong } = groups ?? {};
    if (code !== undefined) html += `<code>${escaped(code)}</code>`;
    else if (strong !== undefined) html += `<strong>${inlineMarkdown(strong, linkOf)}</strong>`;
    else if (label !== undefined) {
      const address = linkOf(target ?? '');
      const inside = inlineMarkdown(label, linkOf);
      html += address === null ? inside : `<a href="${escaped(address)}">${inside}</a>`;
    }
  }
  return html + escaped(text.slice(at));
}

const marks =
  /`(?<code>[^`]+)`|\[(?<label>(?:[^\]`]|`[^`]*`)+)\]\((?<target>[^)\s]+)\)|\*\*(?<strong>(?:[^*`]|`[^`]*`)+)\*\*/g;

const tokens =
  /(?<comment>(?<=^|\s)(?:#|\/\/)(?!\[)[^\n]*)|(?<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)|(?<word>(?<![\w-])(?:await|const|import|from|new|throw|if|with|as|print|echo|true|false|null|None|True|False|curl|open|return)(?![\w-]))|(?<number>\b\d+(?:\.\d+)?\b)/gm;

/** Code with its strings, words and numbers marked. It is close enough for short samples in any of the languages. */
export function highlighted(code: string): string {
  let html = '';
  let at = 0;
  for (const match of code.matchAll(tokens)) {
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0];
    html += `${escaped(code.slice(at, match.index))}<i class="${kind?.[0]}">${escaped(match[0])}</i>`;
    at = match.index + match[0].length;
  }
  return html + escaped(code.slice(at));
}
