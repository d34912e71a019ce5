/**
 * Whether a key belongs to an input method, as Enter and Escape do while a Japanese word is chosen. Safari ends the
 * composition before its key event, and tells of it by key code 229 only: https://bugs.webkit.org/show_bug.cgi?id=165004.
 */
export function isOfInputMethod(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
