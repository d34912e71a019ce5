import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { languagesAt, type Speech, speak, speechFor } from '../../../locales/speak.ts';
import type { Texts } from '../../../locales/strings.ts';

/**
 * Lets an element speak the language of its place in the page. `speech` is null until the texts are there; it is a new
 * object whenever they have changed, so that all that was drawn with the old ones can be drawn anew.
 */
export class SpokenLanguage implements ReactiveController {
  speech: Speech | null = null;
  ready: Promise<void> = Promise.resolve();
  #host: ReactiveControllerHost & Element;
  #own: () => Texts;
  #watch = new MutationObserver(() => this.load());

  /** `own` are the page's texts, which come before ours. */
  constructor(host: ReactiveControllerHost & Element, own: () => Texts) {
    this.#host = host;
    this.#own = own;
    host.addController(this);
  }

  hostConnected(): void {
    const changes = { attributes: true, attributeFilter: ['lang'] };
    this.#watch.observe(this.#host, changes);
    this.#watch.observe(document.documentElement, changes);
    this.load();
  }

  hostDisconnected(): void {
    this.#watch.disconnect();
  }

  load(): void {
    this.ready = this.#load();
  }

  async #load(): Promise<void> {
    this.speech = { ...(await speak(speechFor(languagesAt(this.#host)), this.#own())) };
    this.#host.requestUpdate();
  }
}
