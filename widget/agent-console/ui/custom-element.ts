/**
 * Registers an element under its name, unless another copy of the script has: a page may load the console twice, from
 * two addresses, and the second copy must not throw. The first one serves the page.
 */
export function customElement(name: string): (element: CustomElementConstructor) => void {
  return (element) => {
    if (!customElements.get(name)) customElements.define(name, element);
  };
}
