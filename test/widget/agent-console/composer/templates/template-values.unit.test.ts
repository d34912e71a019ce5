import { describe, expect, it } from 'vitest';
import {
  offersFor,
  valuesFor,
} from '../../../../../widget/agent-console/composer/templates/template-values.ts';
import type { Contact } from '../../../../../worker/api/conversations/conversations.ts';
import type { TemplateField } from '../../../../../worker/whatsapp/sending/templates/template-fields.ts';

const ada: Contact = {
  id: 1,
  name: 'Ada King Lovelace',
  profileName: null,
  username: 'ada',
  phone: '15550100001',
  userId: null,
};
const field = (name: string, kind: TemplateField['kind'] = 'text'): TemplateField => ({
  ...{ id: `body.${name}`, card: null, kind, name, example: null, isOptional: false },
});

describe('what a template asks for', () => {
  it('template variables are suggested from the contact by their names', () => {
    const names = ['first_name', 'last_name', 'customer_name', 'phone', 'username', 'order', '1'];
    expect(
      valuesFor(
        names.map((name) => field(name)),
        ada,
      ),
    ).toEqual({
      'body.first_name': 'Ada',
      'body.last_name': 'King Lovelace',
      'body.customer_name': 'Ada King Lovelace',
      'body.phone': '+15550100001',
      'body.username': '@ada',
    });
  });

  it('a place is not filled in from the contact, and a phone number is not a name', () => {
    expect(valuesFor([field('place_name', 'place_name')], ada)).toEqual({});
    const nameless = { ...ada, name: '+15550100001' };
    expect(valuesFor([field('first_name'), field('name')], nameless)).toEqual({});
    expect(offersFor(nameless)).toEqual(['+15550100001', '@ada']);
    expect(offersFor(ada)).toEqual(['Ada King Lovelace', 'Ada', '+15550100001', '@ada']);
  });
});
