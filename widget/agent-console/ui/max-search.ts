/** Characters that a search for people or messages can have. */
export const maxSearch = 128;
