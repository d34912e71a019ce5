type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * How a language counts: `say(3, { one: '# file', other: '# files' })`. `#` stands for the number, written as the
 * language writes it; a form that is not given is `other`.
 */
export function counted(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}
