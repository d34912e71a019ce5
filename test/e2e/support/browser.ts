import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** The browser that all files share. What a file opens in it is closed with the file's connection to it. */
export function openBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'));
}
