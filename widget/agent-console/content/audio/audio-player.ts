import { css, html, LitElement, svg } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { durationText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { barCount, waveformOf } from './waveform.ts';

/** A recording has been played to its end. */
export class AudioEnd extends Event {
  constructor() {
    super('audio-end', { bubbles: true, composed: true });
  }
}

const rates = [1, 1.5, 2];
/** The speed of all recordings on the page. */
let rate = 1;
/** The recording that plays: there is one at a time. */
let playing: HTMLAudioElement | null = null;
const players = new Set<ConsoleAudio>();

/** A recording: play, seek in its waveform, and faster. */
@customElement('agent-console-audio')
export class ConsoleAudio extends LitElement {
  @property({ attribute: false }) src = '';
  @property({ attribute: false }) label = '';
  @state() private isPlaying = false;
  @state() private at = 0;
  @state() private length = 0;
  /** Null while it is not known. */
  @state() private bars: readonly number[] | null = null;
  @query('audio') private audio?: HTMLAudioElement | null;
  #seen: IntersectionObserver | null = null;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: flex;
        gap: 4px;
        align-items: center;
        inline-size: min(288px, 62cqi);
        min-inline-size: min(240px, 100%);
        min-block-size: 44px;
      }
      .wave {
        position: relative;
        flex: 1;
        min-inline-size: 0;
        block-size: 28px;
        border-radius: 4px;
      }
      .wave:focus-within:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      .wave svg {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        fill: none;
        stroke: color-mix(in srgb, var(--quiet) 55%, transparent);
        stroke-width: 3;
        stroke-linecap: round;
      }
      .wave svg + svg {
        stroke: var(--accent);
      }
      .wave svg:dir(rtl) {
        scale: -1 1;
      }
      input {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      time {
        min-inline-size: 2.6em;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .rate {
        min-inline-size: 40px;
        padding-inline: 4px;
        border-color: transparent;
        background: none;
        font-size: 12px;
        font-weight: 600;
      }
      .rate:hover {
        background: var(--hover);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    players.add(this);
    if (typeof IntersectionObserver === 'undefined') return;
    this.#seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#draw();
    });
    this.#seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    players.delete(this);
    this.#seen?.disconnect();
  }

  protected override render() {
    return html`<audio
        src=${this.src}
        preload="metadata"
        @play=${this.#played}
        @pause=${this.#follow}
        @ended=${this.#ended}
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
      ${this.#renderWave()}
      <time>${durationText(this.isPlaying || this.at > 0 ? this.at : this.length)}</time>
      <button class="plain rate" aria-label=${strings.speed(rate)} @click=${this.#faster}>${rate}×</button>`;
  }

  #renderWave() {
    const path = pathOf(this.bars);
    const left = this.length === 0 ? 100 : 100 * (1 - this.at / this.length);
    return html`<div class="wave">
      ${svg`<svg viewBox="0 0 ${barCount * 6} 28" preserveAspectRatio="none" aria-hidden="true"><path d=${path} /></svg>
      <svg viewBox="0 0 ${barCount * 6} 28" preserveAspectRatio="none" aria-hidden="true" style="clip-path: inset(0 ${left}% 0 0)"><path d=${path} /></svg>`}
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
    </div>`;
  }

  /** Plays it, as after the one before it. */
  play(): void {
    void this.audio?.play().catch(() => this.#follow());
  }

  async #draw(): Promise<void> {
    this.#seen?.disconnect();
    if (this.src !== '') this.bars = await waveformOf(this.src);
  }

  #played(): void {
    const { audio } = this;
    if (!audio) return;
    if (playing !== audio) playing?.pause();
    playing = audio;
    audio.playbackRate = rate;
    this.#follow();
  }

  #ended(): void {
    this.#follow();
    this.dispatchEvent(new AudioEnd());
  }

  #follow(): void {
    const { audio } = this;
    if (!audio) return;
    this.isPlaying = !audio.paused && !audio.ended;
    this.at = audio.ended ? 0 : audio.currentTime;
    // A recording that is still being written has no end.
    this.length = Number.isFinite(audio.duration) ? audio.duration : 0;
  }

  #toggle(): void {
    if (this.audio?.paused) this.play();
    else this.audio?.pause();
  }

  #seek({ target }: Event): void {
    if (this.audio && target instanceof HTMLInputElement) this.audio.currentTime = Number(target.value);
  }

  #faster(): void {
    rate = rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1;
    if (this.audio) this.audio.playbackRate = rate;
    for (const player of players) player.requestUpdate();
  }
}

/** Each bar is a line; without a waveform, all are dots. */
function pathOf(bars: readonly number[] | null): string {
  return Array.from({ length: barCount }, (_, index) => {
    const half = Math.max(0.5, (bars?.[index] ?? 0) * 12);
    return `M${index * 6 + 3} ${(14 - half).toFixed(1)}v${(half * 2).toFixed(1)}`;
  }).join('');
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-audio': ConsoleAudio;
  }
}
