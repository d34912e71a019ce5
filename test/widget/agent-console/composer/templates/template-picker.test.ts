import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  TemplateChosen,
  type TemplatePicker,
} from '../../../../../widget/agent-console/composer/templates/template-picker.ts';
import type { OptIn } from '../../../../../widget/agent-console/content/cards/template-terms.ts';
import { template } from '../../../../../worker/whatsapp/sending/templates/template.ts';

const visit = v.parse(template, {
  id: '1',
  name: 'visit',
  language: 'en_US',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Hello {{1}}, we are at {{2}} on that day.' }],
});
const invoice = v.parse(template, {
  id: '2',
  name: 'invoice',
  language: 'en_US',
  status: 'APPROVED',
  components: [
    { type: 'HEADER', format: 'DOCUMENT' },
    { type: 'BODY', text: 'Your invoice.' },
  ],
});
let picker: TemplatePicker;
let sent: TemplateChosen[];

beforeEach(async () => {
  picker = document.createElement('agent-console-templates');
  picker.load = async () => ({ templates: [visit], fetchedAt: 0 });
  sent = [];
  picker.addEventListener('template-chosen', (event) => {
    if (event instanceof TemplateChosen) sent.push(event);
  });
  document.body.replaceChildren(picker);
  await picker.updateComplete;
  await expect.poll(() => picker.shadowRoot?.querySelector('.found button')).toBeTruthy();
  picker.shadowRoot?.querySelector<HTMLElement>('.found button')?.click();
  await picker.updateComplete;
});

const field = (name: string) => {
  const found = picker.shadowRoot?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  if (!found) throw new Error(`There is no field ${name}`);
  return found;
};
async function fill(name: string, value: string): Promise<void> {
  field(name).value = value;
  field(name).dispatchEvent(new InputEvent('input'));
  await picker.updateComplete;
}
async function submit(): Promise<void> {
  picker.shadowRoot?.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await picker.updateComplete;
}

describe('a template that is filled in', () => {
  it('a value that WhatsApp would reject is reported at its field, and nothing is sent', async () => {
    await fill('body.1', 'Ada');
    await fill('body.2', '12     High Street');
    await submit();
    expect(sent).toEqual([]);
    const wrong = field('body.2');
    expect(wrong.getAttribute('aria-invalid')).toBe('true');
    const problem = picker.shadowRoot?.getElementById(wrong.getAttribute('aria-describedby') ?? '');
    expect(problem?.textContent).toBe('Use at most four spaces in a row here.');
    expect(field('body.1').getAttribute('aria-invalid')).toBe('false');
  });

  it('an empty template field is reported only after an attempt to send', async () => {
    expect(field('body.1').getAttribute('aria-invalid')).toBe('false');
    await submit();
    expect(field('body.1').getAttribute('aria-invalid')).toBe('true');
    expect(picker.shadowRoot?.querySelector('[role=alert]')?.textContent).toBe('2 fields are still empty.');
  });

  it('pasted lines are joined with spaces', async () => {
    const data = new DataTransfer();
    data.setData('text/plain', '12 High Street\r\nHove');
    const paste = new ClipboardEvent('paste', { clipboardData: data, cancelable: true });
    field('body.2').dispatchEvent(paste);
    await picker.updateComplete;
    await fill('body.1', 'Ada');
    await submit();
    expect(sent[0]?.content).toMatchObject({
      template: { components: [{ parameters: [{ text: 'Ada' }, { text: '12 High Street Hove' }] }] },
    });
  });

  it('a template that is too long once filled in is not sent', async () => {
    await fill('body.1', 'x'.repeat(600));
    await fill('body.2', 'y'.repeat(600));
    await submit();
    expect(sent).toEqual([]);
    expect(picker.shadowRoot?.querySelector('[role=alert]')?.textContent).toContain('more than 1,024');
  });
});

describe('a template with a document', () => {
  beforeEach(async () => {
    picker = document.createElement('agent-console-templates');
    picker.load = async () => ({ templates: [invoice], fetchedAt: 0 });
    picker.upload = async () => 'upload-1';
    picker.addEventListener('template-chosen', (event) => {
      if (event instanceof TemplateChosen) sent.push(event);
    });
    document.body.replaceChildren(picker);
    await expect.poll(() => picker.shadowRoot?.querySelector('.found button')).toBeTruthy();
    picker.shadowRoot?.querySelector<HTMLElement>('.found button')?.click();
    await picker.updateComplete;
  });

  async function attach(name: string): Promise<void> {
    const input = field('header.media');
    const files = [new File(['%PDF'], name, { type: 'application/pdf' })];
    Object.defineProperty(input, 'files', { value: files, configurable: true });
    input.dispatchEvent(new Event('change'));
    await expect.poll(() => picker.shadowRoot?.querySelector('small')?.textContent).toContain(name);
  }
  const documents = () => sent.map(({ content }) => content);
  const sentAs = (document: object) =>
    expect.objectContaining({
      template: expect.objectContaining({
        components: [{ type: 'header', parameters: [{ type: 'document', document }] }],
      }),
    });

  it('a template document is sent under its own name', async () => {
    await attach('scan-0042.pdf');
    expect(field('header.filename').value).toBe('scan-0042.pdf');
    await attach('scan-0043.pdf');
    await submit();
    expect(documents()).toEqual([sentAs({ id: 'upload-1', filename: 'scan-0043.pdf' })]);
  });

  it('a template document is sent under the agent’s name for it, even if the file is replaced', async () => {
    await attach('scan-0042.pdf');
    await fill('header.filename', 'Invoice March.pdf');
    await attach('scan-0043.pdf');
    await submit();
    expect(documents()).toEqual([sentAs({ id: 'upload-1', filename: 'Invoice March.pdf' })]);
  });

  it('a linked document is sent without a name, and a name that is too long is reported', async () => {
    await fill('header.media.link', 'https://shop.example/invoice.pdf');
    await fill('header.filename', 'x'.repeat(241));
    await submit();
    expect([sent, field('header.filename').getAttribute('aria-invalid')]).toEqual([[], 'true']);
    await fill('header.filename', '');
    await submit();
    expect(documents()).toEqual([sentAs({ link: 'https://shop.example/invoice.pdf' })]);
  });
});

describe('what it takes to send a template', () => {
  const sale = v.parse(template, {
    id: '3',
    name: 'sale',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    message_send_ttl_seconds: 43_200,
    components: [{ type: 'BODY', text: 'The sale begins.' }],
  });
  const code = v.parse(template, {
    ...{ id: '4', name: 'code', language: 'en_US', status: 'APPROVED', category: 'UTILITY' },
    components: [{ type: 'BODY', text: 'Your order is ready.' }],
  });

  async function choose(optIn: OptIn | null, name: string): Promise<string> {
    picker = document.createElement('agent-console-templates');
    picker.load = async () => ({ templates: [sale, code], fetchedAt: 0 });
    picker.optIn = optIn;
    document.body.replaceChildren(picker);
    const rows = () => [...(picker.shadowRoot?.querySelectorAll<HTMLElement>('.found button') ?? [])];
    await expect.poll(() => rows().length).toBe(2);
    const row = rows().find(({ textContent }) => textContent.includes(name));
    const listed = row?.textContent ?? '';
    row?.click();
    await picker.updateComplete;
    return listed;
  }
  const shown = (selector: string) =>
    picker.shadowRoot?.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim();

  it('each template says what WhatsApp charges it as, and how long it is tried', async () => {
    expect(await choose(null, 'sale')).toContain('Marketing rate');
    expect(shown('.fields .quiet')).toBe(
      'en_US · Marketing rate · WhatsApp tries to deliver it for 12 hours',
    );
    expect(await choose(null, 'code')).toContain('Utility rate');
  });

  it('a marketing template shows ways to get an opt-in unless the customer has opted in', async () => {
    await choose({ consent: null, marketingStoppedAt: null }, 'sale');
    expect(shown('.opt-in.missing p')).toContain('No opt-in or opt-out recorded.');
    expect(shown('.opt-in summary')).toBe('Ways to get an opt-in');
    await choose(
      { consent: { at: Date.UTC(2026, 0, 5), source: 'Checkout' }, marketingStoppedAt: null },
      'sale',
    );
    expect(shown('.opt-in p')).toContain('Opted in on');
    expect(shown('.opt-in details')).toBeUndefined();
    await choose({ consent: null, marketingStoppedAt: null }, 'code');
    expect(shown('.opt-in')).toBeUndefined();
  });
});

it('a picture in the header of one template is not shown in the preview of another', async () => {
  const templates = ['menu', 'poster'].map((name) =>
    v.parse(template, {
      ...{ id: name, name, language: 'en_US', status: 'APPROVED' },
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'Have a look.' },
      ],
    }),
  );
  picker = document.createElement('agent-console-templates');
  picker.load = async () => ({ templates, fetchedAt: 0 });
  picker.upload = async () => 'upload-1';
  document.body.replaceChildren(picker);
  const find = (selector: string) => picker.shadowRoot?.querySelector<HTMLElement>(selector);
  await expect.poll(() => find('.found li:first-child button')).toBeTruthy();
  find('.found li:first-child button')?.click();
  await picker.updateComplete;
  const files = [new File(['PNG'], 'menu.png', { type: 'image/png' })];
  Object.defineProperty(field('header.media'), 'files', { value: files });
  field('header.media').dispatchEvent(new Event('change'));
  await expect.poll(() => find('.preview img')).toBeTruthy();
  find('form button[type="button"]')?.click();
  await picker.updateComplete;
  find('.found li:last-child button')?.click();
  await picker.updateComplete;
  expect(find('.preview img')).toBeNull();
});
