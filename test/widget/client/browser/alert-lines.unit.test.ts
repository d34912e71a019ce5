import { expect, it } from 'vitest';
import { type AlertLine, textOf, withLine } from '../../../../widget/client/browser/alert-lines.ts';

const lineOf = (about: string, text = `${about} was paused.`): AlertLine => ({ about, text });

it('a notification about several templates has a line for each, the newest first', () => {
  const lines = withLine(withLine([], lineOf('sale/en')), lineOf('offer/en'));
  expect(textOf(lines)).toBe('offer/en was paused.\nsale/en was paused.');
});

it('a second alert about a template replaces the first in the notification', () => {
  const paused = withLine(withLine([], lineOf('sale/en')), lineOf('offer/en'));
  const disabled = withLine(paused, lineOf('sale/en', 'sale/en was disabled.'));
  expect(textOf(disabled)).toBe('sale/en was disabled.\noffer/en was paused.');
});

it('a notification about many templates shows four and counts the others', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const lines = names.reduce<AlertLine[]>((all, name) => withLine(all, lineOf(name, name)), []);
  expect(textOf(lines)).toBe('f\ne\nd\nc\n+2');
});
