import { html, type TemplateResult } from 'lit';
import { withoutOverrides } from '../../../worker/whatsapp/direction.ts';

/** Marks a name for `renderIsolated`, so that it can be part of a text of our own in any order. */
export function isolated(name: string): string {
  return `\u2068${withoutOverrides(name)}\u2069`;
}

/** Draws a text, and each name in it with a direction of its own: neither changes the order of the other. */
export function renderIsolated(text: string): (string | TemplateResult)[] {
  return text
    .split(/\u2068([^\u2068\u2069]*)\u2069/)
    .map((part, index) => (index % 2 === 0 ? part : html`<bdi>${part}</bdi>`));
}
