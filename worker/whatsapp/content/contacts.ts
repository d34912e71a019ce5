import * as v from 'valibot';
import { type ContentEntry, noFile, noText, noTexts } from './content-entry.ts';
import { string } from './values.ts';

export const contactsContent = v.object({
  type: v.literal('contacts'),
  /** `contact_request`: the customer answered our request for the phone number. */
  origin: string,
  contacts: v.array(
    v.object({
      name: v.optional(
        v.object({
          formatted_name: string,
          first_name: string,
          last_name: string,
          middle_name: string,
          prefix: string,
          suffix: string,
        }),
      ),
      phones: v.optional(v.array(v.object({ phone: string, type: string, wa_id: string }))),
      emails: v.optional(v.array(v.object({ email: string, type: string }))),
      addresses: v.optional(
        v.array(
          v.object({
            street: string,
            city: string,
            state: string,
            zip: string,
            country: string,
            country_code: string,
            type: string,
          }),
        ),
      ),
      urls: v.optional(v.array(v.object({ url: string, type: string }))),
      org: v.optional(v.object({ company: string, department: string, title: string })),
      birthday: string,
      vcard: string,
    }),
  ),
});

export const contactsEntry: ContentEntry<v.InferOutput<typeof contactsContent>> = {
  texts: ({ contacts }) =>
    contacts.flatMap(({ name, phones = [], emails = [], addresses = [], org }) => [
      name?.formatted_name,
      ...phones.map(({ phone }) => phone),
      ...emails.map(({ email }) => email),
      ...addresses.flatMap(({ street, city }) => [street, city]),
      org?.company,
      org?.title,
    ]),
  exportDetails: noTexts,
  pushText: noText,
  file: noFile,
};
