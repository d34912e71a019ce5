/** The assistant as a source of turns: it answers, or drafts an answer for the team. */
import type {
  AssistantSettings,
  AnswerSource as Source,
  Suggestion,
} from '../../../api/automation/assistant.ts';
import { type Language, language } from '../../../api/languages.ts';
import type { HandOverReason } from '../../../assistant/answer.ts';
import { usualDisclosures, withDisclosure } from '../../../assistant/disclosure.ts';
import { languageOf as languageOfText } from '../../../assistant/language.ts';
import { log } from '../../../log.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';
import { changeLabels } from '../../records/labels.ts';
import { aliasesIn, type ConversationRow, contactOf, conversationRow } from '../../records/rows.ts';
import { addEntry } from '../../records/team-entries.ts';
import type { TurnRow } from '../../records/turn-rows.ts';
import { languageOf } from '../automatic-text.ts';
import { automaticPerson } from '../rules/plan-actions.ts';
import type { AnswerSource, Burst, Composition, Plan } from '../turns/source.ts';
import { textMessage } from '../turns/usual-sources.ts';
import { type Asked, type AskParts, askAssistant, maxWaitMs } from './ask.ts';
import type { AssistantSettingsStore } from './assistant-settings.ts';
import { conversationLines } from './conversation-lines.ts';
import { canRead, type PerceiveParts, perceive } from './perceive.ts';
import { putSuggestion } from './suggestions.ts';
import { budgetWarning, countUsage, isBudgetUsed } from './usage.ts';

/** Why it hands over. `not_understood`: it would ask back for the third time. */
type Reason = HandOverReason | Unasked | 'not_understood';
/** Why no model was asked: a message that it cannot read, or too many customers at the same time. */
type Unasked = 'unreadable_media' | 'too_many_at_once';

const second = 1_000;
/** Two calls of a model, and one more where the first was of no use. */
const timeoutMs = 50 * second;
/** After this time without an answer of the assistant, a customer is told again that it is one. */
const disclosedForMs = 24 * 60 * 60 * second;
/** A thank-you is not longer. Anything longer that the model would ignore is shown to the team. */
const maxCourtesy = 60;
/** Who has done what it did. The console has its own word for it. */
export const assistantPerson = automaticPerson({ id: 'assistant', name: 'Assistant' });

interface Parts extends AskParts, PerceiveParts {
  changes: ChangeLog;
  settings: AssistantSettingsStore;
  /** Whether the number has a bot: then that answers. */
  hasBot: () => boolean;
  showTyping: (conversationId: number) => Promise<void>;
  resolve: (row: ConversationRow) => void;
  suggested: (suggestion: Suggestion) => void;
  /** Most of its budget is used now, or a new one has begun. */
  budgetChanged: () => void;
}

export class Assistant {
  /** Answers customers. Before the away text and the welcome, which it makes needless. */
  readonly answering: AnswerSource;
  /** Drafts answers for the team, where nothing else is said. */
  readonly suggesting: AnswerSource;
  #parts: Parts;
  /** What admins were last told of its budget. */
  #warned: ReturnType<typeof budgetWarning> = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.answering = { decide: (burst, isWanted = false) => this.#decide(burst, isWanted) };
    this.suggesting = { decide: (burst) => this.#suggest(burst) };
  }

  get isOn(): boolean {
    return this.#parts.settings.now.mode !== 'off';
  }

  /** At some time of the day at least. */
  get isAnswering(): boolean {
    return this.isOn && this.#parts.settings.now.mode !== 'suggest';
  }

  get isSuggesting(): boolean {
    return this.isOn && this.#parts.settings.now.mode !== 'always';
  }

  /** Whether the number has a bot, so that the assistant is silent. */
  get isBotThere(): boolean {
    return this.#parts.hasBot();
  }

  #decide(burst: Burst, isWanted: boolean): Composition | null {
    const { mode } = this.#parts.settings.now;
    if (burst.isWithPerson || !(isWanted || this.#answersNow(burst.now)) || mode === 'off') return null;
    if (!this.#isAble(burst)) return null;
    return {
      ...{ source: 'assistant', subject: null, answers: true, timeoutMs },
      compose: (turn, signal) => this.#compose(turn, burst, signal),
    };
  }

  #suggest(burst: Burst): Composition | null {
    const { mode } = this.#parts.settings.now;
    const suggests = mode === 'suggest' || (mode === 'outside-hours' && !this.#answersNow(burst.now));
    if (!suggests || !this.#isAble(burst)) return null;
    return {
      ...{ source: 'suggestion', subject: null, answers: false, timeoutMs },
      compose: (turn, signal) => this.#draft(turn, burst, signal),
    };
  }

  #answersNow(now: number): boolean {
    const { settings, automation } = this.#parts;
    const { mode } = settings.now;
    if (mode !== 'outside-hours') return mode === 'always';
    // Without hours it is never closed.
    return automation.openingAt(now)?.isOpen === false;
  }

  /** Whether it could read the messages, and has a model and tokens left. If not, the team is notified as without it. */
  #isAble(burst: Burst): boolean {
    const { env, sql, settings, hasBot } = this.#parts;
    const hasModel = settings.now.provider === 'own' || env.AI !== undefined;
    return (
      hasModel &&
      !hasBot() &&
      canRead(env, settings.now, burst) &&
      !isBudgetUsed(sql, settings.now, burst.now)
    );
  }

  async #compose(turn: TurnRow, burst: Burst, signal: AbortSignal): Promise<Plan> {
    const asked = await this.#inTurn(() => {
      this.#showTyping(turn);
      return this.#ask(turn, burst, signal);
    }, signal);
    return typeof asked === 'string' ? this.#handOver(burst, null, asked) : this.#planOf(burst, asked);
  }

  async #draft(turn: TurnRow, burst: Burst, signal: AbortSignal): Promise<Plan> {
    const asked = await this.#inTurn(() => this.#ask(turn, burst, signal), signal);
    const plan: Plan = { source: 'suggestion', subject: null, messages: [], answers: false };
    if (typeof asked === 'string') {
      return { ...plan, details: { action: 'handoff', because: asked, sources: [] } };
    }
    const { answer, sources } = asked;
    const { decision } = answer;
    return {
      ...plan,
      details: detailsOf(asked),
      act: ({ id, conversation_id: conversationId, last_id: lastMessageId }) => {
        const made: Suggestion = {
          ...{ turn: id, conversationId, lastMessageId, sources, reason: answer.reason, at: Date.now() },
          action: decision.action,
          text: 'text' in decision && decision.text !== '' ? decision.text : null,
        };
        putSuggestion(this.#parts.sql, made);
        this.#parts.suggested(made);
      },
    };
  }

  /** With many customers at once, the later ones wait until an earlier one has their answer. */
  async #inTurn(ask: () => Promise<Asked | Unasked>, signal: AbortSignal): Promise<Asked | Unasked> {
    const untilTooLate = AbortSignal.any([signal, AbortSignal.timeout(maxWaitMs)]);
    const used = await this.#parts.slots.use(ask, untilTooLate);
    return used ? used.value : 'too_many_at_once';
  }

  #showTyping({ conversation_id: id }: TurnRow): void {
    this.#parts.showTyping(id).catch((error: unknown) => {
      log('warn', 'typing_not_shown', { fault: error instanceof Error ? error.name : typeof error });
    });
  }

  /** What is asked counts, also if the answer is not needed any more. */
  async #ask(turn: TurnRow, burst: Burst, signal: AbortSignal): Promise<Asked | Unasked> {
    const { sql, settings } = this.#parts;
    const row = conversationRow(sql, turn.conversation_id);
    const perceived = await perceive(this.#parts, settings.now, burst, signal);
    if (!perceived || !row) return 'unreadable_media';
    const asked = await askAssistant(
      this.#parts,
      settings.now,
      {
        lines: conversationLines(sql, row.id, turn.last_id, perceived),
        contactName: row.book_name || row.profile_name ? contactOf(row, aliasesIn(sql, row.id)).name : '',
        now: Date.now(),
      },
      signal,
    );
    const { answer, embedded } = asked;
    countUsage(sql, answer.model, answer.usage, Date.now(), embedded);
    this.#warn();
    return asked;
  }

  get budgetWarning(): ReturnType<typeof budgetWarning> {
    const { sql, settings } = this.#parts;
    return this.isOn ? budgetWarning(sql, settings.now, Date.now()) : null;
  }

  #warn(): void {
    const warning = this.budgetWarning;
    if (warning === this.#warned) return;
    this.#warned = warning;
    this.#parts.budgetChanged();
  }

  #planOf(burst: Burst, asked: Asked): Plan {
    const { decision } = asked.answer;
    const plan: Plan = {
      ...{ source: 'assistant', subject: null, messages: [], answers: true },
      details: detailsOf(asked),
    };
    switch (decision.action) {
      case 'handoff':
        return this.#handOver(burst, asked, decision.because);
      case 'reply':
        if (asksBack(asked) && this.#hasAskedTwice(burst))
          return this.#handOver(burst, asked, 'not_understood');
        return {
          ...plan,
          messages: [this.#message(burst, decision.text)],
          act: ({ conversation_id: id }) => this.#label(id, asked),
        };
      case 'ignore':
      case 'close':
        return {
          ...plan,
          messages: 'text' in decision && decision.text !== '' ? [this.#message(burst, decision.text)] : [],
          act: ({ conversation_id: id }) => this.#end(id, burst, asked),
        };
    }
  }

  /** With the way to say when a person is there, if the owner has written one, and a note for the team. */
  #handOver(burst: Burst, asked: Asked | null, because: Reason): Plan {
    const { sql, automation, changes } = this.#parts;
    const { reply } = automation.settings.handOver;
    const body = reply && textMessage({ sql, automation }, burst, reply);
    const isSummary = because === 'asked_by_model' && asked !== null && asked.answer.reason !== '';
    return {
      ...{ source: 'assistant', subject: null, answers: false, handsOver: true },
      messages: body ? [{ type: 'text', text: { body } }].map((content) => content) : [],
      details: asked
        ? { ...detailsOf(asked), action: 'handoff', because }
        : { action: 'handoff', because, sources: [] },
      act: ({ conversation_id: id }) => {
        if (asked) this.#label(id, asked, true);
        if (!isSummary) return;
        addEntry(
          sql,
          changes,
          id,
          { type: 'note', text: asked.answer.reason, mentions: [] },
          assistantPerson,
        );
      },
    };
  }

  #label(conversationId: number, { labels, handOverLabel }: Asked, isHandedOver = false): void {
    const { sql, changes } = this.#parts;
    const add = [...labels, ...(isHandedOver && handOverLabel ? [handOverLabel] : [])];
    if (add.length > 0) changeLabels(sql, changes, conversationId, assistantPerson, { add, remove: [] });
  }

  /** Nothing is left to answer. What may be more than a thank-you is shown to the team instead. */
  #end(conversationId: number, { text }: Burst, asked: Asked): void {
    this.#label(conversationId, asked);
    const row = conversationRow(this.#parts.sql, conversationId);
    if (row && text.length <= maxCourtesy && !/[?？؟]/.test(text)) this.#parts.resolve(row);
  }

  /** Whether its last two answers in this stretch were questions of its own. */
  #hasAskedTwice({ conversation, now }: Burst): boolean {
    const last = this.#parts.sql
      .exec<{ asks: number | null }>(
        `SELECT details ->> 'asksBack' AS asks FROM turn
         WHERE conversation_id = ? AND source = 'assistant' AND outcome = 'answered' AND ended_at > ?
         ORDER BY id DESC LIMIT 2`,
        ...[conversation.id, now - disclosedForMs],
      )
      .toArray();
    return last.length === 2 && last.every(({ asks }) => asks === 1);
  }

  #message(burst: Burst, text: string): { type: string } {
    const { settings } = this.#parts;
    const body = this.#isDisclosed(burst)
      ? text
      : withDisclosure(text, this.#disclosure(burst, settings.now));
    return { type: 'text', text: { body } } as { type: string };
  }

  /** Whether the customer has been told, since a person last wrote to them, that an assistant answers. */
  #isDisclosed({ conversation, now }: Burst): boolean {
    if (!this.#parts.settings.now.disclosure.isOn) return true;
    const [last] = this.#parts.sql
      .exec<{ source: string | null }>(
        `SELECT author ->> 'source' AS source FROM message
         WHERE conversation_id = ? AND direction = 'out' AND target IS NULL AND sent_at > ? AND status IS NOT 'failed'
           AND (author IS NULL OR author ->> 'type' IN ('agent', 'phone-app') OR author ->> 'source' = 'assistant')
         ORDER BY sent_at DESC, id DESC LIMIT 1`,
        ...[conversation.id, now - disclosedForMs],
      )
      .toArray();
    return last?.source === 'assistant';
  }

  #disclosure({ conversation, text }: Burst, { disclosure }: AssistantSettings): string {
    const spoken = languageOfText(text) ?? languageOf(conversation) ?? this.#parts.automation.number.language;
    const tag: Language = language.options.find((one) => one === spoken) ?? 'en';
    return disclosure.texts[tag] ?? usualDisclosures[tag];
  }
}

/** Whether the reply is a question, and nothing of it is taken from the knowledge: it has not understood. */
function asksBack({ answer, sources }: Asked): boolean {
  const { decision } = answer;
  return decision.action === 'reply' && sources.length === 0 && /[?？؟]/.test(decision.text);
}

/** What the log of turns says: no words of the customer, and none of the prompt. */
function detailsOf(asked: Asked): { sources: readonly Source[] } & Record<string, unknown> {
  const { answer, sources } = asked;
  const { decision, reason, model, usage, calls, ms } = answer;
  return {
    action: decision.action,
    ...(decision.action === 'handoff' && { because: decision.because }),
    ...(asksBack(asked) && { asksBack: true }),
    ...{ reason, sources, model, calls, ms },
    ...{ inputTokens: usage.input, outputTokens: usage.output },
  };
}
