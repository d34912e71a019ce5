/** Where Tab leads: how a screen reader names each stop, and whether the eye finds it. */
import type { CDPSession, Page } from 'playwright-core';

export interface Stop {
  role: string;
  name: string;
  /** Why the eye does not find it; empty for what is in view and has an outline, or the caret of a text field. */
  unseen: string;
}

const focusedSource = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
})()`;

/** An agent without a mouse. */
export class Keyboard {
  /** Every stop of the way so far. */
  readonly stops: Stop[] = [];
  readonly #page: Page;
  readonly #client: CDPSession;

  private constructor(page: Page, client: CDPSession) {
    this.#page = page;
    this.#client = client;
  }

  static async of(page: Page): Promise<Keyboard> {
    const client = await page.context().newCDPSession(page);
    await client.send('Accessibility.enable');
    return new Keyboard(page, client);
  }

  /** Stops that cannot be used without a mouse or without seeing. */
  get faults(): readonly Stop[] {
    return this.stops.filter(({ name, unseen }) => name === '' || unseen !== '');
  }

  /** Presses Tab until a stop has this name. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      await this.#page.keyboard.press(key);
      const stop = await this.look();
      if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return;
      passed.push(`${stop.role} "${stop.name}"`);
    }
    throw new Error(`${key} does not reach ${name}, only ${passed.join(', ')}`);
  }

  /** What has the focus now. */
  async look(): Promise<Stop> {
    const { result } = await this.#client.send('Runtime.evaluate', { expression: focusedSource });
    const { objectId, className } = result;
    if (!objectId) throw new Error('Nothing has the focus.');
    // Between the last stop of a page and its first, the focus is in the browser itself.
    if (className === 'HTMLBodyElement') return { role: 'browser', name: '', unseen: '' };
    const [tree, seen] = await Promise.all([
      this.#client.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false }),
      this.#client.send('Runtime.callFunctionOn', {
        objectId,
        returnByValue: true,
        awaitPromise: true,
        functionDeclaration: whyUnseen.toString(),
      }),
    ]);
    const [node] = tree.nodes;
    const stop = {
      role: String(node?.role?.value ?? ''),
      name: String(node?.name?.value ?? '').trim(),
      unseen: String(seen.result.value),
    };
    this.stops.push(stop);
    return stop;
  }
}

/** Runs in the page, with the element as `this`, which is scrolled into view within half a second. */
async function whyUnseen(this: Element): Promise<string> {
  const hasCaret = this.matches('textarea, input:not([type=checkbox], [type=radio], [type=file])');
  const tree = this.getRootNode();
  // A file field is its label, and the frame around the messages is their element's.
  const drawn = [this, this.closest('label'), tree instanceof ShadowRoot ? tree.host : null];
  let why = '';
  for (let frame = 0; frame < 30; frame++) {
    await new Promise(requestAnimationFrame);
    const { top, bottom, left, right, width, height } = this.getBoundingClientRect();
    const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    const hasOutline = drawn.some((one) => {
      const { outlineStyle = 'none', outlineWidth = '0' } = one ? getComputedStyle(one) : {};
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    });
    if (width >= 1 && height >= 1 && isInView && (hasOutline || hasCaret)) return '';
    const box = [left, top, width, height].map(Math.round).join(' ');
    if (!this.matches(':focus')) return 'lost the focus';
    why = isInView ? 'has no outline' : `is at ${box} of ${innerWidth} ${innerHeight}`;
  }
  return why;
}
