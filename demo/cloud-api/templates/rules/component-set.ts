/** Which components a template can have, by its category and kind. */
import { type Component, componentOf } from '../components.ts';
import type { TemplateDefinition } from '../template.ts';
import { templateError } from '../template-error.ts';
import { checkAuthenticationSet } from './authentication.ts';
import { checkCombination } from './buttons.ts';
import { checkCardSet } from './carousel.ts';
import type { RuleContext } from './rule-context.ts';

const known = [
  ...['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER', 'CALL_PERMISSION_REQUEST'],
  ...['TAP_TARGET_CONFIGURATION', 'GREETING', 'ALBUM', 'ATTACHMENT'],
];

export type Kind =
  | 'authentication'
  | 'carousel'
  | 'limited_time_offer'
  | 'catalog'
  | 'mpm'
  | 'spm'
  | 'order_details'
  | 'order_status'
  | 'call_permission'
  | 'usual';

export function kindOf({ category, components, sub_category }: TemplateDefinition): Kind {
  const has = (type: string) => componentOf(components, type) !== undefined;
  const buttons = componentOf(components, 'BUTTONS')?.buttons ?? [];
  const hasButton = (type: string) => buttons.some((one) => one.type === type);
  if (category === 'AUTHENTICATION') return 'authentication';
  if (has('CAROUSEL')) return 'carousel';
  if (has('LIMITED_TIME_OFFER')) return 'limited_time_offer';
  if (has('CALL_PERMISSION_REQUEST')) return 'call_permission';
  if (hasButton('CATALOG')) return 'catalog';
  if (hasButton('MPM')) return 'mpm';
  if (hasButton('SPM')) return 'spm';
  if (hasButton('ORDER_DETAILS')) return 'order_details';
  return sub_category === 'ORDER_STATUS' ? 'order_status' : 'usual';
}

export function checkComponentSet(definition: TemplateDefinition, context: RuleContext): void {
  const { components } = definition;
  for (const { type } of components) {
    if (!known.includes(type))
      throw templateError('components', `There is no component of the type ${type}.`);
    if (components.filter((one) => one.type === type).length > 1)
      throw templateError('components', `A template has at most one component of the type ${type}.`);
  }
  if (!componentOf(components, 'BODY')) throw templateError('missing', 'A template has a body.');
  const buttons = componentOf(components, 'BUTTONS');
  if (buttons) checkCombination(buttons.buttons ?? [], context.switches);
  if (kindOf(definition) !== 'authentication' && buttons?.buttons?.some(({ type }) => type === 'OTP'))
    throw templateError('category', 'A button of the type OTP belongs to an authentication template.');
  checkKind(definition, context);
}

function checkKind(definition: TemplateDefinition, { switches }: RuleContext): void {
  const { category, components, display_format } = definition;
  const kind = kindOf(definition);
  const format = componentOf(components, 'HEADER')?.format;
  const types = (componentOf(components, 'BUTTONS')?.buttons ?? []).map(({ type }) => type);
  const only = (...categories: string[]) => {
    if (!categories.includes(category))
      throw templateError('category', `A template of this kind has the category ${categories.join(' or ')}.`);
  };
  if (types.includes('COPY_CODE')) only('MARKETING', ...(switches.allowsUtilityCodes ? ['UTILITY'] : []));
  if (types.includes('REQUEST_CONTACT_INFO') || format === 'LOCATION') only('MARKETING', 'UTILITY');
  if (format === 'PRODUCT' && kind !== 'spm')
    throw templateError(
      'components',
      'A header with a product belongs to a template with the button “View”.',
    );
  switch (kind) {
    case 'authentication':
      checkAuthenticationSet(components);
      return;
    case 'limited_time_offer':
      only('MARKETING');
      checkOffer(components, types);
      return;
    case 'carousel': {
      only('MARKETING');
      const rest = switches.allowsCarouselFrame ? ['HEADER', 'FOOTER'] : [];
      allow(components, 'BODY', 'CAROUSEL', ...rest);
      checkCardSet(componentOf(components, 'CAROUSEL')?.cards ?? []);
      return;
    }
    case 'catalog':
      only('MARKETING');
      allow(components, 'BODY', 'FOOTER', 'BUTTONS');
      return;
    case 'mpm':
      only('MARKETING');
      if (format !== 'TEXT')
        throw templateError('components', 'A template with several products needs a header with a text.');
      allow(components, 'HEADER', 'BODY', 'FOOTER', 'BUTTONS');
      return;
    case 'spm':
      only('MARKETING');
      if (format !== 'PRODUCT')
        throw templateError(
          'components',
          'A template with one product needs a header of the format PRODUCT.',
        );
      allow(components, 'HEADER', 'BODY', 'FOOTER', 'BUTTONS');
      return;
    case 'order_details':
      only('UTILITY', ...(display_format === 'ORDER_DETAILS' ? ['MARKETING'] : []));
      allow(components, 'HEADER', 'BODY', 'FOOTER', 'BUTTONS');
      return;
    case 'order_status':
      only('UTILITY');
      allow(components, 'BODY', 'FOOTER');
      return;
    case 'call_permission':
      only('MARKETING', 'UTILITY');
      allow(components, 'BODY', 'CALL_PERMISSION_REQUEST');
      return;
    case 'usual':
      allow(components, 'HEADER', 'BODY', 'FOOTER', 'BUTTONS', ...known.slice(-4));
      return;
    default:
      kind satisfies never;
  }
}

function allow(components: readonly Component[], ...types: string[]): void {
  const strange = components.find(({ type }) => !types.includes(type));
  if (strange)
    throw templateError(
      'components',
      `A template of this kind has no component of the type ${strange.type}.`,
    );
}

/** An offer is above a code to copy, if it has one, and a link. */
function checkOffer(components: readonly Component[], types: readonly string[]): void {
  allow(components, 'HEADER', 'BODY', 'LIMITED_TIME_OFFER', 'BUTTONS');
  const format = componentOf(components, 'HEADER')?.format ?? 'IMAGE';
  if (format !== 'IMAGE' && format !== 'VIDEO')
    throw templateError('components', 'The header of an offer is an image or a video.');
  if (!componentOf(components, 'LIMITED_TIME_OFFER')?.limited_time_offer)
    throw templateError('missing', 'The offer has no text.');
  if (types.join() !== 'COPY_CODE,URL' && types.join() !== 'URL')
    throw templateError(
      'combination',
      'An offer has a button that copies the code and then one with a link.',
    );
}
