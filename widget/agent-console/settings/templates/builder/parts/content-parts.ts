/** The parts of a template, in the order in which a phone shows them. */
import { html, nothing } from 'lit';
import { componentOf, unknownComponents } from '../../../../../../worker/whatsapp/templates/definition.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import type { Builder } from '../builder.ts';
import { drop, put, type WrittenKind, writtenKindOf } from '../definition-edit.ts';
import { isProductKind } from '../product-kinds.ts';
import { renderButtonsPart } from './button-part.ts';
import { renderCardsPart, renderOfferPart } from './card-part.ts';
import { renderCodePart } from './code-part.ts';
import { renderProductPart } from './product-part.ts';
import { renderBodyPart, renderFooterPart, renderHeaderPart } from './text-parts.ts';

const withHeader: readonly WrittenKind[] = ['usual', 'offer', 'products'];
const withFooter: readonly WrittenKind[] = ['usual', 'catalog', 'products', 'product'];

export function renderContent(builder: Builder) {
  const { definition } = builder;
  if (definition.category === 'AUTHENTICATION') return renderCodePart(builder);
  const { components } = definition;
  const kind = writtenKindOf(definition);
  const offer = componentOf(components, 'LIMITED_TIME_OFFER');
  const kept = unknownComponents(components);
  return html`${withHeader.includes(kind) ? renderHeaderPart(builder) : nothing}
    ${offer ? renderOfferPart(builder, offer) : nothing} ${renderBodyPart(builder)}
    ${withFooter.includes(kind) ? renderFooterPart(builder) : nothing}
    ${
      isProductKind(kind)
        ? renderProductPart(builder, kind === 'products')
        : kind === 'carousel'
          ? renderCardsPart(builder, componentOf(components, 'CAROUSEL')?.cards ?? [])
          : renderOwnButtons(builder)
    }
    ${kept.length === 0 ? nothing : html`<p class="note warning">${words.keptParts(kept.join(', '))}</p>`}`;
}

function renderOwnButtons(builder: Builder) {
  const { definition } = builder;
  return renderButtonsPart(builder, {
    ...{ buttons: componentOf(definition.components, 'BUTTONS')?.buttons ?? [], place: 'buttons' },
    change: (buttons) =>
      builder.change(
        buttons.length === 0 ? drop(definition, 'BUTTONS') : put(definition, { type: 'BUTTONS', buttons }),
      ),
  });
}
