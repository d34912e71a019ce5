/** A menu that puts a variable into a text field, where the cursor is. */
import { html } from 'lit';
import { automationWords as words } from '../../../locales/automation.ts';
import { icons } from '../../../theme/icons.ts';
import '../../ui/overlays/menu.ts';
import type { ConsoleMenu } from '../../ui/overlays/menu.ts';
import { variableNames, variableTitle } from './variables.ts';

/** `field` is the id of the field in the same shadow root. Needs `menuItems`. */
export function renderInsertVariable(field: string, text: string, change: (text: string) => void) {
  return html`<agent-console-menu class="insert" name=${words.insertVariable} label=${words.insertVariable}>
    <span slot="mark" aria-hidden="true">${icons.plus}</span>
    ${variableNames.map(
      (name) =>
        html`<button
          type="button"
          class="item"
          @click=${(event: Event) => {
            const control = controlOf(event, field);
            const [from, to] = [control?.selectionStart ?? text.length, control?.selectionEnd ?? text.length];
            const variable = `{{${name}}}`;
            change(text.slice(0, from) + variable + text.slice(to));
            closeMenu(event);
            if (!control) return;
            control.focus();
            requestAnimationFrame(() =>
              control.setSelectionRange(from + variable.length, from + variable.length),
            );
          }}
        >
          ${variableTitle(name)}
        </button>`,
    )}
  </agent-console-menu>`;
}

function controlOf({ currentTarget }: Event, id: string): HTMLTextAreaElement | HTMLInputElement | null {
  const root = currentTarget instanceof HTMLElement ? currentTarget.getRootNode() : null;
  const found = root instanceof ShadowRoot ? root.getElementById(id) : null;
  return found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement ? found : null;
}

function closeMenu({ currentTarget }: Event): void {
  const menu =
    currentTarget instanceof HTMLElement ? currentTarget.closest<ConsoleMenu>('agent-console-menu') : null;
  menu?.close();
}
