/** What Lit takes for the global object where the package must not touch it: reads pass through, writes stay here. */
export const realm: object = Object.create(globalThis);

/** The base class of an element where there are none. */
export const HTMLElement: unknown = globalThis.HTMLElement ?? class {};

export const customElements: unknown = globalThis.customElements;
