/** `import type {} from 'message-us/vue'`: Vue's templates know `<message-us>`. */
import type { DefineComponent } from 'vue';
import type { MessageUsAttributes } from '../attributes.js';
import type { MessageUs } from '../message-us-element.js';

declare module 'vue' {
  interface GlobalComponents {
    'message-us': DefineComponent<MessageUsAttributes & { settings?: MessageUs['settings'] }>;
  }
}
