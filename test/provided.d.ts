import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `npm run test:long`: many more random cases than a usual run has time for. */
    isLong: boolean;
    /** Where a browser test gets its deployment. */
    deployments: string;
    /** The browser that all browser tests share. */
    browser: string;
  }
}
