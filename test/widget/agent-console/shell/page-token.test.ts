import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PageToken } from '../../../../widget/agent-console/shell/page-token.ts';

const getToken = vi.fn<() => Promise<string>>();
const isTheirs = vi.fn<(token: string) => Promise<boolean>>();
const renewed = vi.fn();
let token: PageToken;

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers({ toFake: ['Date'] });
  isTheirs.mockResolvedValue(true);
  token = new PageToken({ getToken, isTheirs, renewed });
  return () => vi.useRealTimers();
});

async function given(first: string, next: string): Promise<void> {
  getToken.mockResolvedValueOnce(first).mockResolvedValueOnce(next);
  await token.get();
  vi.advanceTimersByTime(60_001);
}

describe('the token of the page', () => {
  it('is asked for once, and once more when it is refused, however many find that out', async () => {
    await given('one', 'two');
    expect(await Promise.all([token.renew('one'), token.renew('one'), token.renew('one')])).toEqual(
      Array(3).fill('two'),
    );
    expect(await token.renew('one')).toBe('two');
    expect(await token.get()).toBe('two');
    expect([getToken.mock.calls.length, renewed.mock.calls.length]).toEqual([2, 1]);
  });

  it('is not asked for again when it is refused at once, nor counted when it is the same', async () => {
    getToken.mockResolvedValue('one');
    await token.get();
    expect(await token.renew('one')).toBe(null);
    expect(getToken).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_001);
    expect(await token.renew('one')).toBe(null);
    expect([getToken.mock.calls.length, renewed.mock.calls.length]).toEqual([2, 0]);
  });

  it('of another agent is not gone on with', async () => {
    await given('one', 'two');
    isTheirs.mockResolvedValue(false);
    await expect(token.renew('one')).rejects.toMatchObject({ status: 401, code: 'other_agent' });
    expect(await token.get()).toBe('one');
    expect(renewed).not.toHaveBeenCalled();
  });

  it('is said to be missing when the page has none', async () => {
    await given('one', 'two');
    getToken.mockReset().mockRejectedValue(new Error('Signed out'));
    await expect(token.renew('one')).rejects.toMatchObject({ status: 401, code: 'no_token' });
  });
});
