/** The parts of what a number answers automatically that have only a text or a few values. */
import type { BotHookState } from '../../../../worker/api/automation/bot-hook.ts';
import type { AutomationSettings, AutomationState } from '../../../../worker/api/automation/settings.ts';
import type { Turn, TurnSource } from '../../../../worker/api/automation/turns.ts';
import { automationWords as words } from '../../../locales/automation.ts';
import { numberText } from '../../ui/time/times.ts';

export type Block = Exclude<keyof typeof words.blocks, FollowUp | 'bot'>;
/** Those that come without a message of the customer. */
export type FollowUp = 'resolve' | 'satisfaction';

/** What the log calls it; null: it sends nothing itself. */
const sources: Readonly<Record<Block, TurnSource | null>> = {
  hours: null,
  welcome: 'welcome',
  away: 'away',
  handOver: 'hand-over',
  stop: 'stop',
  limits: null,
};

/** Those that can be turned off, and what that changes. */
export const turnedOff: Readonly<Partial<Record<Block, Partial<AutomationSettings>>>> = {
  welcome: { welcome: null },
  away: { away: null },
  stop: { stopReply: null },
};

/** Null: there is nothing that could be on or off. */
export function isOn(block: Block, { settings, isOpen }: AutomationState): boolean | null {
  switch (block) {
    case 'hours':
      return isOpen !== null;
    case 'welcome':
      return settings.welcome !== null;
    case 'away':
      return settings.away !== null;
    case 'stop':
      return settings.stopReply !== null;
    case 'handOver':
    case 'limits':
      return null;
  }
}

/** How it is set, and what it did lately. */
export function summaryOf(block: Block, state: AutomationState, turns: readonly Turn[] | null): string {
  const { settings, isOpen } = state;
  const usage = usageOf(block, turns);
  switch (block) {
    case 'hours':
      return isOpen === null ? words.about.hours : openingNow(state);
    case 'welcome':
      return settings.welcome === null ? words.about.welcome : usage;
    case 'away':
      if (settings.away === null) return words.about.away;
      return isOpen === null ? words.awayNeedsHours : usage;
    case 'stop':
      return settings.stopReply === null ? words.about.stop : usage;
    case 'handOver':
      return `${words.wordCount(settings.handOver.words.length)} · ${usage}`;
    case 'limits':
      return words.limitsShort(
        numberText(settings.limits.inTenMinutes ?? 0),
        numberText(settings.limits.inDay ?? 0),
      );
  }
}

/** How the bot hook is set, what is wrong with it, or what it did lately. */
export function hookSummary(
  { settings, problems, retryAt }: BotHookState,
  turns: readonly Turn[] | null,
): string {
  if (settings.when === 'off') return words.about.bot;
  const [problem] = problems;
  if (problem) return words.hook.problems[problem];
  if (retryAt !== null) return words.hook.isDown(words.hook.fallbacks[settings.fallback]);
  return [words.hook.whens[settings.when], usedBy('bot', turns)].filter(Boolean).join(' · ');
}

/** More than these are not loaded. */
export const countedTurns = 100;

function usageOf(block: Block, turns: readonly Turn[] | null): string {
  const source = sources[block];
  return source === null ? '' : usedBy(source, turns);
}

/** How often something was sent or done by a source. */
export function usedBy(source: TurnSource, turns: readonly Turn[] | null): string {
  if (turns === null) return '';
  const count = turns.filter((turn) => turn.source === source && hasActed(turn)).length;
  return turns.length >= countedTurns && count > 0
    ? words.usedAtLeast(numberText(count - 1))
    : words.used(count);
}

function hasActed({ outcome }: Turn): boolean {
  return outcome !== 'withdrawn' && outcome !== 'failed';
}

/** Whether the number is open, and until when. */
export function openingNow(
  { isOpen, changesAt }: AutomationState,
  untilText?: (at: number) => string,
): string {
  if (isOpen === null) return words.noHours;
  if (changesAt === null || !untilText) return isOpen ? words.openNow : words.closedNow;
  return isOpen ? words.openUntil(untilText(changesAt)) : words.closedUntil(untilText(changesAt));
}
