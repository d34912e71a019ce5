import { describe, expect, it } from 'vitest';
import { fillText, openingText, textIn } from '../../../../worker/inbox/automation/automatic-text.ts';

const values = {
  contact_name: 'Ada Okafor',
  contact_first_name: 'Ada',
  number_name: 'Lumen & Clay',
  opens: '',
};

describe('an automatic text', () => {
  it('names the customer and the number', () => {
    expect(fillText('Hello {{contact_first_name}}, this is {{ number_name }}.', values)).toBe(
      'Hello Ada, this is Lumen & Clay.',
    );
  });

  it('leaves out what is not known, without a gap before what follows', () => {
    const nobody = { ...values, contact_name: '', contact_first_name: '' };
    expect(fillText('Hello {{contact_first_name}}! We open {{opens}} again.', nobody)).toBe(
      'Hello! We open again.',
    );
  });

  it('keeps a variable that does not exist, so that its mistake is seen', () => {
    expect(fillText('{{nmae}}, hello', values)).toBe('{{nmae}}, hello');
  });

  it('is in the customer’s language, else in that of the number, else in its first', () => {
    const texts = { de: 'Hallo', es: 'Hola' };
    expect(textIn(texts, ['es', 'de'])).toEqual({ text: 'Hola', language: 'es' });
    expect(textIn(texts, [null, 'de'])).toEqual({ text: 'Hallo', language: 'de' });
    expect(textIn(texts, ['fr', 'ar'])).toEqual({ text: 'Hola', language: 'es' });
  });

  it('says when the number opens in the time zone of its hours', () => {
    const hours = { timeZone: 'Europe/Berlin', week: { monday: '09:00-18:00' } };
    expect(openingText(hours, Date.UTC(2026, 10, 30, 8), 'en')).toBe('Monday 09:00 AM');
    expect(openingText(hours, null, 'en')).toBe('');
  });
});
