import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import type { ConsoleMenu } from '../../ui/overlays/menu.ts';

export interface SendActions {
  isDisabled: boolean;
  sendLater(): void;
  sendAndResolve(): void;
}

/** Send, and the menu of other ways to send. It submits the form around it. */
export function renderSendButton({ isDisabled, sendLater, sendAndResolve }: SendActions) {
  const choose = (run: () => void) => (event: Event) => {
    const { currentTarget } = event;
    if (currentTarget instanceof Element) currentTarget.closest<ConsoleMenu>('agent-console-menu')?.close();
    run();
  };
  return html`<div class="sending">
    <button class="primary" aria-label=${strings.send} ?disabled=${isDisabled}>
      <span class="word">${strings.send}</span><span class="icon">${icons.send}</span>
    </button>
    <agent-console-menu
      icon
      rises
      side="end"
      name=${strings.compose.sendOptions}
      label=${strings.compose.sendOptions}
    >
      <span slot="mark">${icons.chevronDown}</span>
      <button type="button" class="item" @click=${choose(sendLater)}>
        ${icons.calendar} ${strings.sendLater}
      </button>
      <button type="button" class="item" ?disabled=${isDisabled} @click=${choose(sendAndResolve)}>
        ${icons.sendAndResolve} ${strings.compose.sendAndResolve}
      </button>
    </agent-console-menu>
  </div>`;
}
