/** Templates with products: which parts they have. The products themselves are chosen when the template is sent. */
import { fixedTexts } from '../../../../../worker/whatsapp/templates/button-rules.ts';
import {
  componentOf,
  type TemplateButton,
  type TemplateComponent,
  type TemplateDefinition,
} from '../../../../../worker/whatsapp/templates/definition.ts';
import { minCards } from '../../../../../worker/whatsapp/templates/kind-rules.ts';

export const writtenProductKinds = ['catalog', 'products', 'product', 'product-carousel'] as const;
export type WrittenProductKind = (typeof writtenProductKinds)[number];

export function isProductKind(kind: string): kind is WrittenProductKind {
  return writtenProductKinds.some((one) => one === kind);
}

const productButtons = ['CATALOG', 'MPM', 'SPM'];
/** Meta gives these buttons their texts. */
const fixedButton = (type: string): TemplateButton => ({ type, text: fixedTexts[type] ?? '' });

/** They belong to marketing. Body and footer stay. */
export function productComponents(
  { components }: TemplateDefinition,
  kind: WrittenProductKind,
): TemplateComponent[] {
  const body: TemplateComponent = componentOf(components, 'BODY') ?? { type: 'BODY', text: '' };
  const footer = componentOf(components, 'FOOTER');
  const end = (type: string): TemplateComponent[] => [
    ...(footer ? [footer] : []),
    { type: 'BUTTONS', buttons: [fixedButton(type)] },
  ];
  switch (kind) {
    case 'catalog':
      return [body, ...end('CATALOG')];
    case 'products': {
      const header = componentOf(components, 'HEADER');
      return [
        header?.format === 'TEXT' ? header : { type: 'HEADER', format: 'TEXT', text: '' },
        body,
        ...end('MPM'),
      ];
    }
    case 'product':
      return [{ type: 'HEADER', format: 'PRODUCT' }, body, ...end('SPM')];
    case 'product-carousel': {
      const card = {
        components: [
          { type: 'HEADER' as const, format: 'PRODUCT' as const },
          { type: 'BUTTONS' as const, buttons: [fixedButton('SPM')] },
        ],
      };
      return [body, { type: 'CAROUSEL', cards: Array.from({ length: minCards }, () => card) }];
    }
  }
}

/** What another kind of template cannot have. */
export function withoutProducts(components: readonly TemplateComponent[]): TemplateComponent[] {
  const left = componentOf(components, 'BUTTONS')?.buttons.filter(
    ({ type }) => !productButtons.includes(type),
  );
  const isOfProduct = componentOf(components, 'HEADER')?.format === 'PRODUCT';
  return components.flatMap((part): TemplateComponent[] => {
    if (part.type === 'HEADER' && isOfProduct) return [];
    if (part.type !== 'BUTTONS' || left === undefined) return [part];
    return left.length > 0 ? [{ type: 'BUTTONS', buttons: left }] : [];
  });
}
