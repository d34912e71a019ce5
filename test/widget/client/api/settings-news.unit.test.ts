import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SettingsNews } from '../../../../widget/client/api/settings-news.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells those who show the settings once, however many numbers report the change', () => {
  const news = new SettingsNews();
  const [labels, replies] = [vi.fn(), vi.fn()];
  news.follow(['labels', 'team'], labels);
  news.follow(['replies'], replies);
  news.tell('labels');
  news.tell('labels');
  news.tell('team');
  vi.runAllTimers();
  expect(labels).toHaveBeenCalledTimes(1);
  expect(replies).not.toHaveBeenCalled();
  news.tell('labels');
  vi.runAllTimers();
  expect(labels).toHaveBeenCalledTimes(2);
});

it('tells everybody after a break, in which any setting can have changed', () => {
  const news = new SettingsNews();
  const [labels, replies] = [vi.fn(), vi.fn()];
  news.follow(['labels'], labels);
  news.follow(['replies'], replies);
  news.tell(null);
  vi.runAllTimers();
  expect([labels, replies].map((told) => told.mock.calls.length)).toEqual([1, 1]);
});

it('tells nothing to a page that was closed meanwhile', () => {
  const news = new SettingsNews();
  const changed = vi.fn();
  const unfollow = news.follow(['labels'], changed);
  news.tell('labels');
  unfollow();
  vi.runAllTimers();
  expect(changed).not.toHaveBeenCalled();
});
