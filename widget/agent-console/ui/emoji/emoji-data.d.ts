/** Emoji with their names and search words, by language. TypeScript would otherwise infer a type from each of them. */
declare module 'emoji-picker-element-data/de/cldr/data.json' {
  const entries: unknown;
  export default entries;
}
declare module 'emoji-picker-element-data/en/cldr/data.json' {
  const entries: unknown;
  export default entries;
}
declare module 'emoji-picker-element-data/es/cldr/data.json' {
  const entries: unknown;
  export default entries;
}
declare module 'emoji-picker-element-data/fr/cldr/data.json' {
  const entries: unknown;
  export default entries;
}
declare module 'emoji-picker-element-data/hi/cldr/data.json' {
  const entries: unknown;
  export default entries;
}
declare module 'emoji-picker-element-data/pt/cldr/data.json' {
  const entries: unknown;
  export default entries;
}
