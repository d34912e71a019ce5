import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type ApiClient, ApiFailure } from '../../client/api-client.ts';

/** An element that shows a page of settings. */
export interface SettingsHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly isConnected: boolean;
}

export interface ChangeOptions<Shown> {
  /** What the page shows at once, until the Worker has answered. */
  preview?: (shown: Shown) => Shown;
  /** Shown once the change is stored. */
  done?: string;
}

/**
 * Loads what a page of settings shows, and carries out its changes.
 *
 * Changes are sent one after another, and what is shown is loaded again once none is left: the answer to one change
 * never undoes the next one, which the person has made meanwhile.
 */
export class SettingsTask<Shown> implements ReactiveController {
  /** Null until it is loaded. */
  shown: Shown | null = null;
  outcome: { isGood: boolean; text: string } | null = null;
  #host: SettingsHost;
  #load: (api: ApiClient) => Promise<Shown>;
  #lane: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(host: SettingsHost, load: (api: ApiClient) => Promise<Shown>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  /** What went wrong last, in words; null when nothing did. */
  get problem(): string | null {
    return this.outcome?.isGood === false ? this.outcome.text : null;
  }

  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  hostConnected(): void {
    // The properties of the element are set after it is connected.
    queueMicrotask(() => void this.change(async () => {}));
  }

  /** Resolves to whether the change is stored. Errors that the Worker answers with become the outcome. */
  change(
    command: (api: ApiClient) => Promise<unknown>,
    { preview, done }: ChangeOptions<Shown> = {},
  ): Promise<boolean> {
    if (preview && this.shown !== null) this.shown = preview(this.shown);
    this.outcome = null;
    this.#waiting += 1;
    this.#host.requestUpdate();
    const stored = this.#lane.then(() => this.#run(command, done));
    this.#lane = stored.catch(() => {});
    return stored;
  }

  /** What was said is about what was entered before. */
  forgetOutcome(): void {
    this.outcome = null;
    this.#host.requestUpdate();
  }

  /** Says what is wrong with what was entered, before anything is sent. */
  refuse(text: string): void {
    this.outcome = { isGood: false, text };
    this.#host.requestUpdate();
  }

  async #run(command: (api: ApiClient) => Promise<unknown>, done: string | undefined): Promise<boolean> {
    const { api } = this.#host;
    try {
      if (!api) return false;
      const isStored = await this.#attempt(() => command(api));
      if (isStored && done !== undefined) this.outcome = { isGood: true, text: done };
      // A sign-out removes the page, and what it showed can no longer be loaded.
      if (this.#waiting === 1 && this.#host.isConnected) await this.#attempt(() => this.#reload(api));
      return isStored;
    } finally {
      this.#waiting -= 1;
      this.#host.requestUpdate();
    }
  }

  async #reload(api: ApiClient): Promise<void> {
    const loaded = await this.#load(api);
    if (this.#waiting === 1) this.shown = loaded;
  }

  async #attempt(command: () => Promise<unknown>): Promise<boolean> {
    try {
      await command();
      return true;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.outcome = { isGood: false, text: error.message };
      return false;
    }
  }
}
