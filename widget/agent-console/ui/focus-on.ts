import type { LitElement } from 'lit';

/** Moves the keyboard to a part of an element, once it is rendered: what had the focus may be gone. */
export async function focusOn(host: LitElement, selector: string): Promise<void> {
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
}
