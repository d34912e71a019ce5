import type { ContentOf } from '../../../../worker/whatsapp/content/content.ts';

export type ContactCard = ContentOf<'contacts'>['contacts'][number];

/** A contact as a vCard 3.0 (RFC 2426), which every address book reads. */
export function vcardOf(contact: ContactCard): string {
  const { name = {}, org, phones = [], emails = [], addresses = [], urls = [], birthday, vcard } = contact;
  if (vcard) return vcard;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${escaped(name.formatted_name)}`,
    `N:${[name.last_name, name.first_name, name.middle_name, name.prefix, name.suffix].map(escaped).join(';')}`,
    ...(org ? [`ORG:${[org.company, org.department].map(escaped).join(';')}`] : []),
    ...(org?.title ? [`TITLE:${escaped(org.title)}`] : []),
    ...phones.map(({ phone, wa_id, type }) => `TEL${typeOf(type)}:${escaped(phone ?? wa_id)}`),
    ...emails.map(({ email, type }) => `EMAIL${typeOf(type)}:${escaped(email)}`),
    ...addresses.map(
      ({ street, city, state, zip, country, type }) =>
        `ADR${typeOf(type)}:;;${[street, city, state, zip, country].map(escaped).join(';')}`,
    ),
    ...urls.map(({ url, type }) => `URL${typeOf(type)}:${escaped(url)}`),
    ...(birthday ? [`BDAY:${escaped(birthday)}`] : []),
    'END:VCARD',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function typeOf(type: string | undefined): string {
  const name = type?.replace(/[^A-Za-z-]/g, '');
  return name ? `;TYPE=${name.toUpperCase()}` : '';
}

function escaped(text: string | undefined): string {
  return (text ?? '').replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}
