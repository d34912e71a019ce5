import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../../widget/message-us/message-us.ts';
import { oldSnippets } from '../../../fixtures/old-snippets.ts';

const warn = vi.spyOn(console, 'warn').mockReturnValue();
beforeEach(() => {
  warn.mockClear();
});
afterEach(() => {
  document.body.innerHTML = '';
});

describe('a snippet of the old plugin', () => {
  it.each(oldSnippets.filter(({ needsBrowser }) => !needsBrowser))('$form', async ({ html, ...expected }) => {
    document.body.innerHTML = html;
    await settled();
    const button = document.querySelector('message-us');
    const link = button?.shadowRoot?.querySelector('a') ?? null;
    expect(link?.getAttribute('href') ?? null).toBe(expected.link);
    if (expected.label) expect(link?.textContent?.trim()).toBe(expected.label);
    for (const [name, value] of Object.entries(expected.has ?? {}))
      expect(button?.getAttribute(name)).toBe(value);
    const said = warn.mock.calls.map(([text]) => String(text)).join('\n');
    if (expected.explains) expect(said).toContain(expected.explains);
    else expect(said).toBe('');
  });

  it('keeps its element with its id, classes and style', async () => {
    document.body.innerHTML =
      '<div id="chat" class="wa-message-us footer" style="margin: 3px" data-order-id="7" number="15550783881"></div>';
    const snippet = document.querySelector('#chat');
    await settled();
    expect(document.querySelector('#chat')).toBe(snippet);
    expect(snippet?.className).toBe('wa-message-us footer');
    expect(snippet?.getAttribute('style')).toBe('margin: 3px');
    expect(snippet?.querySelectorAll('message-us')).toHaveLength(1);
  });

  it('becomes one button, however often it is moved', async () => {
    document.body.innerHTML = '<main></main><div class="wa-message-us" number="15550783881"></div>';
    await settled();
    for (let move = 0; move < 3; move++) {
      document.querySelector('main')?.append(document.querySelector('.wa-message-us') ?? '');
      await settled();
    }
    expect(document.querySelectorAll('message-us')).toHaveLength(1);
  });

  it('ignores elements with only a similar class', async () => {
    document.body.innerHTML = '<div class="wa-message-us-wrapper" number="15550783881"></div>';
    await settled();
    expect(document.querySelector('message-us')).toBeNull();
  });
});

/** Until nothing more is loaded or drawn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((done) => setTimeout(done));
    await vi.dynamicImportSettled();
    await document.querySelector('message-us')?.updateComplete;
  }
}
