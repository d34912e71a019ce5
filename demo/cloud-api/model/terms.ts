/** What a text is about, as far as the stand-ins for models understand it: its words, and what means the same. */

/** Words without accents, plural and the words that say nothing; of words that mean the same, always the same one. */
export function termsIn(text: string): string[] {
  const words =
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => word.length > 2 && !common.has(word))
    .map((word) => word.replace(/s$/, ''))
    .map((word) => meanings.get(word) ?? word);
}

const common = new Set(
  'the and you your are can does did for with what when where how much many have has this that please hello from our not will would could there about want need get der die das und ist sind wie was wann kann ich sie ein eine mit fur que los las una por con para est les des vous'.split(
    ' ',
  ),
);

/** Without accents, and in the singular. */
const synonyms = [
  'shipping delivery postage ship versand lieferung envio livraison',
  'repair fix mend restore reparieren reparatur reparar reparer',
  'refund reimburse reimbursement erstattung reembolso remboursement',
  'parcel package paket paquete colis',
  'gift present geschenk regalo cadeau',
  'course class workshop lesson kurs curso cour',
];

const meanings = new Map(
  synonyms.flatMap((group) => {
    const words = group.split(' ');
    return words.map((word): [string, string] => [word, words[0] ?? word]);
  }),
);
