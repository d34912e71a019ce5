import AxeSource from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** What axe finds wrong with a page or a frame, with the elements it is about. */
export async function accessibilityFaults(
  page: Page | Frame,
  options: AxeSource.RunOptions = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AxeSource.source);
  return page.evaluate(async (options) => {
    const axe = 'axe' in window ? window.axe : null;
    const { violations } = await (axe as typeof AxeSource).run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, options);
}
