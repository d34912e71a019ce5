import { afterEach, describe, expect, it } from 'vitest';
import { keepPlainKeys } from '../../../../../widget/agent-console/ui/keyboard/plain-keys.ts';

/** Whether the page's document hears of a press in this field of the console. */
function isHeard(
  field: HTMLElement,
  init: KeyboardEventInit & { altGraph?: boolean },
  type = 'keydown',
): boolean {
  const element = document.createElement('div');
  element.attachShadow({ mode: 'open' }).append(field);
  document.body.append(element);
  keepPlainKeys(element);
  const event = new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
  event.getModifierState = (name) => name === 'AltGraph' && init.altGraph === true;
  let heard = false;
  const listen = () => {
    heard = true;
  };
  document.addEventListener(type, listen);
  field.dispatchEvent(event);
  document.removeEventListener(type, listen);
  return heard;
}

const area = () => document.createElement('textarea');
afterEach(() => document.body.replaceChildren());

describe('a key in a field of the console', () => {
  it.each(['j', 'D', '/', '?', 'é', ' ', 'Enter', 'Backspace', 'ArrowDown', 'Dead'])(
    'does not reach the page while it types or edits: %j',
    (key) => {
      for (const type of ['keydown', 'keypress', 'keyup']) expect(isHeard(area(), { key }, type)).toBe(false);
      expect(isHeard(document.createElement('input'), { key })).toBe(false);
    },
  );

  it('a key used by an input method or AltGr does not reach the page', () => {
    expect(isHeard(area(), { key: 'Process', isComposing: true })).toBe(false);
    expect(isHeard(area(), { key: '@', ctrlKey: true, altKey: true, altGraph: true })).toBe(false);
  });

  it('Tab, Escape and keys with a modifier reach the page from a field', () => {
    expect(isHeard(area(), { key: 'k', ctrlKey: true })).toBe(true);
    expect(isHeard(area(), { key: 's', metaKey: true })).toBe(true);
    expect(isHeard(area(), { key: '1', altKey: true })).toBe(true);
    for (const key of ['Tab', 'Escape', 'F1']) expect(isHeard(area(), { key })).toBe(true);
  });

  it('an Escape that the console has used does not reach the page', () => {
    const field = area();
    field.addEventListener('keydown', (event) => event.preventDefault());
    expect(isHeard(field, { key: 'Escape' })).toBe(false);
  });
});

it('keys outside of fields reach the page', () => {
  expect(isHeard(document.createElement('button'), { key: 'j' })).toBe(true);
});
