/** The styles that decide where each character of a field is. */
const copied = [
  'direction',
  'fontFamily',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'letterSpacing',
  'lineHeight',
  'paddingBottom',
  'paddingLeft',
  'paddingRight',
  'paddingTop',
  'textAlign',
  'textIndent',
  'unicodeBidi',
  'wordSpacing',
] as const;

/** Where the selected text of a field is in the window. Browsers do not say, so a hidden copy is measured. */
export function selectionBox(field: HTMLTextAreaElement): DOMRect {
  const frame = field.getBoundingClientRect();
  const copy = document.createElement('div');
  const style = getComputedStyle(field);
  for (const name of copied) copy.style[name] = style[name];
  Object.assign(copy.style, {
    position: 'fixed',
    visibility: 'hidden',
    top: `${frame.top - field.scrollTop}px`,
    left: `${frame.left}px`,
    width: `${field.clientWidth}px`,
    boxSizing: 'border-box',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  });
  const selected = document.createElement('span');
  selected.textContent = field.value.slice(field.selectionStart, field.selectionEnd);
  copy.append(field.value.slice(0, field.selectionStart), selected, field.value.slice(field.selectionEnd));
  field.parentNode?.append(copy);
  const box = selected.getBoundingClientRect();
  copy.remove();
  // What is scrolled out of the field is at its edge.
  const top = Math.max(frame.top, Math.min(box.top, frame.bottom));
  const bottom = Math.min(frame.bottom, Math.max(box.bottom, frame.top));
  return new DOMRect(box.left, top, box.width, bottom - top);
}
