/** Keys that are typed into a field of the console are none of the page's shortcuts: it would see them on the element. */

/** Listens on the console itself; only what a page hears before that, in its capturing phase, it hears as well. */
export function keepPlainKeys(console: HTMLElement): void {
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    console.addEventListener(type, (event) => {
      if (isTypedInto(event.composedPath()[0]) && isPlain(event)) event.stopPropagation();
    });
  }
}

export function isTypedInto(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

/**
 * Types or edits something, or is a shortcut of the console's own. A page may close what the console stands in on
 * Escape, unless the console has used it, and keep the focus in there on Tab.
 */
function isPlain(event: KeyboardEvent): boolean {
  if (event.key === 'Escape' || event.defaultPrevented) return event.defaultPrevented;
  if (event.key === 'Tab' || /^F\d+$/.test(event.key)) return false;
  // The third level of a keyboard is reported as Ctrl and Alt, and types.
  return !(event.ctrlKey || event.metaKey || event.altKey) || event.getModifierState('AltGraph');
}
