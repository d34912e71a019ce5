/** The page that writes a template: the order of buttons, Flows, codes, offers and cards. */
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import {
  emptyDefinition,
  newButton,
  put,
  withCategory,
  withKind,
} from '../../../../../../widget/agent-console/settings/templates/builder/definition-edit.ts';
import { TemplateBuilder } from '../../../../../../widget/agent-console/settings/templates/builder/template-builder.ts';
import { ApiClient } from '../../../../../../widget/client/api/api-client.ts';
import type { TemplateDefinition } from '../../../../../../worker/whatsapp/templates/definition.ts';

let builder: TemplateBuilder;
/** The draft, as it was saved last. */
let saved: TemplateDefinition | null = null;
let answers: Record<string, () => Response | Promise<Response>>;

// A page that is left still saves its draft, which must not leave the test.
afterAll(() => vi.unstubAllGlobals());

async function open(definition: TemplateDefinition): Promise<void> {
  saved = null;
  answers = { ...answers };
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const at = `${method} ${new URL(url).pathname.replace('/api/inboxes/1', '')}`;
    if (at.endsWith('/template-check')) return Response.json({ problems: [] });
    if (at.includes('/template-drafts')) {
      const sent: { definition: TemplateDefinition } = JSON.parse(String(body));
      saved = sent.definition;
      const by = { id: 'ana', name: 'Ana' };
      return Response.json({ id: 'd1', ...sent, base: null, revision: 1, updatedAt: 0, updatedBy: by });
    }
    return answers[at]?.() ?? Response.json({ error: { code: 'not_found', message: at } }, { status: 404 });
  });
  builder = new TemplateBuilder();
  builder.api = new ApiClient('https://inbox.example', async () => 'token');
  Object.assign(builder, { number: { id: '1' } });
  builder.start = { definition, base: null, draft: null };
  document.body.replaceChildren(builder);
  await builder.updateComplete;
}

afterEach(() => {
  document.body.replaceChildren();
  answers = {};
});
answers = {};

const all = (selector: string) => [...builder.renderRoot.querySelectorAll<HTMLElement>(selector)];
function one<Found extends HTMLElement>(selector: string): Found {
  const found = builder.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}
const byId = (id: string) => one<HTMLInputElement>(`[id="${id}"]`);
async function type(id: string, text: string): Promise<void> {
  byId(id).value = text;
  byId(id).dispatchEvent(new Event('input'));
  await builder.updateComplete;
}
async function choose(id: string, value: string): Promise<void> {
  byId(id).value = value;
  byId(id).dispatchEvent(new Event('change'));
  await builder.updateComplete;
}
async function press(text: string): Promise<void> {
  const button = all('button').find(({ textContent }) => textContent.trim() === text);
  if (!button) throw new Error(`There is no button ${text}`);
  button.click();
  await builder.updateComplete;
}
/** The draft is saved a moment after the last change. */
const draft = async (): Promise<TemplateDefinition> => {
  await vi.waitFor(() => expect(saved).not.toBeNull(), { timeout: 5_000 });
  if (!saved) throw new Error('Nothing was saved');
  return saved;
};
const part = async (kind: string) => (await draft()).components.find(({ type: one }) => one === kind);

describe('the order of buttons', () => {
  const named = (texts: readonly string[]) =>
    put(emptyDefinition('en'), {
      type: 'BUTTONS',
      buttons: texts.map((text) => ({ ...newButton('QUICK_REPLY'), text })),
    });
  const texts = () => all('.buttons > li').map((_, index) => byId(`buttons.${index}.text`).value);
  const press = async (id: string) => {
    byId(id).focus();
    byId(id).click();
    await builder.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  const focused = () => builder.shadowRoot?.activeElement?.id;

  it('a button that is moved keeps the focus, so that it moves on with the same key', async () => {
    await open(named(['A', 'B', 'C']));
    await press('buttons.0.down');
    expect([texts(), focused()]).toEqual([['B', 'A', 'C'], 'buttons.1.down']);
    await press('buttons.1.down');
    // The last one cannot go further, so the focus is on the way back.
    expect([texts(), focused()]).toEqual([['B', 'C', 'A'], 'buttons.2.up']);
    await press('buttons.2.up');
    expect([texts(), focused()]).toEqual([['B', 'A', 'C'], 'buttons.1.up']);
  });

  it('the focus stays in the list when a button is removed', async () => {
    await open(named(['A', 'B']));
    await press('buttons.1.remove');
    expect([texts(), focused()]).toEqual([['A'], 'buttons.0.remove']);
  });

  it('a button is dragged to another place, but not into another list', async () => {
    await open(named(['A', 'B', 'C']));
    const drop = async (data: string, to: number) => {
      const transfer = new DataTransfer();
      transfer.setData('text/plain', data);
      const event = new Event('drop', { cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: transfer });
      all('.buttons > li')[to]?.dispatchEvent(event);
      await builder.updateComplete;
    };
    await drop('2 buttons', 0);
    expect(texts()).toEqual(['C', 'A', 'B']);
    await drop('0 cards.0.buttons', 2);
    expect(texts()).toEqual(['C', 'A', 'B']);
  });
});

describe('a button that opens a Flow', () => {
  const withFlow = put(emptyDefinition('en'), { type: 'BUTTONS', buttons: [newButton('FLOW')] });

  it('offers the Flows of the account, those that can be sent first', async () => {
    answers['GET /flows'] = () =>
      Response.json({
        flows: [
          { id: '1', name: 'Another', status: 'DRAFT' },
          { id: '2', name: 'Visit', status: 'PUBLISHED' },
        ],
      });
    await open(withFlow);
    await vi.waitFor(() => expect(byId('buttons.0.flow_id').tagName).toBe('SELECT'));
    const options = [...byId('buttons.0.flow_id').querySelectorAll('option')];
    expect(options.map(({ textContent }) => textContent.trim())).toEqual([
      'Choose a Flow',
      'Visit',
      'Another (not published)',
    ]);
    await choose('buttons.0.flow_id', '2');
    await choose('buttons.0.flow_action', 'data_exchange');
    expect(await part('BUTTONS')).toMatchObject({
      buttons: [{ type: 'FLOW', flow_id: '2', flow_action: 'data_exchange' }],
    });
  });

  it('takes a pasted id where the account lists none', async () => {
    answers['GET /flows'] = () => Response.json({ flows: [] });
    await open(withFlow);
    await type('buttons.0.flow_id', '7301');
    await type('buttons.0.navigate_screen', 'WELCOME');
    expect(await part('BUTTONS')).toMatchObject({
      buttons: [{ flow_id: '7301', navigate_screen: 'WELCOME' }],
    });
  });
});

describe('a code', () => {
  const code = withCategory(emptyDefinition('en'), 'AUTHENTICATION');

  it('that is filled in by one tap needs an app', async () => {
    await open(code);
    await choose('buttons.0.otp_type', 'ONE_TAP');
    await type('buttons.0.supported_apps.0.package_name', 'com.example.app');
    await type('buttons.0.supported_apps.0.signature_hash', 'K8a+AINcGX7');
    expect(await part('BUTTONS')).toMatchObject({
      buttons: [
        {
          ...{ type: 'OTP', otp_type: 'ONE_TAP' },
          supported_apps: [{ package_name: 'com.example.app', signature_hash: 'K8a+AINcGX7' }],
        },
      ],
    });
  });

  it('that needs no tap has Meta’s terms, which a code to copy no longer has', async () => {
    await open(code);
    await choose('buttons.0.otp_type', 'ZERO_TAP');
    byId('buttons.0.zero_tap_terms_accepted').click();
    await builder.updateComplete;
    expect(await part('BUTTONS')).toMatchObject({
      buttons: [{ otp_type: 'ZERO_TAP', zero_tap_terms_accepted: true }],
    });
    saved = null;
    await choose('buttons.0.otp_type', 'COPY_CODE');
    const buttons = await part('BUTTONS');
    expect(JSON.stringify(buttons)).not.toMatch(/supported_apps|zero_tap/);
  });
});

describe('the time in which a template is delivered', () => {
  it('is chosen within the range of the category, and is WhatsApp’s own again in another category', async () => {
    await open(emptyDefinition('en'));
    const names = [...byId('lifetime').querySelectorAll('option')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(names).toEqual(['WhatsApp’s default', '30 minutes', '1 hour', '6 hours', '12 hours']);
    await choose('lifetime', '21600');
    expect(await draft()).toMatchObject({ category: 'UTILITY', message_send_ttl_seconds: 21_600 });
    saved = null;
    await choose('category', 'MARKETING');
    expect(await draft()).not.toHaveProperty('message_send_ttl_seconds');
    expect(builder.renderRoot.querySelector('#lifetime')).toBeNull();
  });
});

describe('a limited-time offer', () => {
  it('has a line, an end and a picture, and no footer', async () => {
    await open(withKind(emptyDefinition('en'), 'offer'));
    await type('offer', 'Ends on Sunday');
    expect(await part('LIMITED_TIME_OFFER')).toMatchObject({
      limited_time_offer: { text: 'Ends on Sunday', has_expiration: true },
    });
    expect(builder.renderRoot.querySelector('[id=footer]')).toBeNull();
    const formats = [...byId('header.format').querySelectorAll('option')].map(({ value }) => value);
    expect(formats).toEqual(['NONE', 'IMAGE', 'VIDEO']);
  });
});

describe('a carousel', () => {
  it('gets a card like the last one, and has at least two', async () => {
    await open(withKind(emptyDefinition('en'), 'carousel'));
    expect(all('.card-part')).toHaveLength(2);
    await press('Add card');
    expect(all('.card-part')).toHaveLength(3);
    await press('Remove: Card 3');
    expect(all('.card-part')).toHaveLength(2);
    expect(all('.card-part button').filter(({ textContent }) => textContent.includes('Remove'))).toEqual([]);
  });
});

describe('an example file', () => {
  it('goes into what the agent has written while it was uploaded', async () => {
    let arrive = (_: Response) => {};
    answers['POST /template-samples'] = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    await open(put(emptyDefinition('en'), { type: 'HEADER', format: 'IMAGE' }));
    const file = new File(['JPEG'], 'bowl.jpg', { type: 'image/jpeg' });
    Object.defineProperty(byId('header'), 'files', { value: [file], configurable: true });
    byId('header').dispatchEvent(new Event('change'));
    await type('body', 'Written meanwhile.');
    arrive(Response.json({ handle: 'sample:bowl' }, { status: 201 }));
    await vi.waitFor(async () =>
      expect((await draft()).components).toMatchObject([
        { type: 'HEADER', example: { header_handle: ['sample:bowl'] } },
        { type: 'BODY', text: 'Written meanwhile.' },
      ]),
    );
  });
});
