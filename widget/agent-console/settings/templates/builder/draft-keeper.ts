import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TemplateDraft } from '../../../../../worker/api/templates/templates.ts';
import type { TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { type ApiFailure, failureOf } from '../../../../client/api/api-failure.ts';
import { addTemplateDraft, changeTemplateDraft, getWorkshop } from '../../../../client/api/templates.ts';
import { forgetLeft, keepLeft } from '../left-draft.ts';

/** The builder, as far as its draft is concerned. */
export interface DraftHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly inbox: string;
}

type Stored = Pick<TemplateDraft, 'id' | 'revision'>;

/** A pause in typing. */
const quietMs = 800;

/**
 * Saves a draft while it is written. Another person's change is never overwritten: saving stops, and the builder asks.
 */
export class DraftKeeper implements ReactiveController {
  /** The draft at the Worker; null until it is saved for the first time. */
  stored: Stored | null = null;
  /** Why the last attempt failed. `template_draft_changed`: by another person. */
  failure: ApiFailure | null = null;
  #host: DraftHost;
  #base: string | null = null;
  /** What is not saved yet. */
  #waiting: TemplateDefinition | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(host: DraftHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#online);
  }

  /** Leaving the page saves what was typed last. */
  hostDisconnected(): void {
    removeEventListener('online', this.#online);
    void this.flush();
  }

  #online = () => void this.flush();

  begin(stored: Stored | null, base: string | null): void {
    this.stored = stored;
    this.#base = base;
  }

  get isSaved(): boolean {
    return this.stored !== null && this.#waiting === null && this.#saving === null;
  }

  get isChangedByOther(): boolean {
    return this.failure?.code === 'template_draft_changed';
  }

  change(definition: TemplateDefinition): void {
    this.#waiting = definition;
    clearTimeout(this.#timer);
    if (!this.isChangedByOther) this.#timer = setTimeout(() => void this.flush(), quietMs);
  }

  /** Saves what is waiting; resolves to whether nothing is left. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.isChangedByOther) return false;
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
      this.#host.requestUpdate();
    });
    await this.#saving;
    return this.failure === null;
  }

  async #saveAll(): Promise<void> {
    const { api, inbox } = this.#host;
    while (this.#waiting && api) {
      const definition = this.#waiting;
      this.#waiting = null;
      const { stored } = this;
      this.failure = await failureOf(async () => {
        this.stored = stored
          ? await changeTemplateDraft(api, inbox, { ...stored, definition })
          : await addTemplateDraft(api, inbox, definition, this.#base);
      });
      if (!this.failure) {
        forgetLeft(inbox);
        continue;
      }
      this.#waiting ??= definition;
      if (this.failure.code === 'template_draft_not_found') {
        // Somebody has deleted it, and what is written now is not lost with it.
        this.stored = null;
        continue;
      }
      keepLeft(inbox, { stored, base: this.#base, definition: this.#waiting });
      return;
    }
  }

  /** The other person's draft, which is edited from now on; null if it is gone. */
  async takeTheirs(): Promise<TemplateDefinition | null> {
    const { api, inbox } = this.#host;
    const id = this.stored?.id;
    if (!api) return null;
    const { drafts } = await getWorkshop(api, inbox);
    const theirs = drafts.find((one) => one.id === id) ?? null;
    this.#waiting = null;
    this.failure = null;
    this.stored = theirs;
    this.#host.requestUpdate();
    return theirs?.definition ?? null;
  }

  /** Saves this version beside the other person's. */
  async saveBeside(definition: TemplateDefinition): Promise<boolean> {
    this.stored = null;
    this.failure = null;
    this.#waiting = definition;
    return this.flush();
  }

  /** Meta has the template, or the agent discards it, so there is nothing left to save. */
  forget(): void {
    forgetLeft(this.#host.inbox);
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.failure = null;
  }
}
