/** The sources that only have a text: an opt-out, the wish for a person, away, welcome. */
import type { AutomaticText } from '../../../api/automation/settings.ts';
import type { TurnSource } from '../../../api/automation/turns.ts';
import { type Language, languageAmong } from '../../../api/languages.ts';
import { type StopWordLists, wishesOf, wishIn } from '../../../whatsapp/receiving/stop-words.ts';
import type { Policy } from '../../number/policy.ts';
import { wordsIn } from '../../number/words-in.ts';
import { conversationRow } from '../../records/rows.ts';
import { lastTurnOf } from '../../records/turn-rows.ts';
import { fillText, languageOf, openingText, type TextValues, textIn, valuesFor } from '../automatic-text.ts';
import type { Automation } from '../automation-settings.ts';
import { textOf } from '../rules/said.ts';
import { type AnswerSource, type Burst, type Plan, textContent } from './source.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** No away text so soon after a person wrote. */
const personQuietMs = 15 * minute;

export interface SourceParts {
  sql: SqlStorage;
  automation: Automation;
}

/** A text of the number as a message, in the customer's language, with its values. */
export function textMessage(
  parts: SourceParts,
  burst: Pick<Burst, 'conversation' | 'now'>,
  texts: AutomaticText,
): string {
  const { text, language } = textIn(texts, [
    languageOf(burst.conversation),
    parts.automation.number.language,
  ]);
  return fillText(text, textValues(parts, burst, language));
}

/** `tag`: the language of the text. Without it, the customer's. */
export function textValues(
  { sql, automation }: SourceParts,
  { conversation, now }: Pick<Burst, 'conversation' | 'now'>,
  tag?: Language,
): TextValues {
  const { hours, number } = automation;
  const opening = automation.openingAt(now);
  const opensAt = opening && !opening.isOpen ? opening.changesAt : null;
  const own = number.language === null ? null : languageAmong([number.language]);
  const language = tag ?? languageOf(conversation) ?? own ?? 'en';
  return valuesFor(sql, conversation, { name: number.name, opens: openingText(hours, opensAt, language) });
}

function said(source: TurnSource, body: string, more: Partial<Plan> = {}): Plan {
  return {
    source,
    subject: null,
    messages: [textContent(body)],
    answers: false,
    ...more,
  };
}

/** Confirms an opt-out. Nothing else answers the message. */
export function stopSource(parts: SourceParts, policy: Policy): AnswerSource {
  return {
    decide(burst) {
      const last = burst.messages.at(-1);
      if (!last || policy.wishIn(wordsIn(last.content)) !== 'stop') return null;
      const reply = parts.automation.settings.stopReply;
      const done: Plan = { source: 'stop', subject: null, messages: [], answers: true };
      return reply ? said('stop', textMessage(parts, burst, reply), { answers: true }) : done;
    },
  };
}

/** What a customer is told who is left to the team; null: nothing. */
export function handOverText(parts: SourceParts, burst: Burst): string | null {
  const { reply } = parts.automation.settings.handOver;
  return reply && textMessage(parts, burst, reply);
}

/** The customer asks for a person. */
export function handOverSource(parts: SourceParts): AnswerSource {
  return {
    decide(burst) {
      // They have one.
      if (burst.isWithPerson) return null;
      const { words } = parts.automation.settings.handOver;
      const wishes = wishesOf(ownWords(words));
      const isAsked = burst.messages.some(({ content }) => wishIn(textOf(content), wishes) === 'stop');
      if (!isAsked) return null;
      const reply = handOverText(parts, burst);
      const messages = reply === null ? [] : [textContent(reply)];
      return { source: 'hand-over', subject: null, messages, answers: false, handsOver: true };
    },
  };
}

/** As stop words, which are compared in the same way. */
export function ownWords(words: string[]): StopWordLists {
  return { ...emptyLists, other: { stop: words, resume: [] } };
}

const none = { stop: [], resume: [] };
const emptyLists = {
  ...{ en: none, es: none, 'pt-BR': none, fr: none, de: none },
  ...{ ar: none, hi: none, id: none, other: none },
};

/** Once while the number is closed, and not right after a person. */
export function awaySource(parts: SourceParts): AnswerSource {
  const { sql, automation } = parts;
  return {
    decide(burst) {
      const { conversation, now, isWithPerson } = burst;
      const { away } = automation.settings;
      const opening = away && automation.openingAt(now);
      if (!away || !opening || opening.isOpen) return null;
      if (isWithPerson && now - conversation.mode_at < personQuietMs) return null;
      if (personWroteSince(sql, conversation.id, now - personQuietMs)) return null;
      const last = lastTurnOf(sql, conversation.id, 'away')?.ended_at ?? null;
      // The number has not been open since.
      const openedSince = last === null ? null : automation.openingAt(last);
      if (last !== null && openedSince && !openedSince.isOpen && (openedSince.changesAt ?? now + 1) > now) {
        return null;
      }
      return said('away', textMessage(parts, burst, away.text));
    },
  };
}

/** Whoever writes for the first time, or again after a long time. */
export function welcomeSource(parts: SourceParts): AnswerSource {
  const { sql, automation } = parts;
  return {
    decide(burst) {
      const { welcome } = automation.settings;
      if (!welcome || burst.isWithPerson) return null;
      if (!isNewSince(sql, burst, welcome.againAfterDays)) return null;
      const body = textMessage(parts, burst, welcome.text);
      if (welcome.buttons.length === 0) return said('welcome', body);
      const buttons = welcome.buttons.map((title, index) => ({
        type: 'reply',
        reply: { id: `welcome/${index}`, title },
      }));
      const content = {
        type: 'interactive',
        interactive: { type: 'button', body: { text: body }, action: { buttons } },
      };
      return { ...said('welcome', body), messages: [content] };
    },
  };
}

/** Whether the contact has not written for so many days before this burst, if ever. */
export function isNewSince(sql: SqlStorage, { conversation, messages, now }: Burst, days: number): boolean {
  const [first] = messages;
  if (!first) return false;
  return (
    sql
      .exec(
        `SELECT 1 FROM message WHERE conversation_id = ?1 AND sent_at > ?2 AND id < ?3 AND direction = 'in'
           AND target IS NULL LIMIT 1`,
        ...[conversation.id, now - days * day, first.row.id],
      )
      .toArray().length === 0
  );
}

/** Whether a person has written, in the console, in the phone app or through a token that sends as one. */
export function personWroteSince(sql: SqlStorage, conversationId: number, at: number): boolean {
  return (
    conversationRow(sql, conversationId) !== null &&
    sql
      .exec(
        `SELECT 1 FROM message WHERE conversation_id = ?1 AND sent_at >= ?2 AND direction = 'out' AND target IS NULL
           AND (author ->> 'type' = 'phone-app' OR (author ->> 'type' = 'agent' AND author ->> 'isBot' IS NULL)) LIMIT 1`,
        ...[conversationId, at],
      )
      .toArray().length > 0
  );
}
