import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { StoredFile } from '../../../client/browser/file-store.ts';
import { strings } from '../../../locales/strings.ts';
import { type AttachmentsHost, forget, hold } from '../attachments/attachments.ts';
import type { VoiceReady, VoiceRecorded, VoiceUnfit } from './voice-recorder.ts';

/** A finished recording, and where the browser stores it. */
export interface Recorded {
  stored: StoredFile;
  file: File;
}

export interface RecordingHost extends ReactiveControllerHost, Pick<AttachmentsHost, 'keepFile'> {
  readonly renderRoot: DocumentFragment | HTMLElement;
  /** The recording changed outside of an update. */
  tellDraft(): void;
  showRecorder(): void;
  /** It cannot become a voice message and is sent as a file. */
  attachRecording(file: File): void;
  hideRecorder(): void;
  /** `stored` is null while the browser has not stored it. Returns whether it is queued. */
  sendRecording(file: File, stored: StoredFile | null): boolean;
}

/** The voice message of the composer: being recorded, waiting to be sent, or just discarded. */
export class Recording {
  #host: RecordingHost;
  #waiting: Recorded | null = null;
  #discarded: Recorded | null = null;
  #isDiscarding = false;

  constructor(host: RecordingHost) {
    this.#host = host;
  }

  /** A recording that waits to be sent. */
  get waiting(): Recorded | null {
    return this.#waiting;
  }

  async begin(): Promise<void> {
    await import('./voice-recorder.ts');
    this.#forgetDiscarded();
    this.#host.showRecorder();
  }

  restore(recorded: Recorded): void {
    this.#waiting = recorded;
    this.#host.showRecorder();
  }

  /** The conversation has changed. */
  reset(): void {
    this.#waiting = null;
    this.#discarded = null;
  }

  /** It can be restored until something else is sent or recorded. */
  async discard(): Promise<void> {
    this.#isDiscarding = true;
    await this.#host.renderRoot.querySelector('agent-console-voice')?.finish();
    this.#isDiscarding = false;
    this.#forgetDiscarded();
    this.#discarded = this.#waiting;
    this.#waiting = null;
    this.#host.hideRecorder();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('.discarded button')?.focus();
  }

  render() {
    return html`<agent-console-voice
      .recorded=${this.#waiting?.file ?? null}
      @voice-ready=${({ file }: VoiceReady) => this.#keep(file)}
      @voice-recorded=${({ file }: VoiceRecorded) => {
        if (!this.#host.sendRecording(file, this.#waiting?.stored ?? null)) return;
        this.#waiting = null;
        this.#host.hideRecorder();
      }}
      @voice-unfit=${({ file }: VoiceUnfit) => {
        if (!this.#isDiscarding) this.#host.attachRecording(file);
      }}
      @voice-cancel=${() => void this.discard()}
    ></agent-console-voice>`;
  }

  renderDiscarded() {
    const discarded = this.#discarded;
    if (!discarded) return nothing;
    return html`<p class="discarded" role="status">
      ${strings.recordingDiscarded}
      <button
        class="plain"
        @click=${() => {
          this.#discarded = null;
          this.restore(discarded);
        }}
      >
        ${strings.undo}
      </button>
    </p>`;
  }

  #keep(file: File): void {
    const stored = hold(file);
    this.#waiting = { stored, file };
    this.#host.tellDraft();
    this.#host.requestUpdate();
    void this.#host.keepFile(stored, file);
  }

  #forgetDiscarded(): void {
    if (this.#discarded) void forget([this.#discarded.stored]);
    this.#discarded = null;
    this.#host.requestUpdate();
  }
}
