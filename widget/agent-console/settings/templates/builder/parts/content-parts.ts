/** The parts of a template, in the order in which a phone shows them. */
import { html, nothing } from 'lit';
import { componentOf, unknownComponents } from '../../../../../../worker/whatsapp/templates/definition.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import type { Builder } from '../builder.ts';
import { drop, put, writtenKindOf } from '../definition-edit.ts';
import { renderButtonsPart } from './button-part.ts';
import { renderCardsPart, renderOfferPart } from './card-part.ts';
import { renderCodePart } from './code-part.ts';
import { renderBodyPart, renderFooterPart, renderHeaderPart } from './text-parts.ts';

export function renderContent(builder: Builder) {
  const { definition } = builder;
  if (definition.category === 'AUTHENTICATION') return renderCodePart(builder);
  const { components } = definition;
  const kind = writtenKindOf(definition);
  const offer = componentOf(components, 'LIMITED_TIME_OFFER');
  const kept = unknownComponents(components);
  return html`${kind === 'carousel' ? nothing : renderHeaderPart(builder)}
    ${offer ? renderOfferPart(builder, offer) : nothing} ${renderBodyPart(builder)}
    ${kind === 'usual' ? renderFooterPart(builder) : nothing}
    ${
      kind === 'carousel'
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
