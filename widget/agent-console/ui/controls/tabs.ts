import { css, html, LitElement } from 'lit';
import { state } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../custom-element.ts';
import '../overlays/menu.ts';
import { type ConsoleMenu, type MenuToggle, menuItems } from '../overlays/menu.ts';
import { tokens } from '../tokens.ts';

/** Sums of fractions of a pixel differ by less. */
const rounding = 0.1;

/**
 * A row of buttons of which one is pressed: `<agent-console-tabs role="group" aria-label="…">` around
 * `<button class="tab" aria-pressed="…">`, with `tabStyles`. One of them is in the tab order, and the arrow keys go to the
 * others. Those that do not fit are in a menu at the end; the pressed one always is in the row.
 */
@customElement('agent-console-tabs')
export class ConsoleTabs extends LitElement {
  @state() private others: readonly HTMLButtonElement[] = [];
  /** Chosen in the menu. It gets the focus when it is in the row, unless the focus has moved on by then. */
  #chosen: HTMLButtonElement | null = null;
  /** What is in the open menu stays where it is, under the pointer. */
  #isOpen = false;
  #changes = new MutationObserver(() => this.#fit());
  #size = new ResizeObserver(() => this.#fit());

  static override readonly styles = [
    tokens,
    menuItems,
    css`
      :host {
        position: relative;
        display: flex;
        min-inline-size: 0;
        overflow: hidden;
      }
      ::slotted([hidden]) {
        display: none !important;
      }
      agent-console-menu {
        flex: none;
      }
      /* It stays in the page, because it is measured. */
      agent-console-menu.unused {
        position: absolute;
        visibility: hidden;
      }
      .item {
        min-inline-size: 160px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
    const what = { attributeFilter: ['aria-pressed'], characterData: true, childList: true, subtree: true };
    this.#changes.observe(this, what);
    this.addEventListener('keydown', this.#pressed);
    this.addEventListener('focusin', this.#entered);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#changes.disconnect();
    this.removeEventListener('keydown', this.#pressed);
    this.removeEventListener('focusin', this.#entered);
  }

  protected override firstUpdated(): void {
    if (this.#menu) this.#size.observe(this.#menu);
    this.#fit();
  }

  protected override render() {
    return html`<slot></slot>
      <agent-console-menu
        class=${this.others.length === 0 ? 'unused' : ''}
        side="end"
        name=${strings.more}
        label=${strings.more}
        @menu-toggle=${({ isOpen }: MenuToggle) => {
          this.#isOpen = isOpen;
          this.#fit();
        }}
      >
        ${this.others.map(
          (tab) => html`<button class="item" @click=${() => this.#choose(tab)}>
            <bdi>${tab.textContent?.trim()}</bdi>
          </button>`,
        )}
      </agent-console-menu>`;
  }

  get #tabs(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('.tab')];
  }

  get #menu(): ConsoleMenu | null {
    return this.renderRoot.querySelector('agent-console-menu');
  }

  get #hasFocusInMenu(): boolean {
    return this.shadowRoot?.activeElement === this.#menu;
  }

  /** Which of them have room, beside the menu for those that have none. */
  #fit(): void {
    if (this.#isOpen) return;
    const tabs = this.#tabs;
    for (const tab of tabs) tab.hidden = false;
    const widths = new Map(tabs.map((tab) => [tab, tab.getBoundingClientRect().width]));
    const needed = [...widths.values()].reduce((sum, width) => sum + width, 0);
    const pressed = tabs.find(isPressed);
    const others: HTMLButtonElement[] = [];
    // `clientWidth` is rounded, and can be less than the tabs that fit exactly.
    const { width: whole } = this.getBoundingClientRect();
    if (needed > whole + rounding) {
      const kept = (pressed && widths.get(pressed)) ?? 0;
      let room = whole - (this.#menu?.getBoundingClientRect().width ?? 0) - kept;
      for (const [tab, width] of widths) {
        if (tab === pressed) continue;
        // What comes after one without room goes into the menu with it, so that their order stays.
        if (others.length === 0 && width <= room) room -= width;
        else others.push(tab);
      }
    }
    for (const tab of others) tab.hidden = true;
    if (!isSame(others, this.others)) this.others = others;
    else if (others.length > 0) this.requestUpdate();
    if (pressed && pressed === this.#chosen) {
      this.#chosen = null;
      if (this.#hasFocusInMenu) pressed.focus();
    }
    this.#makeReachable(tabs.find((tab) => tab.matches(':focus')) ?? pressed);
  }

  #makeReachable(reachable: HTMLButtonElement | undefined): void {
    const tabs = this.#tabs;
    const one = reachable ?? tabs[0];
    for (const tab of tabs) tab.tabIndex = tab === one ? 0 : -1;
  }

  #entered = ({ target }: FocusEvent): void => {
    const tab = this.#tabs.find((one) => one === target);
    if (tab) this.#makeReachable(tab);
  };

  #choose(tab: HTMLButtonElement): void {
    this.#menu?.close();
    this.#chosen = tab;
    tab.click();
  }

  #pressed = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const shown = this.#tabs.filter(({ hidden }) => !hidden);
    const { target } = event;
    const at = target instanceof HTMLButtonElement ? shown.indexOf(target) : -1;
    if (at < 0) return;
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const steps: Record<string, number> = { [forward]: at + 1, [back]: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    shown.at(step % shown.length)?.focus();
  };
}

function isPressed(tab: HTMLButtonElement): boolean {
  return tab.getAttribute('aria-pressed') === 'true';
}

function isSame(some: readonly HTMLButtonElement[], others: readonly HTMLButtonElement[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-tabs': ConsoleTabs;
  }
}
