/** The Worker serves this as `message-us.js`. The element takes the Worker's address from the script's own. */
import './served-from.ts';

export { MessageUs } from './message-us.ts';
