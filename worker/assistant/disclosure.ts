/**
 * Tells customers that they talk to an automatic assistant, in its first answer. The EU AI Act asks for it from
 * 2 August 2026 on (Article 50, paragraph 1): https://eur-lex.europa.eu/eli/reg/2024/1689/oj
 */
export const usualDisclosures = {
  en: 'You are chatting with our automatic assistant (AI). Write “agent” to reach a person.',
  es: 'Estás hablando con nuestro asistente automático (IA). Escribe «agente» para hablar con una persona.',
  'pt-BR':
    'Você está falando com nosso assistente automático (IA). Escreva “atendente” para falar com uma pessoa.',
  fr: 'Vous échangez avec notre assistant automatique (IA). Écrivez « conseiller » pour parler à une personne.',
  de: 'Sie schreiben mit unserem automatischen Assistenten (KI). Schreiben Sie „Mitarbeiter“, um einen Menschen zu erreichen.',
  ar: 'أنت تتحدث مع مساعدنا الآلي (ذكاء اصطناعي). اكتب «موظف» للتحدث مع شخص.',
  hi: 'आप हमारे स्वचालित सहायक (AI) से बात कर रहे हैं। किसी व्यक्ति से बात करने के लिए “इंसान से बात करें” लिखें।',
  id: 'Anda sedang mengobrol dengan asisten otomatis kami (AI). Tulis “bicara dengan orang” untuk dilayani orang.',
} as const;

/** The first answer of a stretch, with the disclosure below it, in small. */
export function withDisclosure(reply: string, disclosure: string): string {
  return disclosure === '' ? reply : `${reply}\n\n_${disclosure.replaceAll('_', ' ')}_`;
}
