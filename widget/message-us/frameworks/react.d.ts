/** `import type {} from 'message-us/react'`: React 19 knows `<message-us>` in JSX. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { MessageUsAttributes } from '../attributes.js';
import type { MessageUs } from '../message-us-element.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'message-us': Omit<DetailedHTMLProps<HTMLAttributes<MessageUs>, MessageUs>, keyof MessageUsAttributes> &
        MessageUsAttributes & { settings?: MessageUs['settings'] };
    }
  }
}
