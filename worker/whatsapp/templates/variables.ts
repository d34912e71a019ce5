/**
 * The variables in a template's text: `{{1}}`, `{{2}}` … in positional templates, `{{order_id}}` in named ones. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */

export type ParameterFormat = 'POSITIONAL' | 'NAMED';

const variable = /\{\{(\d+|[a-z0-9_]+)\}\}/g;

export interface TextVariables {
  /** Distinct, in the order of the text. */
  names: string[];
  /** Braces that are not a variable, such as `{name}`, `{{Name}}` or `{{ 1 }}`. */
  broken: string[];
}

export function variablesIn(text: string): TextVariables {
  const names = new Set<string>();
  const rest = text.replace(variable, (_, name: string) => {
    names.add(name);
    return ' ';
  });
  return { names: [...names], broken: rest.match(/\{+[^{}]*\}+|[{}]+/g) ?? [] };
}

/** The text around its variables: one piece more than there are variables. */
export function textAround(text: string): string[] {
  return text.split(/\{\{[a-z0-9_]+\}\}/);
}

/** A token with a letter. Meta does not count digits, punctuation and emoji as text. */
export function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((token) => /\p{L}/u.test(token));
}
