/** Changes of a template while it is written. Each returns another definition; nothing that was typed is cut. */
import {
  type BodyComponent,
  componentOf,
  type HeaderComponent,
  isHeader,
  type TemplateButton,
  type TemplateCard,
  type TemplateCategory,
  type TemplateComponent,
  type TemplateDefinition,
} from '../../../../../worker/whatsapp/templates/definition.ts';
import { kindOf, minCards } from '../../../../../worker/whatsapp/templates/kind-rules.ts';
import { bodySamples, headerSamples } from '../../../../../worker/whatsapp/templates/text-rules.ts';
import { type ParameterFormat, variablesIn } from '../../../../../worker/whatsapp/templates/variables.ts';
import {
  isProductKind,
  productComponents,
  type WrittenProductKind,
  withoutProducts,
} from './product-kinds.ts';

export type WrittenKind = 'usual' | 'offer' | 'carousel' | WrittenProductKind;

/** As the parts follow each other in a message. */
const order = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL'];

export function emptyDefinition(language: string): TemplateDefinition {
  return {
    ...{ name: '', language, category: 'UTILITY', parameter_format: 'POSITIONAL' },
    components: [{ type: 'BODY', text: '' }],
  };
}

/** Replaces the component of its kind, or adds it in its place. */
export function withComponent(
  components: readonly TemplateComponent[],
  component: TemplateComponent,
): TemplateComponent[] {
  const rank = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length);
  return [...components.filter(({ type }) => type !== component.type), component].sort(
    (a, b) => rank(a.type) - rank(b.type),
  );
}

export function withoutComponent(
  components: readonly TemplateComponent[],
  type: string,
): TemplateComponent[] {
  return components.filter((one) => one.type !== type);
}

export function put(definition: TemplateDefinition, component: TemplateComponent): TemplateDefinition {
  return { ...definition, components: withComponent(definition.components, component) };
}

export function drop(definition: TemplateDefinition, type: string): TemplateDefinition {
  return { ...definition, components: withoutComponent(definition.components, type) };
}

/** Meta writes the text of authentication templates, so they have other parts. */
export function withCategory(definition: TemplateDefinition, category: TemplateCategory): TemplateDefinition {
  const isCode = category === 'AUTHENTICATION';
  if (definition.category === category) return definition;
  // Each category has its own range.
  const { message_send_ttl_seconds: _, ...rest } = definition;
  if (isCode === (definition.category === 'AUTHENTICATION')) return { ...rest, category };
  const components: TemplateComponent[] = isCode
    ? [
        { type: 'BODY', add_security_recommendation: true },
        { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
      ]
    : [{ type: 'BODY', text: '' }];
  return { ...rest, category, components };
}

export function writtenKindOf(definition: TemplateDefinition): WrittenKind {
  const kind = kindOf(definition);
  switch (kind) {
    case 'authentication':
      return 'usual';
    case 'media-carousel':
      return 'carousel';
    default:
      return kind;
  }
}

/** Offers, cards and products belong to marketing. What the new kind cannot have is removed. */
export function withKind(definition: TemplateDefinition, kind: WrittenKind): TemplateDefinition {
  const components = withoutProducts(definition.components);
  const body: TemplateComponent = componentOf(components, 'BODY') ?? { type: 'BODY', text: '' };
  const header = componentOf(components, 'HEADER');
  const buttons = componentOf(components, 'BUTTONS');
  if (isProductKind(kind))
    return { ...definition, category: 'MARKETING', components: productComponents(definition, kind) };
  switch (kind) {
    case 'usual':
      return {
        ...definition,
        components: components.filter(({ type }) => type !== 'LIMITED_TIME_OFFER' && type !== 'CAROUSEL'),
      };
    case 'offer':
      return {
        ...definition,
        category: 'MARKETING',
        components: [
          ...(header && (header.format === 'IMAGE' || header.format === 'VIDEO') ? [header] : []),
          { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: '', has_expiration: true } },
          body,
          { type: 'BUTTONS', buttons: [newButton('COPY_CODE'), newButton('URL')] },
        ],
      };
    case 'carousel': {
      const first = buttons?.buttons.slice(0, 2) ?? [newButton('QUICK_REPLY')];
      const card = newCard({ format: 'IMAGE', hasText: true, buttons: first });
      return {
        ...definition,
        category: 'MARKETING',
        components: [body, { type: 'CAROUSEL', cards: Array.from({ length: minCards }, () => card) }],
      };
    }
  }
}

interface CardShape {
  format: HeaderComponent['format'];
  hasText: boolean;
  buttons: readonly TemplateButton[];
}

export function newCard({ format, hasText, buttons }: CardShape): TemplateCard {
  return {
    components: [
      { type: 'HEADER', format },
      ...(hasText ? [{ type: 'BODY' as const, text: '' }] : []),
      {
        type: 'BUTTONS',
        buttons: buttons.map(({ type, text }) => ({ ...newButton(type), ...(text && { text }) })),
      },
    ],
  };
}

/** All cards have the same parts, so a new one is like the last. */
export function cardLike(card: TemplateCard | undefined): TemplateCard {
  const components = card?.components ?? [];
  return newCard({
    format: componentOf(components, 'HEADER')?.format ?? 'IMAGE',
    hasText: componentOf(components, 'BODY') !== undefined || components.length === 0,
    buttons: componentOf(components, 'BUTTONS')?.buttons ?? [newButton('QUICK_REPLY')],
  });
}

/** Puts in the handle of an example file, unless the header has another format by now. */
export function withSample(
  definition: TemplateDefinition,
  { card, format }: { card: number | null; format: string },
  handle: string,
): TemplateDefinition {
  const sampled = (header: HeaderComponent): HeaderComponent =>
    header.format === format ? { ...header, example: { header_handle: [handle] } } : header;
  if (card === null) {
    const components = definition.components.map((part) => (isHeader(part) ? sampled(part) : part));
    return { ...definition, components };
  }
  const cards = componentOf(definition.components, 'CAROUSEL')?.cards ?? [];
  return put(definition, {
    type: 'CAROUSEL',
    cards: cards.map((one, index) => ({
      components: one.components.map((part) =>
        index === card && part.type === 'HEADER' ? sampled(part) : part,
      ),
    })),
  });
}

export function newButton(type: string): TemplateButton {
  switch (type) {
    case 'URL':
      return { type, text: '', url: '' };
    case 'PHONE_NUMBER':
      return { type, text: '', phone_number: '' };
    case 'COPY_CODE':
      return { type, example: [''] };
    case 'FLOW':
      return { type, text: '', flow_id: '', flow_action: 'navigate' };
    default:
      return { type, text: '' };
  }
}

const isReply = ({ type }: TemplateButton) => type === 'QUICK_REPLY';

/** Quick replies stay together, because Meta refuses them among other buttons. */
export function withButton(buttons: readonly TemplateButton[], button: TemplateButton): TemplateButton[] {
  const last = buttons.findLastIndex((one) => isReply(one) === isReply(button));
  return last === -1 ? [...buttons, button] : buttons.toSpliced(last + 1, 0, button);
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  return item === undefined || to < 0 || to >= items.length
    ? [...items]
    : items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The samples of variables that the text still has, by their names. */
export function withBodyText(
  body: BodyComponent,
  text: string,
  format: ParameterFormat,
  samples: ReadonlyMap<string, string> = bodySamples(body),
): BodyComponent {
  const { example: _, ...rest } = body;
  const names = variablesIn(text).names;
  if (names.length === 0) return { ...rest, text };
  if (format === 'NAMED') {
    const body_text_named_params = names.map((param_name) => ({
      ...{ param_name, example: samples.get(param_name) ?? '' },
    }));
    return { ...rest, text, example: { body_text_named_params } };
  }
  return { ...rest, text, example: { body_text: [inOrder(names).map((name) => samples.get(name) ?? '')] } };
}

export function withHeaderText(
  header: HeaderComponent,
  text: string,
  format: ParameterFormat,
  samples: ReadonlyMap<string, string> = headerSamples(header),
): HeaderComponent {
  const { example: _, ...rest } = header;
  const names = variablesIn(text).names;
  if (names.length === 0) return { ...rest, text };
  if (format === 'NAMED') {
    const header_text_named_params = names.map((param_name) => ({
      ...{ param_name, example: samples.get(param_name) ?? '' },
    }));
    return { ...rest, text, example: { header_text_named_params } };
  }
  return { ...rest, text, example: { header_text: inOrder(names).map((name) => samples.get(name) ?? '') } };
}

const inOrder = (names: readonly string[]) => names.toSorted((a, b) => Number(a) - Number(b));

/** The variable to add: the next number, or a name that is free. */
export function nextVariable(text: string, format: ParameterFormat): string {
  const { names } = variablesIn(text);
  const free = Array.from({ length: names.length + 1 }, (_, index) =>
    format === 'NAMED' ? `value_${index + 1}` : String(index + 1),
  ).find((name) => !names.includes(name));
  return `{{${free ?? 1}}}`;
}

/** Renames all variables, with their samples. */
export function withFormat(definition: TemplateDefinition, format: ParameterFormat): TemplateDefinition {
  const rename = (text: string) => {
    const names = new Map(
      variablesIn(text).names.map((name, index) => [
        name,
        format === 'NAMED' ? `value_${index + 1}` : String(index + 1),
      ]),
    );
    const written = text.replace(
      /\{\{([a-z0-9_]+)\}\}/g,
      (_, name: string) => `{{${names.get(name) ?? name}}}`,
    );
    return { names, written };
  };
  const under = (samples: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>) =>
    new Map([...names].map(([before, after]) => [after, samples.get(before) ?? '']));
  let next: TemplateDefinition = { ...definition, parameter_format: format };
  const body = componentOf(definition.components, 'BODY');
  if (body) {
    const { names, written } = rename(body.text ?? '');
    next = put(next, withBodyText(body, written, format, under(bodySamples(body), names)));
  }
  const header = componentOf(definition.components, 'HEADER');
  if (header?.format === 'TEXT') {
    const { names, written } = rename(header.text ?? '');
    next = put(next, withHeaderText(header, written, format, under(headerSamples(header), names)));
  }
  return next;
}
