/** Meta's library of templates, and one that is created from it. */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LibraryCreate } from '../../../../../../widget/agent-console/settings/templates/starters/library-form.ts';
import { TemplateLibrary } from '../../../../../../widget/agent-console/settings/templates/starters/template-library.ts';
import { ApiClient } from '../../../../../../widget/client/api/api-client.ts';
import type { ListedLibraryTemplate } from '../../../../../../worker/api/templates/templates.ts';

const shipped: ListedLibraryTemplate = {
  ...{ id: '1', name: 'shipped', language: 'en_US', category: 'UTILITY', obstacle: null, footer: '' },
  ...{ topic: 'ORDER_MANAGEMENT', usecase: 'SHIPMENT', industry: ['E_COMMERCE'], header: '' },
  ...{ body: 'Order {{1}} has left our shop.', body_params: ['17'], body_param_types: ['TEXT'] },
  buttons: [
    { type: 'URL', text: 'Track', url: '' },
    { type: 'QUICK_REPLY', text: 'Thanks', url: '' },
    { type: 'PHONE_NUMBER', text: 'Call us', url: '' },
  ],
};
const refused: ListedLibraryTemplate = {
  ...shipped,
  ...{ id: '2', name: 'refused', topic: 'PAYMENTS', obstacle: 'footer_too_long' },
};
let library: TemplateLibrary;
let listed: ListedLibraryTemplate[];
let sent: unknown[];

beforeEach(async () => {
  sent = [];
  listed = [shipped, refused];
  vi.stubGlobal('fetch', async (_: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'GET') return Response.json({ templates: listed });
    sent.push(JSON.parse(String(body)));
    return Response.json({ id: '905', status: 'APPROVED', category: 'UTILITY' }, { status: 201 });
  });
  await open();
});

async function open(): Promise<void> {
  library = new TemplateLibrary();
  library.api = new ApiClient('https://inbox.example', async () => 'token');
  Object.assign(library, { number: { id: '1' } });
  document.body.replaceChildren(library);
  await vi.waitFor(() => expect(entries()).toHaveLength(2));
}
afterAll(() => vi.unstubAllGlobals());

const entries = () => [...library.renderRoot.querySelectorAll<HTMLButtonElement>('.starters button')];
const form = () => library.renderRoot.querySelector('agent-console-library-form');
function field(name: string): HTMLInputElement {
  const found = form()?.shadowRoot?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  if (!found) throw new Error(`There is no field ${name}`);
  return found;
}
async function fill(name: string, value: string): Promise<void> {
  field(name).value = value;
  field(name).dispatchEvent(new Event('input'));
  await form()?.updateComplete;
}
async function create(): Promise<void> {
  form()
    ?.shadowRoot?.querySelector('form')
    ?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await form()?.updateComplete;
}

describe('Meta’s library', () => {
  it('an entry that Meta refuses says why and cannot be chosen', () => {
    expect(entries().map(({ disabled }) => disabled)).toEqual([false, true]);
    expect(entries()[1]?.textContent).toContain('footer, which is too long');
  });

  it('shows the entries of a topic', async () => {
    const topics = library.renderRoot.querySelector<HTMLSelectElement>('select[aria-label="Any topic"]');
    if (!topics) throw new Error('There is no choice of topics');
    topics.value = 'PAYMENTS';
    topics.dispatchEvent(new Event('change'));
    await library.updateComplete;
    expect(entries().map(({ textContent }) => textContent.trim().split(/\s/)[0])).toEqual(['refused']);
  });

  it('an entry is created with a name and the targets of its link and phone', async () => {
    const created: string[] = [];
    library.addEventListener('library-create', (event) => {
      if (event instanceof LibraryCreate) created.push(event.created.id);
    });
    entries()[0]?.click();
    await library.updateComplete;
    await form()?.updateComplete;
    await create();
    expect([field('target-0').getAttribute('aria-invalid'), sent]).toEqual(['true', []]);
    await fill('name', 'Parcel has left');
    await fill('target-0', 'https://shop.example/orders/{{1}}');
    await fill('example-0', 'https://shop.example/orders/17');
    await fill('target-1', '+49 (30) 901820');
    await create();
    await vi.waitFor(() => expect(created).toEqual(['905']));
    expect(sent).toEqual([
      {
        ...{ name: 'parcel_has_left', language: 'en_US', category: 'UTILITY', entry: 'shipped' },
        buttons: [
          {
            type: 'URL',
            url: {
              base_url: 'https://shop.example/orders/',
              url_suffix_example: 'https://shop.example/orders/17',
            },
          },
          { type: 'PHONE_NUMBER', phone_number: '+4930901820' },
        ],
      },
    ]);
  });

  it('an entry about orders can be created with a phone number and a link to track the parcel', async () => {
    entries()[0]?.click();
    await library.updateComplete;
    await form()?.updateComplete;
    await fill('target-0', 'https://shop.example/orders');
    await fill('target-1', '+4930901820');
    field('add_contact_number').click();
    await form()?.updateComplete;
    field('add_track_package_link').click();
    await create();
    const bodyInputs = { add_contact_number: true, add_track_package_link: true };
    await vi.waitFor(() => expect(sent).toEqual([expect.objectContaining({ bodyInputs })]));
  });

  it('a code from the library expires after 1 to 90 minutes', async () => {
    listed = [{ ...shipped, category: 'AUTHENTICATION', buttons: [] }, refused];
    await open();
    entries()[0]?.click();
    await library.updateComplete;
    await form()?.updateComplete;
    await fill('expiry', '91');
    await create();
    expect([field('expiry').getAttribute('aria-invalid'), sent]).toEqual(['true', []]);
    await fill('expiry', '10');
    field('security').click();
    await create();
    const bodyInputs = { add_security_recommendation: true, code_expiration_minutes: 10 };
    await vi.waitFor(() => expect(sent).toEqual([expect.objectContaining({ bodyInputs })]));
  });
});
