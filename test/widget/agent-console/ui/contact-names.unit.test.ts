import { describe, expect, it } from 'vitest';
import { firstNameOf, nameOf } from '../../../../widget/agent-console/ui/contact-names.ts';
import type { Contact } from '../../../../worker/api/conversations/conversations.ts';

const contact = (name: string): Contact => ({
  id: 1,
  name,
  profileName: null,
  username: 'ada.k',
  phone: '15552363851',
  userId: 'US.1',
});

describe('the first name of a customer', () => {
  const names: [whole: string, first: string | null][] = [
    ['Ada King Lovelace', 'Ada'],
    ['ada', 'ada'],
    ['Dr. Ada King', 'Ada'],
    ['Prof. Dr. Ada King', 'Ada'],
    ['Herr Max Weber', 'Max'],
    ['💐 Maria 💐', 'Maria'],
    ['~Maria~ Lopez', 'Maria'],
    ['Lovelace, Ada', 'Ada'],
    ['Jean-Luc Picard', 'Jean-Luc'],
    ['王伟', '王伟'],
    ['محمد علي', 'محمد'],
    ['+15552363851', null],
    ['@ada.k', null],
    ['US.1', null],
    ['Customer', null],
    ['Dr.', null],
    ['Dr. Weber', null],
    ['Frau Weber', null],
    ['J. Smith', null],
    ['💐', null],
    ['', null],
  ];
  for (const [whole, first] of names) {
    it(`the first name of "${whole}" is ${first === null ? 'unknown' : first}`, () => {
      expect(firstNameOf(contact(whole))).toBe(first);
    });
  }
});

describe('the name of a customer', () => {
  it('a number, an id or a symbol is not used as a first name', () => {
    const names = ['+15552363851', '@ada.k', 'US.1', 'Customer', '💐', '...'];
    expect(names.map((name) => nameOf(contact(name)))).toEqual(names.map(() => null));
    expect(nameOf(contact('Dr. Weber'))).toBe('Dr. Weber');
  });
});
