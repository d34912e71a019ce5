import type { TemplateResult } from 'lit';

/** One state of an element. */
export interface Specimen {
  /** What is special about it, such as `empty` or `failed`. */
  state: string;
  /** The element, with what it is given in this state. A new one each time. */
  render(): TemplateResult;
  /** Does what a person does to bring it into this state, once it has been drawn. */
  act?(element: HTMLElement): Promise<void> | void;
  /** On a separate page: it covers the window, as a modal dialog does, or reads the page's address. */
  isFramed?: boolean;
  /** The fragment of the address that it reads, on a separate page. */
  address?: string;
  /** Why there is nothing to see. */
  isEmpty?: string;
  /** The element's box: how wide it is at most, how high, and how far it is from the edge. Pixels. */
  box?: { width?: number; height?: number; inset?: number };
}

/** The states of each element that a file of `pages/` shows, by tag. */
export type Pages = Readonly<Record<string, readonly Specimen[]>>;

/** In a shadow tree, with what is nested in it: `click(element, 'button', 'agent-console-menu summary')`. */
export function find(element: HTMLElement, selector: string): HTMLElement {
  const found = findAll(element, selector)[0];
  if (!found) throw new Error(`<${element.localName}> has no ${selector} in this state.`);
  return found;
}

export function findAll(element: HTMLElement, selector: string): HTMLElement[] {
  return [...(element.shadowRoot ?? element).querySelectorAll<HTMLElement>(selector)];
}

/** Types into a field, as a person does. */
export function type(element: HTMLElement, selector: string, text: string): void {
  const field = find(element, selector);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    throw new Error(`${selector} of <${element.localName}> is no field.`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}
