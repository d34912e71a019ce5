import { describe, expect, it } from 'vitest';

describe('the button on a server', () => {
  it('can be imported without a DOM', async () => {
    expect('document' in globalThis).toBe(false);
    const { MessageUs } = await import('../../../widget/message-us/message-us.ts');
    expect(MessageUs.worker).toBe('');
  });
});
