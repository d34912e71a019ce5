import { html, type TemplateResult } from 'lit';
import '../../../widget/message-us/message-us.ts';
import type { MessageUs } from '../../../widget/message-us/message-us.ts';
import type { ButtonSettings } from '../../../worker/api/numbers/button.ts';
import type { Pages, Specimen } from '../specimen.ts';

const phone = '+1 555 078 3881';
const settings: ButtonSettings = {
  name: 'Lumen Pottery',
  status: 'Usually answers within an hour',
  greeting: ['Hello! How can we help?', 'أهلا وسهلا'],
};
const always = { timeZone: 'Europe/Berlin', week: {} };

async function open(element: HTMLElement): Promise<void> {
  const button: Partial<MessageUs> = element;
  await button.open?.();
  // The card has its own files.
  for (let frame = 0; frame < 120 && !isCardOpen(element); frame += 1)
    await new Promise(requestAnimationFrame);
}

const isCardOpen = (element: HTMLElement) => 'isCardOpen' in element && element.isCardOpen === true;

const card = (state: string, more: ButtonSettings, extras: Partial<Specimen> = {}): Specimen => ({
  state: `card: ${state}`,
  isFramed: true,
  box: { height: 600 },
  render: () =>
    html`<message-us number=${phone} floating card .settings=${{ ...settings, ...more }}></message-us>`,
  act: open,
  ...extras,
});

const button = (state: string, render: () => TemplateResult): Specimen => ({ state, render });

export const pages: Pages = {
  'message-us': [
    button('usual', () => html`<message-us number=${phone}></message-us>`),
    button(
      'green, compact',
      () => html`<message-us number=${phone} color="green" size="compact"></message-us>`,
    ),
    button(
      'white, with a badge',
      () => html`<message-us number=${phone} color="white" badge="1"></message-us>`,
    ),
    button(
      'a color of its own',
      () => html`<message-us number=${phone} color="#7a1fa2" border-radius="4"></message-us>`,
    ),
    button('icon', () => html`<message-us number=${phone} shows="icon"></message-us>`),
    button('label', () => html`<message-us number=${phone} shows="label" label="Ask a potter"></message-us>`),
    {
      state: 'floating',
      isFramed: true,
      box: { height: 160 },
      render: () => html`<message-us number=${phone} floating badge="2"></message-us>`,
    },
    card('one business', {}),
    card('people to choose', {
      agents: [
        { name: 'Ana Duarte', role: 'Shop' },
        { name: 'Jonas Weber', role: 'Wholesale', hours: always },
      ],
    }),
    card('closed', { hours: always, closed: { text: 'We are back on Monday.', takesMessages: false } }),
    card('consent', {
      consent: {
        text: 'WhatsApp receives your number.',
        url: 'https://lumen.example/privacy',
        isRequired: true,
      },
    }),
  ],
};
