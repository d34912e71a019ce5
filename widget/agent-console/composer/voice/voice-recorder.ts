import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { baseType } from '../../../../worker/whatsapp/sending/media.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../../content/audio/audio-player.ts';
import { durationText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { toVoiceNote } from './voice-note.ts';

/** The agent sends the recording. */
export class VoiceRecorded extends Event {
  constructor(readonly file: File) {
    super('voice-recorded', { bubbles: true, composed: true });
  }
}

/** A recording is made and waits to be listened to, sent or discarded. */
export class VoiceReady extends Event {
  constructor(readonly file: File) {
    super('voice-ready', { bubbles: true, composed: true });
  }
}

/** This browser cannot convert the recording to a voice message, so this is the original file. */
export class VoiceUnfit extends Event {
  constructor(readonly file: File) {
    super('voice-unfit', { bubbles: true, composed: true });
  }
}

export class VoiceCancel extends Event {
  constructor() {
    super('voice-cancel', { bubbles: true, composed: true });
  }
}

/** Starts to record when it is added to the page. Nothing is sent before the agent could listen to it. */
@customElement('agent-console-voice')
export class VoiceRecorder extends LitElement {
  /** An earlier recording to continue with. */
  @property({ attribute: false }) recorded: File | null = null;
  @state() private phase: 'starting' | 'recording' | 'ready' | 'problem' = 'starting';
  @state() private seconds = 0;
  @state() private level = 0;
  @state() private file: File | null = null;
  @state() private url = '';
  @state() private problem = '';

  #recorder: MediaRecorder | null = null;
  #stream: MediaStream | null = null;
  #sound: AudioContext | null = null;
  #parts: Blob[] = [];
  #frame = 0;
  /** Resolves when the recording is finished or has failed. */
  #ended = Promise.withResolvers<void>();
  #finished: Promise<void> = Promise.resolve();

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        margin-block-end: 8px;
      }
      meter {
        flex: 1;
        min-inline-size: 96px;
      }
      time {
        font-variant-numeric: tabular-nums;
      }
      agent-console-audio {
        flex: 1;
      }
      .problem {
        margin: 0;
        color: var(--alarm);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#leaving);
    if (this.recorded) this.#show(this.recorded);
    // An element that was only moved on the page keeps its recording.
    else if (this.#recorder === null) void this.#record();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
    // The conversion finishes even if the agent has left the conversation.
    void this.#finished.finally(() => window.removeEventListener('beforeunload', this.#leaving));
    if (this.url) URL.revokeObjectURL(this.url);
  }

  /** The browser asks before a reload stops a recording. */
  #leaving = (event: BeforeUnloadEvent) => {
    if (this.phase === 'recording') event.preventDefault();
  };

  /** Stops the recording. {@link VoiceReady} is dispatched before this resolves. */
  async finish(): Promise<void> {
    if (this.#recorder?.state !== 'recording') return this.#finished;
    this.#recorder.stop();
    await this.#finished;
  }

  protected override render() {
    const discard = html`<button class="plain" @click=${() => this.dispatchEvent(new VoiceCancel())}>
      ${strings.discardRecording}
    </button>`;
    switch (this.phase) {
      case 'starting':
        return nothing;
      case 'recording':
        return html`<span role="status">${strings.recording}</span>
          <time>${durationText(this.seconds)}</time>
          <meter min="0" max="1" .value=${this.level} aria-hidden="true"></meter>
          ${discard}<button class="primary" @click=${() => this.#recorder?.stop()}>${strings.stopRecording}</button>`;
      case 'ready':
        return html`<agent-console-audio .src=${this.url} .label=${strings.listen}></agent-console-audio>
          ${discard}<button class="primary" @click=${this.#send}>${icons.send} ${strings.sendRecording}</button>`;
      case 'problem':
        return html`<p class="problem" role="alert">${this.problem}</p>
          <button class="plain" @click=${() => this.dispatchEvent(new VoiceCancel())}>${strings.close}</button>`;
    }
  }

  async #record(): Promise<void> {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, noiseSuppression: true },
      });
    } catch {
      this.#fail(strings.noMicrophone);
      return;
    }
    if (!this.isConnected) {
      this.#release();
      return;
    }
    const recorder = new MediaRecorder(this.#stream, { audioBitsPerSecond: 32_000 });
    this.#recorder = recorder;
    recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    this.#finished = this.#ended.promise;
    recorder.onstop = () => void this.#finish(recorder.mimeType).finally(() => this.#ended.resolve());
    recorder.start(1_000);
    this.phase = 'recording';
    this.#watch(this.#stream);
  }

  #watch(stream: MediaStream): void {
    const sound = new AudioContext();
    this.#sound = sound;
    const analyser = sound.createAnalyser();
    sound.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const began = performance.now();
    const look = () => {
      analyser.getByteTimeDomainData(samples);
      this.level = Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 128;
      this.seconds = (performance.now() - began) / 1000;
      this.#frame = requestAnimationFrame(look);
    };
    look();
  }

  async #finish(mimeType: string): Promise<void> {
    this.#release();
    const recording = new Blob(this.#parts, { type: mimeType });
    let file: File | null;
    try {
      file = await toVoiceNote(recording);
    } catch {
      this.dispatchEvent(new VoiceUnfit(asRecorded(recording)));
      this.#fail(strings.cannotRecord);
      return;
    }
    if (file === null) {
      this.dispatchEvent(new VoiceCancel());
      return;
    }
    // Also if the agent has left the conversation: the recording becomes part of the draft.
    this.dispatchEvent(new VoiceReady(file));
    if (!this.isConnected) return;
    this.#show(file);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>('.primary')?.focus();
  }

  #show(file: File): void {
    this.file = file;
    this.url = URL.createObjectURL(file);
    this.phase = 'ready';
  }

  #send(): void {
    if (this.file) this.dispatchEvent(new VoiceRecorded(this.file));
  }

  #fail(problem: string): void {
    this.#release();
    this.problem = problem;
    this.phase = 'problem';
  }

  #release(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    void this.#sound?.close();
    this.#sound = null;
  }
}

/** `recording.webm`, `recording.mp4` … */
function asRecorded(recording: Blob): File {
  const type = baseType(recording.type);
  return new File([recording], `recording.${type.slice(type.indexOf('/') + 1)}`, { type });
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-voice': VoiceRecorder;
  }
}
