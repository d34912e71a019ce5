import { svg } from 'lit';

/** A speech bubble with a handset: our own drawing. Takes the colour and the size of the text around it. */
export const whatsappIcon = svg`<svg viewBox="0 0 24 24" width="1.25em" height="1.25em" aria-hidden="true" focusable="false">
  <path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" d="M12 3a9 9 0 0 0-7.7 13.6L3 21l4.5-1.2A9 9 0 1 0 12 3Z" />
  <path fill="currentColor" d="M9 7.6c.3-.2.7-.1.8.2l.8 1.7c.1.2 0 .5-.1.7l-.5.6c.5 1.300 1.600 2.300 2.900 2.900l.6-.6c.2-.2.5-.2.7-.1l1.700.8c.3.100.4.5.2.800-.5 1-1.300 1.500-2.300 1.300-3-.5-5.400-2.900-5.900-5.900-.2-.9.300-1.900 1.100-2.400Z" />
</svg>`;
