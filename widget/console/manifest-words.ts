/** What an installed console is called, by its language. Read by the build, which writes a manifest for each. */
import type { Language } from '../locales/language.ts';

interface ManifestWords {
  name: string;
  short_name: string;
  description: string;
  dir?: 'rtl';
}

export const manifestWords: Readonly<Record<Exclude<Language, 'en'>, ManifestWords>> = {
  es: {
    name: 'Bandeja del equipo',
    short_name: 'Bandeja',
    description: 'Responde en equipo a los clientes que escriben por WhatsApp.',
  },
  'pt-BR': {
    name: 'Caixa de entrada da equipe',
    short_name: 'Entrada',
    description: 'Responda em equipe aos clientes que escrevem pelo WhatsApp.',
  },
  fr: {
    name: 'Boîte de réception de l’équipe',
    short_name: 'Réception',
    description: 'Répondez en équipe aux clients qui écrivent sur WhatsApp.',
  },
  de: {
    name: 'Team-Posteingang',
    short_name: 'Posteingang',
    description: 'Antworten Sie im Team auf das, was Kunden auf WhatsApp schreiben.',
  },
  ar: {
    name: 'صندوق وارد الفريق',
    short_name: 'الوارد',
    description: 'ردّوا كفريق على العملاء الذين يكتبون على واتساب.',
    dir: 'rtl',
  },
  hi: {
    name: 'टीम इनबॉक्स',
    short_name: 'इनबॉक्स',
    description: 'WhatsApp पर लिखने वाले ग्राहकों को टीम के साथ जवाब दें।',
  },
  id: {
    name: 'Kotak masuk tim',
    short_name: 'Kotak masuk',
    description: 'Jawab pelanggan yang menulis di WhatsApp bersama tim Anda.',
  },
};
