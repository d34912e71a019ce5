/** Props that Svelte's types reject. This file is type-checked, not run. */
import 'message-us/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Button = SvelteHTMLElements['message-us'];
type Inbox = SvelteHTMLElements['agent-console'];

// @ts-expect-error: the button shows both, the icon or the label.
export const value: Button = { shows: 'nothing' };
// @ts-expect-error: a greeting is a list.
export const settings: Button = { settings: { greeting: 'Hi!' } };
// @ts-expect-error: the event has no such field.
export const field: Button = { 'onmessage-us-press': (event) => event.address };
// @ts-expect-error: the count is a number.
export const count: Inbox = { 'onunread-change': (event) => event.count.trim() };
