import { html, nothing } from 'lit';
import type { Setup } from '../../../../worker/api/numbers/connections.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { icons } from '../../../theme/icons.ts';
import { momentText } from '../../ui/time/times.ts';
import './copy-field.ts';
import { linked } from './linked.ts';

/** What to paste at Meta, for a callback that could not be set automatically. */
export function renderByHand({ url, verifyToken, handshakeAt }: Setup['webhook'], appId: string | null) {
  return html`<section aria-labelledby="by-hand">
    <h3 id="by-hand">${words.byHand}</h3>
    <p>${linked(words.byHandHint, appId)}</p>
    <agent-console-copy .label=${words.callbackUrl} .text=${url}></agent-console-copy>
    <agent-console-copy .label=${words.verifyToken} .text=${verifyToken}></agent-console-copy>
    <p class="verified" role="status" data-verified=${handshakeAt !== null}>
      <span class="mark ${handshakeAt === null ? '' : 'done'}" aria-hidden="true"
        >${handshakeAt === null ? nothing : icons.check}</span
      >
      <span>${handshakeAt === null ? words.waitingForMeta : words.verified(momentText(handshakeAt))}</span>
    </p>
  </section>`;
}
