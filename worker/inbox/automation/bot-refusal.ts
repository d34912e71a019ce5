/** The error for a bot that may not write: who has taken over, and when it may write again. */

import type { ModeReason } from '../../api/conversations/teamwork.ts';
import type { MessageError } from '../../api/errors.ts';
import type { NumberBot } from '../../api/numbers/numbers.ts';
import { ApiError } from '../../errors.ts';
import { type ConversationRow, modeOf } from '../records/rows.ts';
import { lastModeEntry } from '../records/team-entries.ts';

export const botPausedError: MessageError = {
  code: 'bot_paused',
  title: 'Not sent, because a person answers now.',
  advice: 'Nothing needs to be done. The bot can write again once it is resumed.',
  details: null,
  retry: 'never',
};

export function botRefusal(sql: SqlStorage, row: ConversationRow, { isPaused }: NumberBot): ApiError {
  if (isPaused) {
    return new ApiError(
      409,
      'bot_paused',
      'An admin has paused the bot of this number. It may send again once they resume it in the settings.',
      { mode: modeOf(row, Date.now()), until: null, by: null },
    );
  }
  const { mode, mode_until: until } = row;
  const entry = lastModeEntry(sql, row.id);
  const by = entry?.by ?? null;
  const why = mode === 'off' ? 'turned-off' : entry?.because;
  const again =
    until === null
      ? 'It may send again once an agent resumes it.'
      : `It may send again once an agent resumes it, or from ${new Date(until).toISOString()}.`;
  return new ApiError(409, 'bot_paused', `${reasonText(why, by?.name)} ${again}`, { mode, until, by });
}

function reasonText(because: ModeReason | undefined, name = 'The team'): string {
  switch (because) {
    case 'handed-over':
      return 'The bot has handed this conversation over to the team.';
    case 'looping':
      return 'The bot was stopped in this conversation, because it sent more than 20 messages in a minute.';
    case 'turned-off':
      return 'The bot is turned off for this conversation.';
    default:
      return `${name} has taken over this conversation from the bot.`;
  }
}
