/** Lit uses this as its global object, so that it changes no real global: reads pass through, writes stay here. */
export const realm: object = Object.create(globalThis);

/** The base class of elements in a runtime without a DOM. */
export const HTMLElement: unknown = globalThis.HTMLElement ?? class {};

export const customElements: unknown = globalThis.customElements;
