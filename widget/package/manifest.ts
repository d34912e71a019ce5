/** `custom-elements.json` for documentation tools and editors: https://github.com/webcomponents/custom-elements-manifest */
import type { PublicElement } from './elements.ts';

export function manifestOf(elements: readonly PublicElement[]): object {
  return { schemaVersion: '2.1.0', readme: 'README.md', modules: elements.map(moduleOf) };
}

function moduleOf(element: PublicElement): object {
  const { tag, className, file, description } = element;
  const reference = { name: className, module: file };
  return {
    kind: 'javascript-module',
    path: file,
    declarations: [
      {
        kind: 'class',
        customElement: true,
        name: className,
        tagName: tag,
        description,
        superclass: { name: 'HTMLElement' },
        attributes: element.attributes.map(({ name, description, type, default: initial, property }) => ({
          name,
          description,
          type: { text: type },
          ...(initial && { default: initial }),
          ...(property && { fieldName: property }),
        })),
        members: [
          ...element.properties.map(({ name, description, type, isReadonly, isStatic }) => ({
            kind: 'field',
            name,
            description,
            type: { text: type },
            privacy: 'public',
            ...(isReadonly && { readonly: true }),
            ...(isStatic && { static: true }),
            ...attributeOf(element, name),
          })),
          ...element.methods.map(({ name, description, parameters, returns }) => ({
            kind: 'method',
            name,
            description,
            privacy: 'public',
            parameters: parameters.map(({ name, type, isOptional }) => ({
              name,
              type: { text: type },
              ...(isOptional && { optional: true }),
            })),
            return: { type: { text: returns } },
          })),
        ],
        events: element.events.map(({ name, description, className }) => ({
          name,
          description,
          type: { text: className },
        })),
        slots: element.slots,
        cssParts: element.cssParts,
        cssProperties: element.cssProperties,
      },
    ],
    exports: [
      { kind: 'js', name: className, declaration: reference },
      { kind: 'custom-element-definition', name: tag, declaration: reference },
    ],
  };
}

function attributeOf({ attributes }: PublicElement, property: string): object {
  const found = attributes.find((one) => one.property === property);
  return found ? { attribute: found.name } : {};
}
