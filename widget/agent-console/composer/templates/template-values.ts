/** Suggests details of the contact for the variables of a template. */
import type { Contact } from '../../../../worker/api/conversations/conversations.ts';
import type {
  TemplateField,
  TemplateValues,
} from '../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { firstNameOf, nameOf } from '../../ui/contact-names.ts';

/** Suggests values by the names of the variables. Numbered ones reveal nothing about their purpose. */
export function valuesFor(fields: readonly TemplateField[], contact: Contact): TemplateValues {
  const values = fields.flatMap(({ id, kind, name }): [string, string][] => {
    const value = kind === 'text' ? knownAs(name, contact) : null;
    return value ? [[id, value]] : [];
  });
  return Object.fromEntries(values);
}

/** Suggestions for any variable. */
export function offersFor(contact: Contact): string[] {
  const names = ['name', 'first_name', 'phone', 'username'].map((name) => knownAs(name, contact));
  return [...new Set(names.filter((value) => value !== null))];
}

function knownAs(variable: string, contact: Contact): string | null {
  const { phone, username } = contact;
  const name = nameOf(contact);
  const [, ...rest] = name?.split(/\s+/) ?? [];
  if (/user_?name/i.test(variable)) return username && `@${username}`;
  if (/phone|mobile|whatsapp/i.test(variable)) return phone && `+${phone}`;
  if (/last_?name|surname|family/i.test(variable)) return rest.join(' ') || null;
  if (/first_?name|given/i.test(variable)) return firstNameOf(contact);
  return /name|customer/i.test(variable) ? name : null;
}
