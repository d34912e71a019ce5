/** A number whose messages and files `outside.ts` answers. In a separate file, because tests run inside workerd. */
export const scriptedNumber = '106540352242931';
/** Its account, which has templates. */
export const scriptedAccount = '419561257915931';
