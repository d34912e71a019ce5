/** What the review of the stand-in rejects, and the category that it chooses. */
import { describe, expect, it } from 'vitest';
import type { Component } from '../../../demo/cloud-api/templates/components.ts';
import { categoryAtCreation, reviewOf } from '../../../demo/cloud-api/templates/life/review.ts';
import { newTemplate, type TemplateDefinition } from '../../../demo/cloud-api/templates/template.ts';

function template(text: string, more: Partial<TemplateDefinition> = {}, id = '1') {
  const components: Component[] = [{ type: 'BODY', text }];
  const usual = {
    name: 'order_update',
    language: 'en_US',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
  } as const;
  return newTemplate(id, { ...usual, components, ...more }, 0);
}

describe('a review', () => {
  it.each([
    ['variables that follow each other', 'Hello {{1}}{{2}}, your order has left', 'INVALID_FORMAT'],
    ['variables with only a space between them', 'Hello {{1}} {{2}}, your order has left', 'INVALID_FORMAT'],
    ['names of variables without parameter_format', 'Hello {{name}}, your order has left', 'INVALID_FORMAT'],
    ['a password outside its category', 'Use {{1}} as your verification code here', 'INCORRECT_CATEGORY'],
    ['a question for a card number', 'Please reply with your card number today', 'ABUSIVE_CONTENT'],
    ['a link that hides its target', 'Look at https://bit.ly/abc for your order', 'SCAM'],
  ])('rejects %s', (_, text, reason) => {
    expect(reviewOf(template(text), [])).toMatchObject({ event: 'REJECTED', reason });
  });

  it('explains a wrong format, and says what to do', () => {
    expect(reviewOf(template('Hello {{1}} {{2}}, welcome'), [])).toMatchObject({
      info: { reason: expect.stringMatching(/\.$/), recommendation: expect.stringMatching(/\.$/) },
    });
  });

  it('rejects the body and footer of another template in that language without a reason', () => {
    const first = template('Your order has left');
    const second = template('Your order has left', {}, '2');
    expect(reviewOf(second, [first, second])).toMatchObject({ event: 'REJECTED', reason: 'NONE' });
    const german = template('Your order has left', { language: 'de' }, '2');
    expect(reviewOf(german, [first, german])).toMatchObject({ event: 'APPROVED' });
    const components = [...second.components, { type: 'FOOTER', text: 'Thanks' }];
    const signed = template('', { components }, '2');
    expect(reviewOf(signed, [first, signed])).toMatchObject({ event: 'APPROVED' });
  });

  it('approves everything else', () => {
    expect(reviewOf(template('Hello {{1}}, your order {{2}} has left'), [])).toEqual({ event: 'APPROVED' });
  });
});

describe('the category of a new template', () => {
  it.each([
    ['Take 20% off all bowls this week', 'MARKETING'],
    ['Our summer sale has begun', 'MARKETING'],
    ['Your order has left the kiln', 'UTILITY'],
  ])('of “%s” is %s', (text, category) => {
    expect(categoryAtCreation(template(text))).toBe(category);
  });

  it('is also chosen by the words on a card', () => {
    const cards = [{ components: [{ type: 'BODY', text: 'A discount for you' }] }];
    const components: Component[] = [
      { type: 'BODY', text: 'New bowls' },
      { type: 'CAROUSEL', cards },
    ];
    expect(categoryAtCreation(template('', { components }))).toBe('MARKETING');
  });
});
