import { beforeEach, describe, expect, it } from 'vitest';
import { BrowserStorage } from '../../../../widget/client/browser/browser-storage.ts';

/** A storage that takes nothing more while `isFull`. */
function limited() {
  const limit = { isFull: false };
  const area = () =>
    new Proxy(localStorage, {
      get(target, name) {
        if (name === 'setItem' && limit.isFull)
          return () => {
            throw new DOMException('Full', 'QuotaExceededError');
          };
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  return { limit, storage: new BrowserStorage(area) };
}

beforeEach(() => localStorage.clear());

describe('what a browser keeps', () => {
  it('stored values are there for the next page', () => {
    expect(new BrowserStorage(() => localStorage).set('a/1', 'one')).toBe(true);
    expect(new BrowserStorage(() => localStorage).get('a/1')).toBe('one');
  });

  it('blocked storage keeps values for the page and reports it', () => {
    const blocked = new BrowserStorage(() => {
      throw new DOMException('The document is sandboxed', 'SecurityError');
    });
    expect(blocked.get('a/1')).toBeNull();
    expect(blocked.set('a/1', 'one')).toBe(false);
    expect([blocked.get('a/1'), blocked.isHeld('a/1')]).toEqual(['one', true]);
    expect(blocked.under('a/')).toEqual([['a/1', 'one']]);
    blocked.remove('a/1');
    expect(blocked.get('a/1')).toBeNull();
  });

  it('a newer value that did not fit is returned, and stored once there is room', () => {
    const { limit, storage } = limited();
    storage.set('a/1', 'older');
    limit.isFull = true;
    expect(storage.set('a/1', 'newer')).toBe(false);
    expect([storage.get('a/1'), storage.under('a/')]).toEqual(['newer', [['a/1', 'newer']]]);
    limit.isFull = false;
    expect(storage.set('a/1', 'newest')).toBe(true);
    expect([storage.isHeld('a/1'), localStorage.getItem('a/1')]).toEqual([false, 'newest']);
  });
});
