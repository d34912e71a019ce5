// @vitest-environment happy-dom
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

it('the build for servers renders the full button in a simulated DOM', async () => {
  await import(resolve(import.meta.dirname, '../../dist/package/server/message-us.js'));
  document.body.innerHTML = '<message-us number="+1 555 078 3881"></message-us>';
  const link = () => document.querySelector('message-us')?.shadowRoot?.querySelector('a')?.href;
  await expect.poll(link).toBe('https://wa.me/15550783881');
});
