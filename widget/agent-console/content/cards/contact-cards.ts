import { html, nothing, type TemplateResult } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { type ContactCard, vcardOf } from './vcard.ts';

type StartChat = ((phone: string) => void) | undefined;

export function renderContacts(contacts: readonly ContactCard[], startChat: StartChat): TemplateResult[] {
  return contacts.map((contact) => renderContact(contact, startChat));
}

function renderContact(contact: ContactCard, startChat: StartChat): TemplateResult {
  const { name, org, phones = [], emails = [], addresses = [], urls = [], birthday } = contact;
  const work = [org?.title, org?.department, org?.company].filter(Boolean).join(', ');
  return html`<div class="card">
    <p class="file">${icons.person}<span><strong dir="auto">${name?.formatted_name ?? strings.unnamed}</strong>
      ${work ? html`<small dir="auto">${work}</small>` : nothing}</span></p>
    <dl>
      ${phones.map(({ phone, wa_id, type }) => renderField(type, phone ?? wa_id))}
      ${emails.map(({ email, type }) => renderField(type, email))}
      ${addresses.map((address) =>
        renderField(
          address.type,
          [address.street, address.zip, address.city, address.state, address.country ?? address.country_code]
            .filter(Boolean)
            .join(', '),
        ),
      )}
      ${urls.map(({ url, type }) => renderField(type, url))}
      ${renderField(undefined, birthday)}
    </dl>
    <button class="plain" @click=${() => save(contact)}>${strings.saveContact}</button>
    ${phones.map(({ phone, wa_id }) => {
      const number = wa_id ? `+${wa_id}` : phone;
      return startChat && number
        ? html`<button class="plain" @click=${() => startChat(number)}>${strings.startChat(phone ?? number)}</button>`
        : nothing;
    })}
  </div>`;
}

function renderField(type: string | undefined, value: string | undefined) {
  return value ? html`<div><dt>${type?.toLowerCase() ?? ''}</dt><dd dir="auto">${value}</dd></div>` : nothing;
}

function save(contact: ContactCard): void {
  const url = URL.createObjectURL(new Blob([vcardOf(contact)], { type: 'text/vcard' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${contact.name?.formatted_name ?? strings.contact}.vcf`;
  link.click();
  // By then the browser has read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
