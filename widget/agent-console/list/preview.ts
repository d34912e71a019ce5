import type { Content } from '../../../worker/api/conversations/messages.ts';
import { beginningOf } from '../content/content-text.ts';

let loading: Promise<void> | null = null;
let lineText: typeof import('../content/line-text.ts').lineText | null = null;

/**
 * The line that a row shows of a message. Most texts have no formatting, so what reads it is loaded by the first one
 * that may have some: until `loaded` is called, that text keeps its marks.
 */
export function previewText(content: Content, direction: 'in' | 'out', loaded: () => void): string {
  const text = beginningOf(content, direction);
  if (!/[*_~`]/.test(text)) return text;
  if (lineText) return lineText(content, direction);
  loading ??= import('../content/line-text.ts').then((module) => {
    lineText = module.lineText;
  });
  // Without a connection the marks stay; the row is readable with them.
  loading.then(loaded, () => {
    loading = null;
  });
  return text;
}
