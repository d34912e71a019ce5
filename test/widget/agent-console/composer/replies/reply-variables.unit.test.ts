import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillVariables,
  openVariables,
} from '../../../../../widget/agent-console/composer/replies/reply-variables.ts';

const values = {
  contact_name: 'Ada Okafor',
  contact_first_name: 'Ada',
  contact_phone: '',
  agent_name: 'Ana',
  number_name: 'Lumen & Clay',
};

describe('a variable', () => {
  it('known variables are filled in, and empty or unknown ones stay', () => {
    const text = 'Hi {{contact_first_name}}, {{ agent_name }} here: {{contact_phone}} {{order}} {{toString}}';
    const filled = fillVariables(text, values);
    expect(filled).toBe('Hi Ada, Ana here: {{contact_phone}} {{order}} {{toString}}');
    expect(openVariables(filled)).toEqual(['{{contact_phone}}', '{{order}}', '{{toString}}']);
  });

  it('a name that looks like a variable is not filled in', () => {
    expect(fillVariables('{{contact_name}}', { ...values, contact_name: '{{agent_name}}' })).toBe(
      '{{agent_name}}',
    );
  });

  it('filling in variables changes nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (openVariables(text).length === 0) expect(fillVariables(text, values)).toBe(text);
      }),
    );
  });
});
