/** Data for completion and hints in editors: custom data for VS Code, and web-types for JetBrains. */
import type { Attribute, Described, PublicElement } from './elements.ts';

/** https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.md */
export function htmlDataOf(elements: readonly PublicElement[]): object {
  return {
    version: 1.1,
    tags: elements.map(({ tag, description, attributes }) => ({
      name: tag,
      description: markdown(description),
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        description: markdown(withDefault(attribute)),
        ...(isBoolean(attribute) && attribute.values.length === 0 && { valueSet: 'v' }),
        ...(attribute.values.length > 0 && { values: attribute.values.map((name) => ({ name })) }),
      })),
    })),
  };
}

/** https://github.com/microsoft/vscode-css-languageservice/blob/main/docs/customData.md */
export function cssDataOf(elements: readonly PublicElement[]): object {
  const properties = elements.flatMap(({ cssProperties }) => cssProperties);
  return {
    version: 1.1,
    properties: properties.map(({ name, description }) => ({ name, description: markdown(description) })),
  };
}

/** https://github.com/JetBrains/web-types */
export function webTypesOf(elements: readonly PublicElement[], name: string, version: string): object {
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tag,
          description: element.description,
          attributes: element.attributes.map((attribute) => ({
            name: attribute.name,
            description: attribute.description,
            value: isBoolean(attribute)
              ? { type: attribute.type, required: false }
              : { type: attribute.type, required: true },
            ...(attribute.default && { default: attribute.default }),
          })),
          slots: element.slots.map(described),
          js: {
            properties: element.properties
              .filter(({ isStatic }) => !isStatic)
              .map(({ name, description, type }) => ({ name, description, type })),
            events: element.events.map(described),
          },
          css: {
            parts: element.cssParts.map(described),
            properties: element.cssProperties.map(described),
          },
        })),
      },
    },
  };
}

function described({ name, description }: Described): Described {
  return { name, description };
}

function isBoolean({ type }: Attribute): boolean {
  return type.includes('boolean');
}

function withDefault({ description, default: initial }: Attribute): string {
  return initial === '' ? description : `${description}\n\nDefault: ${initial}`;
}

function markdown(value: string): { kind: 'markdown'; value: string } {
  return { kind: 'markdown', value };
}
