import { svg, type TemplateResult } from 'lit';

type Drawing = readonly (readonly [name: string, attributes: Readonly<Record<string, string | number>>])[];

/** One of Lucide's icons, 20 px wide. It is decoration: its button has a name. */
export function icon(drawing: Drawing): TemplateResult<2> {
  const shapes = drawing.map(([name, attributes]) => {
    const said = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
    return `<${name} ${said.join(' ')}/>`;
  });
  const markup = [
    `<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes.join('')}</svg>`,
  ];
  // Lit takes a template without values as it is. Each icon is one template, so Lit parses it once.
  return svg(Object.assign(markup, { raw: markup }));
}
