/** Zooms and moves a picture: by keys, wheel, double click, and with two fingers. */

const max = 8;
const step = 1.5;

export class Zoom {
  scale = 1;
  #x = 0;
  #y = 0;
  #pointers = new Map<number, { x: number; y: number }>();
  #pinch: { distance: number; scale: number } | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get style(): string {
    return `transform: translate(${this.#x}px, ${this.#y}px) scale(${this.scale})`;
  }

  reset(): void {
    this.scale = 1;
    this.#x = 0;
    this.#y = 0;
    this.#changed();
  }

  in(): void {
    this.#to(this.scale * step);
  }

  out(): void {
    this.#to(this.scale / step);
  }

  toggle(): void {
    if (this.scale > 1) this.reset();
    else this.#to(2.5);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#to(this.scale * Math.exp(-event.deltaY / 400));
  }

  down(event: PointerEvent): void {
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#pinch = this.#pointers.size === 2 ? { distance: this.#distance, scale: this.scale } : null;
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
  }

  move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#pinch) this.#to((this.#pinch.scale * this.#distance) / this.#pinch.distance);
    else if (this.scale > 1) {
      this.#x += event.clientX - before.x;
      this.#y += event.clientY - before.y;
      this.#changed();
    }
  }

  up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#pinch = null;
  }

  get #distance(): number {
    const [a, b] = [...this.#pointers.values()];
    return a && b ? Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) : 1;
  }

  #to(scale: number): void {
    this.scale = Math.min(max, Math.max(1, scale));
    if (this.scale === 1) {
      this.#x = 0;
      this.#y = 0;
    }
    this.#changed();
  }
}
