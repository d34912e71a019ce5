/** A template from a file. */
import { readDefinition, type TemplateDefinition } from '../../../../worker/whatsapp/templates/definition.ts';

/** Null if it is no template. Meta’s list and exported templates have the same form. */
export function definitionIn(json: string): TemplateDefinition | null {
  try {
    return readDefinition(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
