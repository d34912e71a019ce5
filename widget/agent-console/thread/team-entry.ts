/** An entry of the team in a thread: a note, or a line about an action. */
import { css, html, nothing } from 'lit';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import { speech } from '../../locales/speak.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { isolated, renderIsolated } from '../ui/isolated.ts';
import { noteColors } from '../ui/palettes/note.ts';
import { momentText, timeText } from '../ui/time/times.ts';

export function renderEntry(entry: Entry) {
  if (entry.type === 'note') {
    const isAssistant = entry.by?.id === assistantId;
    const by = isAssistant ? strings.turnSources.assistant : (entry.by?.name ?? '');
    return html`<article class="team-note ${isAssistant ? 'assistant' : ''}" aria-label=${strings.noteBy(by)}>
      <header>${isAssistant ? icons.assistant : nothing}<strong dir="auto">${by}</strong> <span>${strings.onlyTeam}</span> <time>${timeText(entry.at)}</time></header>
      <div dir="auto">${entry.text}</div>
    </article>`;
  }
  return html`<div class="line" dir=${speech.direction}>
    ${renderIsolated(entryText(entry))} · <time>${timeText(entry.at)}</time>
  </div>`;
}

/** The assistant among those who have left a note, such as its summary when it hands over. */
const assistantId = 'automation/assistant';

/** Who did what, in a sentence. */
export function entryText(entry: Exclude<Entry, { type: 'note' }>): string {
  const by = entry.by && isolated(entry.by.name);
  switch (entry.type) {
    case 'assigned':
      return assignedText(entry, by);
    case 'resolved':
      return strings.entryResolved(by);
    case 'snoozed':
      return strings.entrySnoozed(by, momentText(entry.until));
    case 'opened':
      if (by !== null) return strings.entryOpened(by);
      return entry.after === 'snoozed' ? strings.entryWoke : strings.entryReopened;
    case 'labelled':
      return strings.entryLabelled(by, entry.added.map(isolated), entry.removed.map(isolated));
    case 'merged':
      return strings.entryMerged(by, isolated(entry.name));
    case 'rated':
      return strings.entryRated(entry.score, entry.comment && isolated(entry.comment));
    case 'window-closed':
      return strings.entryWindowClosed;
    case 'mode':
      return strings.entryModes[entry.because](by);
  }
}

function assignedText(
  { to, from, team, because, by: agent }: Extract<Entry, { type: 'assigned' }>,
  by: string | null,
): string {
  const name = isolated(to?.name ?? '');
  const former = isolated(from?.name ?? '');
  if (to === null && because && because !== 'distribution') return strings.entryReleased[because](former);
  if (to !== null && (because === 'no-answer' || because === 'offline')) {
    return strings.entryReassigned[because](name, former);
  }
  if (team?.to) {
    // With the agent whom its distribution has chosen.
    const chosen = to !== null && to.id !== from?.id ? ` · ${name}` : '';
    return strings.entryTeamAssigned(by, isolated(team.to.name) + chosen);
  }
  if (team?.from && to?.id === from?.id) return strings.entryTeamRemoved(by, isolated(team.from.name));
  if (to === null) return strings.entryUnassigned(by, former);
  if (because === 'distribution') return strings.entryDistributed(name);
  return to.id === agent?.id ? strings.entrySelfAssigned(name) : strings.entryAssigned(by, name);
}

export const entryStyles = css`
  ${noteColors}
  .team-note {
    justify-self: center;
    inline-size: min(544px, 92%);
    margin-block: 4px;
    padding: 8px 12px;
    border: 1px dashed var(--note-line);
    border-radius: var(--radius-m);
    background: var(--note);
    color: var(--on-note);
    overflow-wrap: anywhere;
  }
  .team-note header svg {
    inline-size: 16px;
    block-size: 16px;
    align-self: center;
  }
  .team-note.assistant {
    border-style: solid;
  }
  .team-note div {
    white-space: pre-line;
  }
  .team-note header {
    display: flex;
    gap: 2px 8px;
    flex-wrap: wrap;
    align-items: baseline;
    margin-block-end: 4px;
    font-size: 12px;
  }
  .team-note time {
    margin-inline-start: auto;
  }
`;
