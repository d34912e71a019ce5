/** Puts texts in the place of others. A group of texts may be given in part. */
export function putOver(texts: object, changes: object): void {
  for (const [key, text] of Object.entries(changes)) {
    const before: unknown = Reflect.get(texts, key);
    const isGroup = typeof text === 'object' && typeof before === 'object';
    Object.assign(texts, { [key]: isGroup ? { ...before, ...text } : text });
  }
}
