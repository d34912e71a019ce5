/** A contact card that is one of the inbox's own contacts. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type ComposeForm,
  FormContent,
} from '../../../../../widget/agent-console/composer/forms/compose-form.ts';
import { conversation } from '../../rows.ts';

let form: ComposeForm;
let sent: FormContent[];

beforeEach(async () => {
  form = document.createElement('agent-console-form');
  form.kind = 'contact';
  form.findContacts = async () => [
    conversation(1, { contact: { ...conversation(1).contact, name: 'Pia Plumber', phone: '15550100007' } }),
    conversation(2, { contact: { ...conversation(2).contact, name: 'Without number', phone: null } }),
  ];
  sent = [];
  form.addEventListener('form-content', (event) => {
    if (event instanceof FormContent) sent.push(event);
  });
  document.body.append(form);
  await form.updateComplete;
});
afterEach(() => document.body.replaceChildren());

const toggle = () => form.renderRoot.querySelector<HTMLElement>('.choose');
const search = () => form.renderRoot.querySelector('agent-console-contact-search');
const found = () => [...(search()?.renderRoot.querySelectorAll<HTMLElement>('.found') ?? [])];
const submit = () => form.renderRoot.querySelector('form')?.dispatchEvent(new SubmitEvent('submit'));

async function pick(): Promise<void> {
  toggle()?.click();
  await vi.waitFor(() => expect(found()).toHaveLength(1));
  found()[0]?.click();
  await form.updateComplete;
}

it('a chosen contact is filled in and sent as a card that WhatsApp can start a chat from', async () => {
  await pick();
  expect(search()).toBeNull();
  submit();
  expect(sent.map(({ content }) => content)).toEqual([
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Pia Plumber', first_name: 'Pia', last_name: 'Plumber' },
          phones: [{ phone: '+15550100007', type: 'CELL', wa_id: '15550100007' }],
        },
      ],
    },
  ]);
});

it('a number that was changed after a contact was chosen is not sent as that contact’s', async () => {
  await pick();
  const phone = form.renderRoot.querySelector<HTMLInputElement>('[name=phone]');
  if (!phone) throw new Error('There is no field');
  phone.value = '+15550100008';
  phone.dispatchEvent(new InputEvent('input'));
  await form.updateComplete;
  submit();
  expect(sent.map(({ content }) => content)).toMatchObject([
    { contacts: [{ phones: [{ phone: '+15550100008', type: 'CELL' }] }] },
  ]);
  expect(JSON.stringify(sent[0]?.content)).not.toContain('wa_id');
});

it('Escape closes the list of contacts and not what it lies in', async () => {
  toggle()?.click();
  await vi.waitFor(() => expect(found()).toHaveLength(1));
  const outside = vi.fn();
  document.body.addEventListener('keydown', outside, { once: true });
  const press = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true });
  search()?.renderRoot.querySelector('input')?.dispatchEvent(press);
  await vi.waitFor(() => expect(search()).toBeNull());
  expect(outside).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(form.shadowRoot?.activeElement).toBe(toggle()));
});
