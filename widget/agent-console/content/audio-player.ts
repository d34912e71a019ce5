import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import { durationText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

const rates = [1, 1.5, 2];

/** One audio file in a bubble: play, seek, and faster. */
@customElement('agent-console-audio')
export class ConsoleAudio extends LitElement {
  @property({ attribute: false }) src = '';
  @property({ attribute: false }) label = '';
  @state() private isPlaying = false;
  @state() private at = 0;
  @state() private length = 0;
  @state() private rate = 1;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: flex;
        gap: 8px;
        align-items: center;
        min-inline-size: min(240px, 60cqi);
        min-block-size: 44px;
      }
      input {
        flex: 1;
        min-inline-size: 0;
        accent-color: var(--accent);
      }
      time {
        min-inline-size: 2.6em;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      .rate {
        min-inline-size: 44px;
        font-size: 12px;
      }
    `,
  ];

  private get audio(): HTMLAudioElement | null {
    return this.renderRoot.querySelector('audio');
  }

  protected override render() {
    return html`<audio
        src=${this.src}
        preload="metadata"
        @play=${this.#follow}
        @pause=${this.#follow}
        @ended=${this.#follow}
        @timeupdate=${this.#follow}
        @durationchange=${this.#follow}
      ></audio>
      <button
        class="round"
        aria-label="${this.isPlaying ? strings.pause : strings.play}: ${this.label}"
        @click=${this.#toggle}
      >
        ${this.isPlaying ? icons.pause : icons.play}
      </button>
      <input
        type="range"
        min="0"
        max=${this.length || 1}
        step="0.1"
        .value=${String(this.at)}
        aria-label=${strings.position}
        aria-valuetext=${durationText(this.at)}
        @input=${this.#seek}
      />
      <time>${durationText(this.isPlaying || this.at > 0 ? this.at : this.length)}</time>
      <button class="plain rate" aria-label=${strings.speed(this.rate)} @click=${this.#faster}>${this.rate}×</button>`;
  }

  #follow(): void {
    const { audio } = this;
    if (!audio) return;
    this.isPlaying = !audio.paused && !audio.ended;
    this.at = audio.currentTime;
    // A recording that is still being written has no end.
    this.length = Number.isFinite(audio.duration) ? audio.duration : 0;
  }

  #toggle(): void {
    const { audio } = this;
    if (!audio) return;
    if (audio.paused) void audio.play().catch(() => this.#follow());
    else audio.pause();
  }

  #seek({ target }: Event): void {
    if (this.audio && target instanceof HTMLInputElement) this.audio.currentTime = Number(target.value);
  }

  #faster(): void {
    this.rate = rates[(rates.indexOf(this.rate) + 1) % rates.length] ?? 1;
    if (this.audio) this.audio.playbackRate = this.rate;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-audio': ConsoleAudio;
  }
}
