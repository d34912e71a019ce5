import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Episode } from '../../../worker/api/conversations/episodes.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import type { ContactCommands } from '../../client/store/contact-commands.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles, renderLabel } from '../ui/labels/label-mark.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { FileSelect } from './contact-files.ts';
import { contactStyles } from './contact-styles.ts';

/** What the customer wrote about before: each stretch of the conversation that was resolved. It leads to its last message. */
@customElement('agent-console-contact-episodes')
export class ContactEpisodes extends LitElement {
  @property({ attribute: false }) conversation = 0;
  @property({ attribute: false }) commands: ContactCommands | null = null;
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** The state of the conversation: when it is resolved, an episode has ended. */
  @property({ attribute: false }) conversationState = '';
  /** Newest first. One that has not ended is not listed. */
  @state() private episodes: readonly Episode[] = [];
  @state() private next: string | null = null;

  static override readonly styles = [
    tokens,
    contactStyles,
    labelStyles,
    css`
      :host([hidden]) {
        display: none;
      }
      ul {
        gap: 0;
        margin-inline: -8px;
      }
      li > button {
        display: grid;
        gap: 4px;
        inline-size: 100%;
        min-block-size: 36px;
        padding: 8px;
        border: 0;
        border-radius: var(--radius-m);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
      }
      li > button:hover {
        background: var(--sunken);
      }
      .labels {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      @media (pointer: coarse) {
        li > button {
          min-block-size: 44px;
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) this.episodes = [];
    if (changed.has('conversation') || changed.has('conversationState')) void this.#load(null);
  }

  /** An empty list takes no room. */
  protected override updated(): void {
    this.hidden = this.#ended.length === 0;
  }

  get #ended(): readonly Episode[] {
    return this.episodes.filter(({ endedAt }) => endedAt !== null);
  }

  protected override render() {
    const { next } = this;
    const ended = this.#ended;
    if (ended.length === 0) return nothing;
    return html`<section aria-labelledby="title">
      <h4 id="title">${strings.earlierEpisodes}</h4>
      <ul>
        ${ended.map((episode) => html`<li>${this.#renderEpisode(episode)}</li>`)}
      </ul>
      ${
        next === null
          ? nothing
          : html`<button class="plain" @click=${() => void this.#load(next)}>${strings.moreHistory}</button>`
      }
    </section>`;
  }

  #renderEpisode(episode: Episode) {
    const { beganAt, endedAt } = episode;
    const labels = episode.labels.flatMap((id) => this.labels.find((label) => label.id === id) ?? []);
    return html`<button @click=${() => void this.#show(episode)}>
      <span><time>${momentText(beganAt)}</time> – <time>${momentText(endedAt ?? beganAt)}</time></span>
      ${labels.length === 0 ? nothing : html`<span class="labels">${labels.map((label) => renderLabel(label))}</span>`}
    </button>`;
  }

  async #show(episode: Episode): Promise<void> {
    const { id, endedAt } = episode;
    // WhatsApp dates messages to the second: the next episode may begin in the second in which this one ended.
    const next = this.episodes[this.episodes.indexOf(episode) - 1];
    await failureOf(async () => {
      const message =
        endedAt === null ? null : await this.commands?.messageBefore({ at: endedAt, id }, next?.id);
      if (message) this.dispatchEvent(new FileSelect(message));
    });
  }

  async #load(before: string | null): Promise<void> {
    const { commands, conversation } = this;
    if (!commands) return;
    // The panel's own request says that the inbox cannot be reached.
    await failureOf(async () => {
      const page = await commands.episodes(before);
      // Pressed twice, the second answer has the same page.
      const isLeft = this.conversation !== conversation || (before !== null && before !== this.next);
      if (isLeft) return;
      this.episodes = before === null ? page.rows : [...this.episodes, ...page.rows];
      this.next = page.next;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-episodes': ContactEpisodes;
  }
}
