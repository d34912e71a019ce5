import { MessageUs } from './message-us-element.ts';

// Set before the element is defined, because buttons that are already in the page need it immediately.
MessageUs.worker = new URL(import.meta.url).origin;
