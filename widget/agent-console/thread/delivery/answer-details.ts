import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import * as v from 'valibot';
import type { AnswerSource } from '../../../../worker/api/automation/assistant.ts';
import type { Turn } from '../../../../worker/api/automation/turns.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { rateTurn } from '../../../client/api/assistant.ts';
import { getTurns } from '../../../client/api/automation.ts';
import { suggestionBook, suggestionWords as words } from '../../../locales/suggestion.ts';
import { icons } from '../../../theme/icons.ts';
import { lineText } from '../../content/line-text.ts';
import { renderSources, sourceStyles } from '../../conversation/suggestion/source-list.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import type { AnswerDesk } from './answer-desk.ts';

const source = v.object({ entry: v.number(), title: v.string(), url: v.nullable(v.string()) });
/** What the log of turns says of an answer of the assistant. A newer Worker may say more, an older one less. */
const answerDetails = v.object({
  sources: v.fallback(v.array(source), []),
  model: v.fallback(v.string(), ''),
  ms: v.fallback(v.number(), 0),
  inputTokens: v.fallback(v.number(), 0),
  outputTokens: v.fallback(v.number(), 0),
  isGood: v.fallback(v.nullable(v.boolean()), null),
});
type AnswerDetails = v.InferOutput<typeof answerDetails>;

/** What the assistant's answer is taken from, for the team: sources, model, whether it was good, and a better one. */
@customElement('agent-console-answer')
export class AnswerView extends WordedElement {
  protected override readonly book = suggestionBook;
  @property({ attribute: false }) desk: AnswerDesk | null = null;
  @property({ attribute: false }) message: Message | null = null;
  /** Null: it is loading; `missing`: its log is gone. */
  @state() private turn: Turn | 'missing' | null = null;
  @state() private isGood: boolean | null = null;
  @state() private isImproving = false;
  @state() private problem = '';

  static override readonly styles = [
    tokens,
    controlStyles,
    skeletonStyles,
    sourceStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      p {
        margin: 0;
      }
      small {
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
      }
      .source {
        background: var(--sunken);
      }
      .rate {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
      }
      .rate > .button {
        margin-inline-start: auto;
      }
      .problem {
        color: var(--alarm);
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.#load();
  }

  protected override render() {
    const { turn, problem } = this;
    if (problem !== '') return html`<p class="problem" role="alert">${problem}</p>`;
    if (turn === null) return renderSkeleton(1);
    if (turn === 'missing') return html`<small>${words.notFound}</small>`;
    const details = detailsOf(turn);
    return html`${renderUsed(details)} ${this.#renderRating(turn)}
      ${this.isImproving ? this.#renderImproving(details.sources) : nothing}`;
  }

  #renderRating({ id }: Turn) {
    const thumb = (isGood: boolean, label: string, icon: unknown) => html`<button
      class="icon-button"
      aria-label=${label}
      title=${label}
      aria-pressed=${this.isGood === isGood ? 'true' : 'false'}
      @click=${() => void this.#rate(id, this.isGood === isGood ? null : isGood)}
    >
      ${icon}
    </button>`;
    return html`<div class="rate" role="group" aria-label=${words.rate}>
      <span>${words.rate}</span>
      ${thumb(true, words.good, icons.thumbsUp)} ${thumb(false, words.bad, icons.thumbsDown)}
      ${
        this.desk?.isAdmin
          ? html`<button class="button" @click=${() => void this.#improve()}>${words.improve}</button>`
          : nothing
      }
    </div>`;
  }

  /** Changes the entry that it used, or adds one. */
  #renderImproving([used]: readonly AnswerSource[]) {
    const { desk, message } = this;
    return html`<agent-console-knowledge-dialog
      .api=${desk?.api ?? null}
      .inbox=${desk?.inbox ?? ''}
      .kind=${used ? 'text' : 'question'}
      .entryId=${used?.entry ?? null}
      .draft=${{ text: message ? lineText(message.content, message.direction) : '' }}
      @input=${stop}
      @change=${stop}
      @dialog-close=${(event: Event) => {
        // The delivery details stay open.
        event.stopPropagation();
        this.isImproving = false;
      }}
    ></agent-console-knowledge-dialog>`;
  }

  async #improve(): Promise<void> {
    await import('../../settings/assistant/knowledge/knowledge-dialog.ts');
    this.isImproving = true;
  }

  async #load(): Promise<void> {
    const { desk, message } = this;
    if (!desk || !message) return;
    const failure = await failureOf(async () => {
      const { rows } = await getTurns(desk.api, desk.inbox, {
        ...{ conversation: String(message.conversationId), source: 'assistant', limit: '100' },
      });
      const turn = rows.find(({ messages }) => messages.includes(message.id));
      this.isGood = turn ? detailsOf(turn).isGood : null;
      this.turn = turn ?? 'missing';
    });
    this.problem = failure?.message ?? '';
  }

  async #rate(id: number, isGood: boolean | null): Promise<void> {
    const { desk, isGood: before } = this;
    if (!desk) return;
    this.isGood = isGood;
    const failure = await failureOf(() => rateTurn(desk.api, desk.inbox, id, { isGood }));
    if (!failure) return;
    this.isGood = before;
    this.problem = failure.message;
  }
}

/** What is typed into the entry is nothing that the delivery details would lose. */
function stop(event: Event): void {
  event.stopPropagation();
}

function renderUsed({ sources, model, inputTokens, outputTokens, ms }: AnswerDetails) {
  return html`${sources.length === 0 ? html`<small>${words.noSources}</small>` : renderSources(sources)}
  ${
    model === ''
      ? nothing
      : html`<small>${words.used(model, numberText(inputTokens + outputTokens), (ms / 1_000).toFixed(1))}</small>`
  }`;
}

function detailsOf({ details }: Turn): AnswerDetails {
  return v.parse(answerDetails, details ?? {});
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-answer': AnswerView;
  }
}
