/** `import type {} from 'message-us/svelte'`: Svelte knows `<message-us>`. */
import type { HTMLAttributes } from 'svelte/elements';
import type { MessageUsAttributes } from '../attributes.js';
import type { MessageUs } from '../message-us-element.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'message-us': Omit<HTMLAttributes<MessageUs>, keyof MessageUsAttributes> &
      MessageUsAttributes & { settings?: MessageUs['settings'] };
  }
}
