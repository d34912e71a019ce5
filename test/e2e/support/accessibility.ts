import AxeSource from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** What axe finds wrong with a page or a frame, with the elements it is about. */
export async function accessibilityFaults(
  page: Page | Frame,
  options: AxeSource.RunOptions = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AxeSource.source);
  await entrancesEnd(page);
  return page.evaluate(async (options) => {
    const axe = 'axe' in window ? window.axe : null;
    const { violations } = await (axe as typeof AxeSource).run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, options);
}

/**
 * Waits for entrances, such as that of a dialog. While something fades in, axe measures a contrast that does not last.
 * Endless animations, such as that of a skeleton, are checked as they are.
 */
async function entrancesEnd(page: Page | Frame): Promise<void> {
  await page.evaluate(async () => {
    const animationsIn = (root: Document | ShadowRoot): Animation[] => [
      ...root.getAnimations(),
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? animationsIn(shadowRoot) : [],
      ),
    ];
    const isEntrance = ({ effect }: Animation) => Number(effect?.getComputedTiming().endTime) <= 1000;
    const entrances = animationsIn(document).filter(isEntrance);
    await Promise.allSettled(entrances.map(({ finished }) => finished));
  });
}
