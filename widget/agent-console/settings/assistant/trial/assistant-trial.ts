import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TrialAnswer } from '../../../../../worker/api/automation/assistant.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { tryAssistant } from '../../../../client/api/assistant.ts';
import { assistantBook, assistantWords as words } from '../../../../locales/assistant.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { FormCheck } from '../../../ui/controls/form-check.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { numberText } from '../../../ui/time/times.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import '../knowledge/knowledge-dialog.ts';
import type { ConversationsChosen } from './conversation-choice.ts';
import { renderAnswer, trialStyles } from './trial-answer.ts';
import { summaryOf } from './trial-summary.ts';

const counts = ['10', '20', '50'] as const;
type Choice = (typeof counts)[number] | 'chosen';
/** Conversations of one request, which the Worker asks about at once. */
const atOnce = 5;
const mostChosen = 50;

/** What the assistant would say, now and in past conversations, beside what the team has said. Nothing is sent. */
@customElement('agent-console-assistant-trial')
export class AssistantTrial extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private asked: TrialAnswer | null = null;
  @state() private replayed: readonly TrialAnswer[] = [];
  @state() private count: Choice = '10';
  /** Ids of single conversations. */
  @state() private chosen: readonly number[] = [];
  @state() private running: 'question' | 'conversations' | null = null;
  @state() private hasEnded = false;
  @state() private problem = '';
  /** The answer that is being improved. */
  @state() private improved: TrialAnswer | null = null;
  #isStopped = false;
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    trialStyles,
    css`
    .start {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: end;
    }
    .start > .field {
      flex: 0 1 224px;
    }
    progress {
      inline-size: 100%;
      accent-color: var(--accent);
    }
  `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#isStopped = true;
  }

  protected override render() {
    return html`${this.#renderQuestion()} ${this.#renderReplay()}
      ${this.improved ? this.#renderDialog(this.improved) : nothing}`;
  }

  #renderQuestion() {
    const isAsking = this.running === 'question';
    return html`<form novalidate @input=${this.#check.typed} @submit=${this.#ask}>
        ${renderField({
          ...{ name: 'question', label: words.askNow, hint: words.askNowHint, rows: 2, max: 2_000 },
          ...{ isRequired: true, check: this.#check },
        })}
        <div class="end">
          <button class="button main" ?disabled=${this.running !== null} aria-busy=${isAsking ? 'true' : nothing}>
            ${words.ask}
          </button>
        </div>
      </form>
      <div role="status">${this.asked ? this.#renderAnswer(this.asked) : nothing}</div>`;
  }

  #renderReplay() {
    const isReplaying = this.running === 'conversations';
    const { replayed } = this;
    return html`<section aria-labelledby="replay">
      <h4 id="replay">${words.replay}</h4>
      <p class="quiet">${words.replayHint}</p>
      <div class="start">
        ${renderSelect({
          ...{ name: 'count', label: words.conversations, value: this.count, isDisabled: isReplaying },
          options: [
            ...counts.map((count) => [count, words.lastConversations(Number(count))] as const),
            ['chosen', words.chooseConversations] as const,
          ],
          change: (count: Choice) => {
            if (count === 'chosen') void import('./conversation-choice.ts');
            this.count = count;
          },
        })}
        ${
          isReplaying
            ? html`<button
                class="button"
                @click=${() => {
                  this.#isStopped = true;
                }}
              >
                ${words.stop}
              </button>`
            : html`<button class="button" ?disabled=${this.running !== null || this.#wanted === 0} @click=${() => void this.#replay()}>
                ${words.run}
              </button>`
        }
      </div>
      ${
        this.count === 'chosen'
          ? html`<agent-console-conversation-choice
              .api=${this.api}
              .number=${this.number}
              @conversations-chosen=${({ ids }: ConversationsChosen) => {
                this.chosen = ids.slice(0, mostChosen);
              }}
            ></agent-console-conversation-choice>`
          : nothing
      }
      ${
        isReplaying
          ? html`<progress max=${this.#wanted} value=${replayed.length} aria-label=${words.replay}></progress>`
          : nothing
      }
      <p class="problem" role="alert">${this.problem}</p>
      <p role="status" class=${replayed.length > 0 || this.hasEnded ? 'summary' : ''}>${this.#summary()}</p>
      ${replayed.map((answer) => this.#renderAnswer(answer))}
    </section>`;
  }

  #summary() {
    const { replayed } = this;
    if (replayed.length === 0) return this.hasEnded && this.problem === '' ? words.nothingToReplay : nothing;
    const { answered, left, tokens: used } = summaryOf(replayed);
    return `${words.trialAnswered(answered)} · ${words.trialLeft(left)} · ${words.tokens(numberText(used))}`;
  }

  #renderAnswer(answer: TrialAnswer) {
    return renderAnswer(answer, () => {
      this.improved = answer;
    });
  }

  #renderDialog({ question, answered, text }: TrialAnswer) {
    return html`<agent-console-knowledge-dialog
      .api=${this.api}
      .inbox=${this.number?.id ?? ''}
      .kind=${'question'}
      .draft=${{ title: question.slice(0, 300), text: answered ?? text ?? '' }}
      @dialog-close=${() => {
        this.improved = null;
      }}
    ></agent-console-knowledge-dialog>`;
  }

  #ask(event: SubmitEvent): void {
    event.preventDefault();
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || this.running !== null || !this.#check.accepts(form)) return;
    const text = String(new FormData(form).get('question') ?? '').trim();
    this.asked = null;
    void this.#run('question', async (api, inbox) => {
      const { rows } = await tryAssistant(api, inbox, { type: 'question', text });
      this.asked = rows[0] ?? null;
    });
  }

  /** A few at a time, so that the first can be read while the others are asked. */
  async #replay(): Promise<void> {
    this.replayed = [];
    this.hasEnded = false;
    await this.#run('conversations', async (api, inbox) => {
      const wanted = this.#wanted;
      if (this.count === 'chosen') {
        await this.#replayChosen(api, inbox);
        return;
      }
      let before: string | null = null;
      while (this.replayed.length < wanted && !this.#isStopped) {
        const count = Math.min(atOnce, wanted - this.replayed.length);
        const page = await tryAssistant(api, inbox, {
          ...{ type: 'conversations', count },
          ...(before !== null && { before }),
        });
        this.replayed = [...this.replayed, ...page.rows];
        before = page.next;
        if (before === null) break;
      }
    });
    this.hasEnded = true;
  }

  async #replayChosen(api: ApiClient, inbox: string): Promise<void> {
    const { chosen } = this;
    for (let from = 0; from < chosen.length && !this.#isStopped; from += atOnce) {
      const conversations = chosen.slice(from, from + atOnce);
      const { rows } = await tryAssistant(api, inbox, { type: 'chosen', conversations });
      this.replayed = [...this.replayed, ...rows];
    }
  }

  get #wanted(): number {
    return this.count === 'chosen' ? this.chosen.length : Number(this.count);
  }

  async #run(
    what: 'question' | 'conversations',
    command: (api: ApiClient, inbox: string) => Promise<void>,
  ): Promise<void> {
    const { api, number } = this;
    if (!api || !number) return;
    this.#isStopped = false;
    this.running = what;
    this.problem = '';
    const failure = await failureOf(() => command(api, number.id));
    this.problem = failure?.message ?? '';
    this.running = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-assistant-trial': AssistantTrial;
  }
}
