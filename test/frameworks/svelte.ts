/** Svelte knows the tag and what stands on it. Checked by `tsc -b`, run by nobody. */
import type { SvelteHTMLElements } from 'svelte/elements';
import type {} from '../../widget/message-us/frameworks/svelte.d.ts';

type Props = SvelteHTMLElements['message-us'];

export const full: Props = {
  class: 'of-page',
  number: '+1 555 078 3881',
  'pre-filled-message': 'Hi!',
  floating: true,
  attribution: 'consent',
  settings: { greeting: ['Hi!'] },
  onclick: (event) => event.currentTarget.close(),
};

// @ts-expect-error: it shows both, the icon or the label.
export const shows: Props = { shows: 'nothing' };
