import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { keysText } from '../../ui/keyboard/shortcuts.ts';
import { formatKeys, formatOf } from './format-keys.ts';
import { type FormatMark, toggleFormat } from './format-marks.ts';
import { replaceText } from './insert-text.ts';
import { selectionBox } from './selection-box.ts';

export interface FormatBarHost {
  readonly renderRoot: DocumentFragment | HTMLElement;
  readonly field: HTMLTextAreaElement | null;
}

const marks: readonly (readonly [mark: FormatMark, icon: unknown])[] = [
  ['bold', icons.bold],
  ['italic', icons.italic],
  ['strike', icons.strike],
  ['mono', icons.code],
  ['list', icons.list],
  ['numbers', icons.numberedList],
  ['quote', icons.quote],
];

/** The bar with formats, which appears beside a selection in the field, and the keys that do the same. */
export class FormatBar {
  #host: FormatBarHost;

  constructor(host: FormatBarHost) {
    this.#host = host;
  }

  /** Whether the key was one of these. */
  press(event: KeyboardEvent): boolean {
    const mark = formatOf(event);
    if (mark === null) return false;
    this.#apply(mark);
    return true;
  }

  /** The selection may have changed. */
  look = (): void => {
    const { field } = this.#host;
    const selected = field?.matches(':focus')
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : '';
    this.#show(selected.trim() !== '');
  };

  /** Hides it, unless the focus went to one of its buttons. */
  left = ({ relatedTarget }: FocusEvent): void => {
    const isInside = relatedTarget instanceof Node && this.#bar?.contains(relatedTarget) === true;
    if (!isInside) this.#show(false);
  };

  render() {
    return html`<div class="formats" popover="manual" role="toolbar" aria-label=${strings.compose.formats}>
      ${marks.map(([mark, icon]) => {
        const keys = formatKeys.find(([other]) => other === mark)?.[1] ?? '';
        return html`<button
          type="button"
          class="icon-button"
          aria-label=${strings.compose[mark]}
          title=${strings.compose.withKeys(strings.compose[mark], keysText(keys).join(' '))}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => this.#apply(mark)}
          @focusout=${this.left}
        >
          ${icon}
        </button>`;
      })}
    </div>`;
  }

  get #bar(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.formats');
  }

  #apply(mark: FormatMark): void {
    const { field } = this.#host;
    if (!field) return;
    const { value: text, selectionStart: start, selectionEnd: end } = field;
    const change = toggleFormat({ text, start, end }, mark);
    replaceText(field, change.insert, change.from, change.to);
    field.setSelectionRange(change.start, change.end);
    this.look();
  }

  #show(isShown: boolean): void {
    const { field } = this.#host;
    const bar = this.#bar;
    // A bar that was removed from the page is hidden, and the browser throws if it is hidden again.
    if (!bar?.isConnected || !('showPopover' in bar)) return;
    bar.togglePopover(isShown);
    if (!isShown || !field) return;
    const { top, bottom, left, right } = selectionBox(field);
    const { width, height } = bar.getBoundingClientRect();
    // The browser's own bar is above a selection on a phone.
    const isBelow = matchMedia('(pointer: coarse)').matches || top - height - 8 < 0;
    bar.style.top = `${isBelow ? bottom + 8 : top - height - 8}px`;
    const start = (left + right - width) / 2;
    bar.style.left = `${Math.max(8, Math.min(start, window.innerWidth - width - 8))}px`;
  }
}
