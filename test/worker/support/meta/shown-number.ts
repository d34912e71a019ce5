/** A number that Graph shows in the tests, so that it can be connected. */
export const shownNumber = '106540352242974';
