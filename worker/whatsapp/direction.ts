/**
 * A name without the marks that reorder what follows: with one in it, `invoice-fdp.exe` reads `invoice-exe.pdf`. The
 * marks of direction that letters need, U+200E and U+200F, stay.
 */
export function withoutOverrides(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
