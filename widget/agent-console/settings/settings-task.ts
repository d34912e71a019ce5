import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { SettingsKind } from '../../../worker/api/people/settings.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { type ApiFailure, failureOf } from '../../client/api/api-failure.ts';
import { renderSkeleton } from '../ui/feedback/skeleton.ts';

/** An element that shows a page of settings. */
export interface SettingsHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly isConnected: boolean;
  readonly shadowRoot: ShadowRoot | null;
}

type Command<Result> = (api: ApiClient) => Promise<Result>;

export interface TaskOptions {
  /** Loads the page again when somebody changes these settings. */
  of?: readonly SettingsKind[];
  /** How a failure is explained on this page. */
  textOf?: (failure: ApiFailure) => string;
}

export interface ChangeOptions<Shown> {
  /** The data to show until the Worker has answered. */
  preview?: (shown: Shown) => Shown;
  /** Shown once the command has succeeded. */
  done?: string | (() => string);
}

/**
 * Loads the data of a settings page, and runs its commands.
 *
 * Commands are sent one after another, and the page is updated once none is left: the answer to one change never undoes
 * the next one, which the agent has made meanwhile.
 */
export class SettingsTask<Shown> implements ReactiveController {
  /** Null until it is loaded. */
  shown: Shown | null = null;
  outcome: { isGood: boolean; text: string } | null = null;
  #host: SettingsHost;
  #load: Command<Shown | null>;
  #textOf: (failure: ApiFailure) => string;
  #of: readonly SettingsKind[];
  #unfollow = () => {};
  #lane: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** Those of the waiting commands that somebody here has asked for. */
  #asked = 0;
  /** Whether a value was changed after the data was loaded. */
  #isStale = false;

  constructor(
    host: SettingsHost,
    load: Command<Shown | null>,
    { textOf = ({ message }) => message, of = [] }: TaskOptions = {},
  ) {
    this.#of = of;
    this.#host = host;
    this.#load = load;
    this.#textOf = textOf;
    host.addController(this);
  }

  /** False while the page only follows what others change: a button that is being pressed must not be disabled. */
  get isBusy(): boolean {
    return this.#asked > 0;
  }

  hostConnected(): void {
    // The properties of the element are set after it is connected.
    queueMicrotask(async () => {
      // An element that was drawn before its script was there has them only once it has been updated.
      if (!this.#host.api) await this.#host.updateComplete;
      void this.reload();
      if (this.#host.isConnected) this.#follow();
    });
  }

  hostDisconnected(): void {
    this.#unfollow();
  }

  #follow(): void {
    this.#unfollow();
    if (this.#of.length > 0)
      this.#unfollow = this.#host.api?.news.follow(this.#of, () => this.#refresh()) ?? (() => {});
  }

  /** A field that is being typed in is left first, so that its text stays. */
  #refresh(): void {
    const field = this.#host.shadowRoot?.activeElement;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.addEventListener('blur', () => this.#refresh(), { once: true });
      return;
    }
    void this.#queue(async () => {
      this.#isStale = true;
    });
  }

  reload(): Promise<boolean> {
    return this.change(async () => {});
  }

  /** Changes something, and loads the page again. Resolves to whether it succeeded, as the other commands do. */
  change(command: Command<unknown>, options: ChangeOptions<Shown> = {}): Promise<boolean> {
    const { preview } = options;
    if (preview && this.shown !== null) this.shown = preview(this.shown);
    return this.#enqueue(async (api) => {
      this.#isStale = true;
      await command(api);
    }, options);
  }

  /** Runs a command whose result is shown next: the answer to a change, or a list with one more page. */
  show(command: Command<Shown | null>, options: ChangeOptions<Shown> = {}): Promise<boolean> {
    return this.#enqueue(async (api) => {
      const result = await command(api);
      // A preview of the next change must stay. News that wait to be loaded have none, and the answer may be all that
      // is known of this change.
      if (this.#asked === 1) this.shown = result;
      else this.#isStale = true;
    }, options);
  }

  /** Runs a command that changes nothing on the page. */
  run(command: Command<unknown>, options: ChangeOptions<Shown> = {}): Promise<boolean> {
    return this.#enqueue(command, options);
  }

  /** Clears the outcome of earlier input. */
  forgetOutcome(): void {
    this.outcome = null;
    this.#host.requestUpdate();
  }

  /** Shows an error of the input, or of a command's result. */
  refuse(text: string): void {
    this.outcome = { isGood: false, text };
    this.#host.requestUpdate();
  }

  /** Says how a command ended, when it depends on the answer. */
  succeed(text: string): void {
    this.outcome = { isGood: true, text };
    this.#host.requestUpdate();
  }

  /** Whether the last command succeeded, in words; `idle` is shown while there is nothing to say. */
  renderOutcome(idle = ''): TemplateResult {
    const { outcome } = this;
    return html`<span role="status" class=${outcome?.isGood === false ? 'problem' : 'quiet'}>${outcome?.text ?? idle}</span>`;
  }

  /** In place of data that is not loaded: its shape, or why it could not be loaded. */
  renderUnloaded(rows?: number): TemplateResult {
    return this.isBusy ? renderSkeleton(rows) : this.renderProblem();
  }

  /** For a page on which success shows itself. */
  renderProblem(): TemplateResult {
    return html`<p class="problem" role="alert">${this.outcome?.isGood === false ? this.outcome.text : ''}</p>`;
  }

  #enqueue(command: Command<unknown>, { done }: ChangeOptions<Shown>): Promise<boolean> {
    this.outcome = null;
    this.#asked += 1;
    this.#host.requestUpdate();
    return this.#queue(command, done).finally(() => {
      this.#asked -= 1;
      this.#host.requestUpdate();
    });
  }

  #queue(command: Command<unknown>, done?: ChangeOptions<Shown>['done']): Promise<boolean> {
    this.#waiting += 1;
    const result = this.#lane.then(() => this.#run(command, done));
    this.#lane = result.catch(() => {});
    return result;
  }

  async #run(command: Command<unknown>, done: ChangeOptions<Shown>['done']): Promise<boolean> {
    const { api } = this.#host;
    try {
      if (!api) return false;
      const hasSucceeded = await this.#attempt(() => command(api));
      if (hasSucceeded && done !== undefined) {
        this.outcome = { isGood: true, text: typeof done === 'string' ? done : done() };
      }
      // A sign-out removes the page, and its data can no longer be loaded.
      const isLast = this.#waiting === 1 && this.#host.isConnected;
      if (isLast && this.#isStale) await this.#attempt(() => this.#reload(api));
      return hasSucceeded;
    } finally {
      this.#waiting -= 1;
      this.#host.requestUpdate();
    }
  }

  async #reload(api: ApiClient): Promise<void> {
    const loaded = await this.#load(api);
    if (this.#waiting > 1) return;
    this.shown = loaded;
    this.#isStale = false;
  }

  async #attempt(command: () => Promise<unknown>): Promise<boolean> {
    const failure = await failureOf(command);
    if (failure) this.outcome = { isGood: false, text: this.#textOf(failure) };
    return failure === null;
  }
}
