/** The texts of authentication templates, which WhatsApp writes. `GET /{waba-id}/message_template_previews` shows them. */
import type { Button, Component } from './components.ts';
import { languages } from './rules/languages.ts';
import { parameterError } from './template-error.ts';

interface CodeTexts {
  body: string;
  security: string;
  /** `#` is the number of minutes. */
  footer: string;
  copy: string;
  autofill: string;
}

const english: CodeTexts = {
  body: '*{{1}}* is your verification code.',
  security: 'For your security, do not share this code.',
  footer: 'This code expires in # minutes.',
  copy: 'Copy code',
  autofill: 'Autofill',
};

/** By language, without the country. Other languages are shown in English. */
const texts: Readonly<Record<string, CodeTexts>> = {
  en: english,
  de: {
    body: '*{{1}}* ist dein Bestätigungscode.',
    security: 'Teile diesen Code zu deiner Sicherheit mit niemandem.',
    footer: 'Dieser Code läuft in # Minuten ab.',
    copy: 'Code kopieren',
    autofill: 'Automatisch ausfüllen',
  },
  es: {
    body: 'Tu código de verificación es *{{1}}*.',
    security: 'Por tu seguridad, no lo compartas.',
    footer: 'Este código caduca en # minutos.',
    copy: 'Copiar código',
    autofill: 'Autocompletar',
  },
  fr: {
    body: '*{{1}}* est votre code de vérification.',
    security: 'Pour votre sécurité, ne le partagez pas.',
    footer: 'Ce code expire dans # minutes.',
    copy: 'Copier le code',
    autofill: 'Remplir',
  },
  pt: {
    body: 'Seu código de verificação é *{{1}}*.',
    security: 'Para sua segurança, não o compartilhe.',
    footer: 'Este código expira em # minutos.',
    copy: 'Copiar código',
    autofill: 'Preencher',
  },
  ar: {
    body: 'رمز التحقق الخاص بك هو *{{1}}*.',
    security: 'لأمانك، لا تشارك هذا الرمز.',
    footer: 'تنتهي صلاحية هذا الرمز خلال # دقيقة.',
    copy: 'نسخ الرمز',
    autofill: 'تعبئة تلقائية',
  },
  he: {
    body: 'קוד האימות שלך הוא *{{1}}*.',
    security: 'למען ביטחונך, אין לשתף קוד זה.',
    footer: 'תוקף הקוד יפוג בעוד # דקות.',
    copy: 'העתקת הקוד',
    autofill: 'מילוי אוטומטי',
  },
  hi: {
    body: '*{{1}}* आपका सत्यापन कोड है.',
    security: 'अपनी सुरक्षा के लिए, इस कोड को साझा न करें.',
    footer: 'यह कोड # मिनट में समाप्त हो जाएगा.',
    copy: 'कोड कॉपी करें',
    autofill: 'ऑटोफ़िल',
  },
};

function textsIn(language: string): CodeTexts {
  return texts[language.split('_')[0] ?? ''] ?? english;
}

export function codeBody(language: string, isSecure: boolean): string {
  const { body, security } = textsIn(language);
  return isSecure ? `${body} ${security}` : body;
}

export function codeFooter(language: string, minutes: number): string {
  return textsIn(language).footer.replace('#', String(minutes));
}

/** What Meta lists instead of the text that was submitted: the code is a variable of the text and of a link. */
export function listedCodeBody(
  { add_security_recommendation = false }: Component,
  language: string,
): Component {
  return {
    type: 'BODY',
    text: codeBody(language, add_security_recommendation),
    add_security_recommendation,
    example: { body_text: [['123456']] },
  };
}

export function listedCodeFooter(footer: Component, language: string): Component {
  const minutes = footer.code_expiration_minutes;
  return minutes === undefined ? footer : { ...footer, text: codeFooter(language, minutes) };
}

/** The button of a one-time password is listed as a link. */
export function listedCodeButton(button: Button, language: string): Button {
  const { otp_type: kind = 'COPY_CODE', text = textsIn(language).copy } = button;
  const url = `https://www.whatsapp.com/otp/code/?otp_type=${kind}&code=otp`;
  return { type: 'URL', text, url: `${url}{{1}}`, example: [`${url}123456`] };
}

/** Answers in the languages that were requested, or in all. */
export function previewTemplates({ searchParams }: URL): Response {
  if (searchParams.get('category')?.toUpperCase() !== 'AUTHENTICATION')
    throw parameterError('Param category must be AUTHENTICATION.');
  const types = searchParams.get('button_types') ?? 'OTP';
  if (!/^\[?"?OTP"?\]?$/i.test(types)) throw parameterError('Param button_types must be OTP.');
  const requested = searchParams.get('languages')?.split(',') ?? [...languages];
  const unknown = requested.find((language) => !languages.has(language));
  if (unknown !== undefined) throw parameterError(`Param languages has an unknown code: ${unknown}.`);
  const minutes = searchParams.get('code_expiration_minutes');
  if (
    minutes !== null &&
    !(Number.isInteger(Number(minutes)) && Number(minutes) >= 1 && Number(minutes) <= 90)
  )
    throw parameterError('Param code_expiration_minutes must be from 1 to 90.');
  const isSecure = searchParams.get('add_security_recommendation') === 'true';
  return Response.json({
    data: requested.map((language) => ({
      body: codeBody(language, isSecure),
      ...(minutes !== null && { footer: codeFooter(language, Number(minutes)) }),
      buttons: [{ text: textsIn(language).copy, autofill_text: textsIn(language).autofill }],
      language,
    })),
  });
}
