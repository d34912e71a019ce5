/** Touch on a message: a long press opens its actions, and a swipe along the line replies to it. */
import type { LitElement, ReactiveController } from 'lit';

const longPressMs = 450;
/** A finger that has moved less than this rests. */
const restPx = 10;
/** From here on, letting go replies. */
const replyPx = 56;
const maxPx = 72;

export interface TouchActions {
  open(id: number, from: Element): void;
  reply(id: number): void;
  canReply(id: number): boolean;
}

interface Touched {
  pointer: number;
  message: HTMLElement;
  x: number;
  y: number;
  along: number;
  isSwipe: boolean;
}

export class MessageTouch implements ReactiveController {
  readonly #host: LitElement;
  readonly #actions: TouchActions;
  #touched: Touched | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The click and the end of a touch that follow a long press or a swipe belong to it. */
  #isUsed = false;

  constructor(host: LitElement, actions: TouchActions) {
    this.#host = host;
    this.#actions = actions;
    host.addController(this);
  }

  hostConnected(): void {
    for (const [type, listener] of this.#listeners) this.#host.addEventListener(type, listener, true);
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.#listeners) this.#host.removeEventListener(type, listener, true);
    this.#end();
  }

  #down = (event: Event): void => {
    this.#end();
    this.#isUsed = false;
    if (!(event instanceof PointerEvent) || event.pointerType !== 'touch' || !event.isPrimary) return;
    const path = event.composedPath();
    // What begins on a slider moves the slider.
    if (path.some((target) => target instanceof HTMLInputElement)) return;
    const message = path.find(
      (target): target is HTMLElement => target instanceof HTMLElement && target.matches('article[data-id]'),
    );
    if (!message) return;
    const { pointerId: pointer, clientX: x, clientY: y } = event;
    this.#touched = { pointer, message, x, y, along: 0, isSwipe: false };
    this.#timer = setTimeout(() => this.#openMenu(message), longPressMs);
  };

  #move = (event: Event): void => {
    const touched = this.#touched;
    if (!touched || !(event instanceof PointerEvent) || event.pointerId !== touched.pointer) return;
    const { direction } = getComputedStyle(this.#host);
    const along = (event.clientX - touched.x) * (direction === 'rtl' ? -1 : 1);
    const across = Math.abs(event.clientY - touched.y);
    if (!touched.isSwipe) {
      if (Math.max(Math.abs(along), across) < restPx) return;
      clearTimeout(this.#timer);
      touched.isSwipe = along >= 2 * across && this.#actions.canReply(idOf(touched.message));
      if (!touched.isSwipe) {
        this.#end();
        return;
      }
    }
    touched.along = Math.max(0, Math.min(along, maxPx));
    touched.message.style.translate = `${direction === 'rtl' ? -touched.along : touched.along}px`;
    touched.message.classList.toggle('replying', touched.along >= replyPx);
  };

  #up = (): void => {
    const touched = this.#touched;
    if (touched?.isSwipe) {
      this.#isUsed = true;
      if (touched.along >= replyPx) this.#actions.reply(idOf(touched.message));
    }
    this.#end();
  };

  /** The swipe over the whole conversation, which goes back to the list, is another one. */
  #touchEnd = (event: Event): void => {
    if (this.#isUsed) event.stopPropagation();
  };

  #click = (event: Event): void => {
    if (!this.#isUsed) return;
    this.#isUsed = false;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Android opens its own menu after a long press. */
  #menu = (event: Event): void => {
    if (!this.#touched && !this.#isUsed) return;
    event.preventDefault();
    if (this.#touched) this.#openMenu(this.#touched.message);
  };

  #openMenu(message: HTMLElement): void {
    this.#end();
    this.#isUsed = true;
    navigator.vibrate?.(8);
    this.#actions.open(idOf(message), message);
  }

  #end = (): void => {
    clearTimeout(this.#timer);
    const message = this.#touched?.message;
    this.#touched = null;
    if (!message) return;
    message.style.translate = '';
    message.classList.remove('replying');
  };

  readonly #listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ['pointerdown', this.#down],
    ['pointermove', this.#move],
    ['pointerup', this.#up],
    ['pointercancel', this.#end],
    ['touchend', this.#touchEnd],
    ['contextmenu', this.#menu],
    ['click', this.#click],
  ];
}

function idOf(message: HTMLElement): number {
  return Number(message.dataset.id);
}
