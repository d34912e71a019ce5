/**
 * Puts a text where the cursor is, or in the place of what is marked, as if it were typed: the field tells of it by an
 * `input` event, and one step of the browser's own undo takes it away again. Setting `value`, or `setRangeText`, empties
 * that history. `execCommand` is deprecated, and still the only way that browsers offer.
 */
export function insertText(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  if (text === '' && start === end) return;
  const command = text === '' ? 'delete' : 'insertText';
  if (typeof document.execCommand === 'function' && document.execCommand(command, false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
}

/** The same for a part of the field. */
export function replaceText(
  field: HTMLInputElement | HTMLTextAreaElement,
  text: string,
  start: number,
  end: number,
): void {
  field.focus();
  field.setSelectionRange(start, end);
  insertText(field, text);
}
