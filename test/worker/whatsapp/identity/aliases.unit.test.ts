import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasesOf, phoneKey, recipientOf } from '../../../../worker/whatsapp/identity/aliases.ts';

describe('phoneKey', () => {
  it('phoneKey is the same for the two numbers of one line', () => {
    const pairs = [
      ['5511987654321', '551187654321'],
      ['5491123456789', '541123456789'],
      ['5215512345678', '525512345678'],
    ];
    for (const [long = '', short = ''] of pairs) expect(phoneKey(long)).toBe(phoneKey(short));
  });

  it('phoneKey distinguishes a Brazilian landline from a mobile number', () => {
    expect(phoneKey('551132345678')).not.toBe(phoneKey('5511932345678'));
  });

  it('phoneKey does not depend on the spelling of a number', () => {
    const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
    const noise = fc.array(fc.constantFrom(' ', '-', '.', '(', ')', '/', '\u00a0'), { maxLength: 4 });
    fc.assert(
      fc.property(digits, noise, fc.nat(20), (number, marks, place) => {
        const at = Math.min(place, number.length);
        expect(phoneKey(`+${number.slice(0, at)}${marks.join('')}${number.slice(at)}`)).toBe(
          phoneKey(number),
        );
      }),
    );
  });

  it('phoneKey is null for a user id, however many digits it has', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2}\.(ENT\.)?\d{5,20}$/), (id) => {
        expect(phoneKey(id)).toBeNull();
      }),
    );
  });
});

describe('recipientOf', () => {
  const party = fc.record(
    {
      waId: fc.stringMatching(/^[1-9]\d{6,14}$/),
      userId: fc.stringMatching(/^[A-Z]{2}\.\d{5,20}$/),
      parentUserId: fc.stringMatching(/^[A-Z]{2}\.ENT\.\d{5,20}$/),
      username: fc.string(),
    },
    { requiredKeys: [] },
  );

  it('a phone number goes in `to` and a user id in `recipient`, never the other way around', () => {
    fc.assert(
      fc.property(party, (ids) => {
        const recipient = recipientOf(aliasesOf(ids));
        if (ids.waId !== undefined) expect(recipient).toEqual({ to: ids.waId });
        else if (ids.userId !== undefined || ids.parentUserId !== undefined) {
          expect(recipient).toEqual({
            recipient: ids.userId ?? ids.parentUserId,
            recipient_type: 'individual',
          });
        } else expect(recipient).toBeNull();
      }),
    );
  });
});

describe('aliasesOf', () => {
  it('a username is matched by its letters, regardless of case and at sign', () => {
    const [plain] = aliasesOf({ username: 'ada.lovelace' });
    const [marked] = aliasesOf({ username: '@Ada.Lovelace' });
    expect(marked?.key).toBe(plain?.key);
  });
});
