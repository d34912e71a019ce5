/**
 * Removes the direction overrides that reorder the text after them: with one, `invoice-fdp.exe` reads
 * `invoice-exe.pdf`. The marks U+200E and U+200F stay, because some scripts need them.
 */
export function withoutOverrides(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
