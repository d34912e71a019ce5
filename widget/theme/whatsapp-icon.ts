import { svg } from 'lit/html.js';

/** A speech bubble with a handset: our own drawing. Takes the colour of the text around it; its size is for styles to say. */
export const whatsappIcon = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" d="M12 3a9 9 0 0 0-7.7 13.6L3 21l4.5-1.2A9 9 0 1 0 12 3Z" /><path fill="currentColor" d="M9 7.6c.3-.2.7-.1.8.2l.8 1.7c.1.2 0 .5-.1.7l-.5.6c.5 1.3 1.6 2.3 2.9 2.9l.6-.6c.2-.2.5-.2.7-.1l1.7.8c.3.1.4.5.2.8-.5 1-1.3 1.5-2.3 1.3-3-.5-5.4-2.9-5.9-5.9-.2-.9.3-1.9 1.1-2.4Z" /></svg>`;
