import AxeSource from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page, with the elements it is about. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(AxeSource.source);
  return page.evaluate(async () => {
    const axe = 'axe' in window ? window.axe : null;
    const { violations } = await (axe as typeof AxeSource).run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
}
