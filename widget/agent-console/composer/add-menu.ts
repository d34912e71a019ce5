import { html, nothing } from 'lit';
import { strings } from '../../locales/strings.ts';
import { formKinds, formNames } from './forms/filled-forms.ts';
import type { FormKind } from './forms/form-fields.ts';

export interface AddMenu {
  /** Whether the phone number is known. The menu offers to request it only if it is not. */
  hasPhone: boolean;
  chooseFiles(): void;
  openForm(kind: FormKind): void;
  chooseReply(): void;
  chooseTemplate(): void;
  sendLater(): void;
  askLocation(): void;
  askPhone(): void;
}

/** The menu of things to add to a message, or to send in place of one. */
export function renderAddMenu(menu: AddMenu) {
  return html`<div class="menu" role="group" aria-label=${strings.add}>
    <button class="plain" @click=${menu.chooseFiles}>${strings.attach}</button>
    ${formKinds.map(
      (kind) =>
        html`<button class="plain" @click=${() => menu.openForm(kind)}>${strings[formNames[kind]]}</button>`,
    )}
    <button class="plain" @click=${menu.chooseReply}>${strings.savedReplies}</button>
    <button class="plain" @click=${menu.chooseTemplate}>${strings.templates}</button>
    <button class="plain" @click=${menu.sendLater}>${strings.sendLater}</button>
    <button class="plain" @click=${menu.askLocation}>${strings.askLocation}</button>
    ${menu.hasPhone ? nothing : html`<button class="plain" @click=${menu.askPhone}>${strings.askPhone}</button>`}
  </div>`;
}
