/** A number whose messages `scripted-messages.ts` answers. A file of its own, because tests run inside workerd. */
export const scriptedNumber = '106540352242931';
