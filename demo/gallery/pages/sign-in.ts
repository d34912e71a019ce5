import { html } from 'lit';
import '../../../widget/agent-console/shell/session/sign-in.ts';
import '../../../widget/sign-in/sign-in.ts';
import type { Pages } from '../specimen.ts';

const box = { height: 480 };

export const pages: Pages = {
  'agent-console-sign-in': [
    {
      state: 'at the Worker',
      render: () => html`<agent-console-sign-in .worker=${location.origin}></agent-console-sign-in>`,
    },
    {
      state: 'on another site',
      render: () =>
        html`<agent-console-sign-in .worker=${'https://inbox.lumen.example'}></agent-console-sign-in>`,
    },
  ],
  'sign-in-page': [
    { state: 'usual', isFramed: true, box, render: () => html`<sign-in-page></sign-in-page>` },
    {
      state: 'for another site',
      isFramed: true,
      box,
      address: 'for=https://intranet.lumen.example',
      render: () => html`<sign-in-page></sign-in-page>`,
    },
    {
      state: 'invited',
      isFramed: true,
      box,
      address: 'invitation=4f2a9c',
      render: () => html`<sign-in-page></sign-in-page>`,
    },
  ],
};
