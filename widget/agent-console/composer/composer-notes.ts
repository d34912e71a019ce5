/**
 * The notes around the field: the quoted message, the closed window, the link preview, and files that are not stored.
 */
import { html, nothing } from 'lit';
import type { Quoted } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { lineText } from '../content/line-text.ts';

export function renderQuote({ content, direction }: Quoted, remove: () => void) {
  return html`<div class="replying">
    <span class="quoted">
      <strong>${direction === 'in' ? strings.compose.replyTo : strings.compose.replyToUs}</strong>
      <span dir="auto">${lineText(content, direction)}</span>
    </span>
    <button class="round" aria-label=${strings.removeQuote} @click=${remove}>${icons.close}</button>
  </div>`;
}

/** While the window is closed, a text can wait here until the contact has answered a template. */
export function renderClosed({ typed, chooseTemplate }: { typed: () => void; chooseTemplate: () => void }) {
  return html`<p class="closed" role="status">
      <strong>${strings.windowIsClosed}</strong> ${strings.windowIsClosedHint}
    </p>
    <div class="held">
      <textarea
        aria-label=${strings.draftReply}
        rows="1"
        dir="auto"
        placeholder=${strings.draftReply}
        @input=${typed}
      ></textarea>
      <button class="primary" @click=${chooseTemplate}>${strings.chooseTemplate}</button>
    </div>`;
}

/** The browser stores nothing here, or has no room. */
export function renderHeld(isHeld: boolean) {
  return isHeld ? html`<p class="problem" role="status">${strings.draftNotKept}</p>` : nothing;
}

/** Whether WhatsApp shows the page of a link. */
export function renderPreviewSwitch(isOn: boolean, change: (isOn: boolean) => void) {
  return html`<label class="switch">
    <input
      type="checkbox"
      .checked=${isOn}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) change(target.checked);
      }}
    />
    ${strings.linkPreview}
  </label>`;
}
