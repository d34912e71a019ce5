/**
 * The files of what is pasted, where files are meant. Excel and Word put a picture of the cells or the words beside their
 * text, and then the text is meant. A file that was copied in a folder has its own name, or its path, for a text.
 */
export function pastedFiles(data: DataTransfer): readonly File[] {
  const files = [...data.files];
  const lines = data
    .getData('text/plain')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const names = new Set(files.map(({ name }) => name));
  return lines.every((line) => names.has(line) || names.has(lastOfPath(line))) ? files : [];
}

/** The file’s name in `/home/ana/offer.pdf`, `C:\\offer.pdf` or `file:///home/ana/my%20offer.pdf`. */
function lastOfPath(line: string): string {
  const last = line.split(/[\\/]/).at(-1) ?? '';
  if (!line.startsWith('file:')) return last;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
