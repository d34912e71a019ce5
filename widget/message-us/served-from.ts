import { MessageUs } from './message-us-element.ts';

// Before the element is defined: buttons that stand in the page already begin with it.
MessageUs.worker = new URL(import.meta.url).origin;
