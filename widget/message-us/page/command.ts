import type { Variables } from '../click/page-text.ts';
import type { MessageUs } from '../message-us-element.ts';

/** What a page asks of its first button, also before the script has loaded: `(window.messageUs ||= []).push(['open'])`. */
export type Command = ['open'] | ['close'] | ['setVariables', Variables] | ((button: MessageUs) => void);
