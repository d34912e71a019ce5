import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PageToken } from '../../../../../widget/agent-console/shell/session/page-token.ts';

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
  it('the page is asked for its token once, and once more after a rejection', async () => {
    await given('one', 'two');
    expect(await Promise.all([token.renew('one'), token.renew('one'), token.renew('one')])).toEqual(
      Array(3).fill('two'),
    );
    expect(await token.renew('one')).toBe('two');
    expect(await token.get()).toBe('two');
    expect([getToken.mock.calls.length, renewed.mock.calls.length]).toEqual([2, 1]);
  });

  it('a token that is rejected again is not requested in a loop', async () => {
    getToken.mockResolvedValue('one');
    await token.get();
    expect(await token.renew('one')).toBe(null);
    expect(getToken).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_001);
    expect(await token.renew('one')).toBe(null);
    expect([getToken.mock.calls.length, renewed.mock.calls.length]).toEqual([2, 0]);
  });

  it('a token of another agent does not continue the session', async () => {
    await given('one', 'two');
    isTheirs.mockResolvedValue(false);
    await expect(token.renew('one')).rejects.toMatchObject({ status: 401, code: 'other_agent' });
    expect(await token.get()).toBe('one');
    expect(renewed).not.toHaveBeenCalled();
  });

  it('a page without a token gets an error that says so', async () => {
    await given('one', 'two');
    getToken.mockReset().mockRejectedValue(new Error('Signed out'));
    await expect(token.renew('one')).rejects.toMatchObject({ status: 401, code: 'no_token' });
  });
});
