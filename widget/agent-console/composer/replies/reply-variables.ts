/** Variables in a saved reply, such as `{{contact_name}}`. */
export type ReplyVariables = Readonly<
  Record<'contact_name' | 'contact_first_name' | 'contact_phone' | 'agent_name' | 'number_name', string>
>;

const variable = /\{\{\s*([\w.]+)\s*\}\}/g;

/** The text with the known values. Empty and unknown variables stay visible. */
export function fillVariables(text: string, values: ReplyVariables): string {
  const known: Readonly<Record<string, string>> = values;
  return text.replace(
    variable,
    (whole, name: string) => (Object.hasOwn(known, name) && known[name]) || whole,
  );
}

/** The variables that are not filled in. */
export function openVariables(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(variable), ([whole]) => whole))];
}
