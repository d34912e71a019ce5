import { describe, expect, it } from 'vitest';
import {
  cardLike,
  emptyDefinition,
  moved,
  newButton,
  nextVariable,
  put,
  withBodyText,
  withButton,
  withCategory,
  withFormat,
  withKind,
  writtenKindOf,
} from '../../../../../../widget/agent-console/settings/templates/builder/definition-edit.ts';
import { writtenProductKinds } from '../../../../../../widget/agent-console/settings/templates/builder/product-kinds.ts';
import { nextVersion } from '../../../../../../widget/agent-console/settings/templates/template-groups.ts';
import {
  componentOf,
  type TemplateDefinition,
} from '../../../../../../worker/whatsapp/templates/definition.ts';
import { lintTemplate } from '../../../../../../worker/whatsapp/templates/lint.ts';

const written = (text: string): TemplateDefinition =>
  put(emptyDefinition('en'), withBodyText({ type: 'BODY', text: '' }, text, 'POSITIONAL'));
const typesOf = ({ components }: TemplateDefinition) => components.map(({ type }) => type);
const codesOf = (definition: TemplateDefinition) => lintTemplate(definition).map(({ code }) => code);

describe('the parts of a template', () => {
  it('stay in the order of a message, whichever is added first', () => {
    const footer = put(written('Hello'), { type: 'FOOTER', text: 'Us' });
    expect(typesOf(put(footer, { type: 'HEADER', format: 'IMAGE' }))).toEqual(['HEADER', 'BODY', 'FOOTER']);
  });

  it('keep a text that is too long', () => {
    const long = 'word '.repeat(400);
    expect(componentOf(written(long).components, 'BODY')?.text).toBe(long);
  });
});

describe('the examples of variables', () => {
  it('stay with their variables while the text is edited', () => {
    const samples = new Map([
      ['1', 'Ada'],
      ['2', 'Friday'],
    ]);
    const body = withBodyText(
      { type: 'BODY', text: '' },
      'Hi {{1}}, until {{2}} then',
      'POSITIONAL',
      samples,
    );
    expect(withBodyText(body, 'Until {{2}} it is for {{1}} only', 'POSITIONAL').example).toEqual({
      body_text: [['Ada', 'Friday']],
    });
    expect(withBodyText(body, 'Hi {{1}} there', 'POSITIONAL').example).toEqual({ body_text: [['Ada']] });
    expect('example' in withBodyText(body, 'Hi there', 'POSITIONAL')).toBe(false);
  });

  it('get the next free number or name', () => {
    expect(nextVariable('Hi {{1}} and {{3}}', 'POSITIONAL')).toBe('{{2}}');
    expect(nextVariable('Hi {{value_1}}', 'NAMED')).toBe('{{value_2}}');
  });

  it('survive a change from numbers to names and back', () => {
    const samples = new Map([['1', 'Ada']]);
    const body = withBodyText({ type: 'BODY', text: '' }, 'Hello {{1}} there', 'POSITIONAL', samples);
    const numbered = put(emptyDefinition('en'), body);
    const named = withFormat(numbered, 'NAMED');
    expect(componentOf(named.components, 'BODY')).toEqual({
      ...{ type: 'BODY', text: 'Hello {{value_1}} there' },
      example: { body_text_named_params: [{ param_name: 'value_1', example: 'Ada' }] },
    });
    expect(withFormat(named, 'POSITIONAL')).toEqual(numbered);
  });
});

describe('a change of category or kind', () => {
  it('gives an authentication template the parts that Meta takes', () => {
    const code = withCategory({ ...written('Your code is here'), name: 'code' }, 'AUTHENTICATION');
    expect(codesOf(code)).toEqual([]);
    expect(typesOf(withCategory(code, 'UTILITY'))).toEqual(['BODY']);
  });

  it('keeps the text between marketing and utility', () => {
    expect(withCategory(written('Hello'), 'MARKETING').components).toEqual(written('Hello').components);
  });

  it('makes an offer without a footer, and with a button for its code', () => {
    const offer = withKind(put(written('All of it'), { type: 'FOOTER', text: 'Us' }), 'offer');
    expect([offer.category, ...typesOf(offer)]).toEqual([
      ...['MARKETING', 'LIMITED_TIME_OFFER', 'BODY', 'BUTTONS'],
    ]);
    expect(writtenKindOf(withKind(offer, 'usual'))).toBe('usual');
  });

  it.each(writtenProductKinds)('makes a template of the kind %s that Meta’s rules accept', (kind) => {
    const made = withKind(
      put(written('All of it is new, come and see.'), { type: 'FOOTER', text: 'Us' }),
      kind,
    );
    expect(writtenKindOf(made)).toBe(kind);
    const named = { ...made, name: 'new_products' };
    const header = kind === 'products' ? put(named, { type: 'HEADER', format: 'TEXT', text: 'New' }) : named;
    expect(lintTemplate(header).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(typesOf(withKind(made, 'usual')).filter((type) => !['HEADER', 'FOOTER'].includes(type))).toEqual([
      'BODY',
    ]);
  });

  it('keeps no button of a product in another kind', () => {
    const cards = withKind(withKind(written('Look'), 'product'), 'carousel');
    expect(codesOf(cards)).not.toContain('card_button_kind');
  });

  it('makes cards that are all alike', () => {
    const cards = componentOf(withKind(written('Look'), 'carousel').components, 'CAROUSEL')?.cards ?? [];
    expect(cards).toHaveLength(2);
    const more = put(withKind(written('Look'), 'carousel'), {
      type: 'CAROUSEL',
      cards: [...cards, cardLike(cards.at(-1))],
    });
    expect(codesOf(more)).not.toContain('cards_differ');
  });
});

describe('buttons', () => {
  it('are added where Meta accepts them: quick replies stay together', () => {
    const buttons = [newButton('QUICK_REPLY'), newButton('URL')];
    expect(withButton(buttons, newButton('QUICK_REPLY')).map(({ type }) => type)).toEqual([
      ...['QUICK_REPLY', 'QUICK_REPLY', 'URL'],
    ]);
  });

  it('move by one place, and not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });
});

it('a new version counts on from the last', () => {
  expect(nextVersion('order_ready')).toBe('order_ready_v2');
  expect(nextVersion('order_ready_v2')).toBe('order_ready_v3');
});
