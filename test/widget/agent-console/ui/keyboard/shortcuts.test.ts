import { describe, expect, it } from 'vitest';
import { isSwipeBack } from '../../../../../widget/agent-console/shell/panes/swipe.ts';
import { commandOf, keysText } from '../../../../../widget/agent-console/ui/keyboard/shortcuts.ts';

function press(init: KeyboardEventInit, on: Element = document.createElement('div')) {
  const event = new KeyboardEvent('keydown', { bubbles: true, ...init });
  // happy-dom takes every Alt for AltGr.
  event.getModifierState = () => false;
  let command: ReturnType<typeof commandOf> = null;
  document.addEventListener('keydown', () => (command = commandOf(event, {})), { once: true });
  document.body.append(on);
  on.dispatchEvent(event);
  return command;
}

describe('a key', () => {
  it('a key alone or with a modifier runs its command', () => {
    expect(press({ key: 'j', code: 'KeyJ' })).toBe('next');
    expect(press({ key: 'k', code: 'KeyK', ctrlKey: true })).toBe('commands');
    expect(press({ key: '∆', code: 'KeyJ', altKey: true })).toBe('next');
    expect(press({ key: 'w', code: 'KeyW' })).toBeNull();
  });

  it('shortcuts work by key position on keyboards of other scripts', () => {
    expect(press({ key: 'о', code: 'KeyJ' })).toBe('next');
  });

  it('shortcuts do not run in fields, input methods and open dialogs', () => {
    const area = document.createElement('textarea');
    const dialog = document.createElement('dialog');
    expect(press({ key: 'j', code: 'KeyJ' }, area)).toBeNull();
    expect(press({ key: 'k', code: 'KeyK', ctrlKey: true }, area)).toBe('commands');
    expect(press({ key: 'j', code: 'KeyJ', isComposing: true })).toBeNull();
    dialog.open = true;
    expect(press({ key: 'j', code: 'KeyJ' }, dialog)).toBeNull();
    dialog.open = false;
    expect(press({ key: 'j', code: 'KeyJ' }, dialog)).toBe('next');
  });

  it('shortcuts can be changed or turned off', () => {
    const event = new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ' });
    expect(commandOf(event, { next: '' })).toBeNull();
    expect(commandOf(event, { next: 'n', previous: 'j' })).toBe('previous');
    expect(keysText('Mod+Alt+a r')).toEqual(['Ctrl + Alt + A', 'R']);
  });
});

describe('a swipe', () => {
  const from = { x: 40, y: 300, at: 0 };

  it('a quick horizontal swipe goes back, in the direction of the language', () => {
    expect(isSwipeBack(from, { x: 160, y: 320, at: 200 }, false)).toBe(true);
    expect(isSwipeBack(from, { x: 160, y: 320, at: 200 }, true)).toBe(false);
    expect(isSwipeBack({ ...from, x: 300 }, { x: 160, y: 320, at: 200 }, true)).toBe(true);
    expect(isSwipeBack(from, { x: 160, y: 500, at: 200 }, false)).toBe(false);
    expect(isSwipeBack(from, { x: 160, y: 300, at: 2_000 }, false)).toBe(false);
  });
});
