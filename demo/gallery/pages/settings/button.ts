import { html } from 'lit';
import '../../../../widget/agent-console/settings/button/button-preview.ts';
import '../../../../widget/agent-console/settings/button/color-field.ts';
import '../../../../widget/agent-console/settings/button/hours-editor.ts';
import '../../../../widget/agent-console/settings/button/picture-field.ts';
import type { ButtonSettings } from '../../../../worker/api/numbers/button.ts';
import { number } from '../../fixtures/team.ts';
import type { Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const settings: ButtonSettings = {
  number: number.displayPhoneNumber,
  name: 'Lumen Pottery',
  status: 'Usually answers within an hour',
  greeting: ['Hello! How can we help?'],
  text: 'Hello',
};
const color = (value: string) => html`<agent-console-color .color=${value}></agent-console-color>`;
const picture = (address: string) =>
  html`<agent-console-picture .api=${apiWith()} .inbox=${number.id} .name=${'Ana'} .picture=${address}></agent-console-picture>`;
const preview = (floating: 'end' | 'start' | 'no', more: ButtonSettings = {}) =>
  html`<agent-console-button-preview
    .settings=${{ ...settings, ...more }}
    .floating=${floating}
  ></agent-console-button-preview>`;

export const pages: Pages = {
  'agent-console-color': [
    { state: 'usual', render: () => color('') },
    { state: 'low contrast with the page', render: () => color('green') },
    { state: 'a color of its own', render: () => color('#7a1fa2') },
    { state: 'not a color', render: () => color('nothing') },
  ],
  'agent-console-picture': [
    { state: 'none', render: () => picture('') },
    { state: 'a link', render: () => picture('data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=') },
  ],
  'agent-console-hours': [
    { state: 'usual', render: () => html`<agent-console-hours></agent-console-hours>` },
    {
      state: 'several spans and holidays',
      render: () =>
        html`<agent-console-hours
          .hours=${{
            timeZone: 'Europe/Berlin',
            week: { monday: '09:00-12:30, 13:30-18:00', saturday: '10:00-14:00' },
            days: { '2026-12-24': '09:00-12:00', '2026-12-25': '' },
          }}
        ></agent-console-hours>`,
    },
  ],
  'agent-console-button-preview': [
    { state: 'usual', render: () => preview('end') },
    { state: 'at the start, purple', render: () => preview('start', { color: '#7a1fa2' }) },
    { state: 'in the page, without a card', render: () => preview('no', { card: false }) },
  ],
};
