/** Lucide's drawings, one to a file: the names and attributes of the elements in each. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const drawing: readonly (readonly [name: string, attributes: Readonly<Record<string, string | number>>])[];
  export default drawing;
}
