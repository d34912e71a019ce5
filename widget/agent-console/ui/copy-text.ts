/** Copies a text. On http pages there is no `navigator.clipboard`, so the document's older command does it there. */
export async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (clipboard) return clipboard.writeText(text);
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', copy, { capture: true });
  try {
    if (!document.execCommand('copy')) throw new DOMException('The browser did not copy', 'NotAllowedError');
  } finally {
    document.removeEventListener('copy', copy, { capture: true });
  }
}
