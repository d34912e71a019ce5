/** Default labels in the languages of the product; English is the fallback. */
const labels: Record<string, string> = {
  es: 'Escríbenos',
  pt: 'Fale conosco',
  fr: 'Écrivez-nous',
  de: 'Schreiben Sie uns',
  ar: 'راسلنا',
  hi: 'हमें संदेश भेजें',
  id: 'Kirim pesan',
};

export function labelIn(language: string): string {
  return labels[language.slice(0, 2).toLowerCase()] ?? 'Message us';
}
