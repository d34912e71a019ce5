/** What the Worker serves as `message-us.js`: the element, which knows its Worker. */
import './served-from.ts';

export { MessageUs } from './message-us.ts';
