import type { Variables } from '../click/page-text.ts';
import type { MessageUs } from '../message-us-element.ts';

/** A command for the first button. A page can push it before the script has loaded: `(window.messageUs ||= []).push(['open'])`. */
export type Command = ['open'] | ['close'] | ['setVariables', Variables] | ((button: MessageUs) => void);
