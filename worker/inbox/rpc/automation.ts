/** What the number answers automatically. */
import type { AutomationSettings, AutomationState } from '../../api/automation/settings.ts';
import type { TurnPage } from '../../api/automation/turns.ts';
import { askWorkspace } from '../../peers.ts';
import { sentInMonth } from '../automation/turns/limits.ts';
import type { Context } from '../context.ts';
import { type TurnQuery, turnsBefore } from '../records/turn-rows.ts';

export class AutomationDesk {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  state(): AutomationState {
    const { sql, parts } = this.#context;
    const { automation } = parts;
    const now = Date.now();
    const opening = automation.openingAt(now);
    return {
      settings: automation.settings,
      isPausedForAll: automation.isPausedForAll,
      isOpen: opening?.isOpen ?? null,
      changesAt: opening?.changesAt ?? null,
      sentInMonth: sentInMonth(sql, now),
    };
  }

  async change(settings: AutomationSettings): Promise<AutomationState> {
    await this.changed(() => this.#context.parts.automation.change(settings));
    return this.state();
  }

  /** Changes what can answer, in a transaction. Afterwards the Workspace knows whether anything can. */
  async changed<Result>(change: () => Result): Promise<Result> {
    const { env, id, parts } = this.#context;
    const { automation, changes, jobs, modes } = parts;
    const before = { isOn: automation.isOn, isPaused: automation.settings.isPaused };
    const result = changes.transaction(() => {
      const done = change();
      modes.automationChanged(before.isOn);
      return done;
    });
    jobs.pump();
    const now = { isOn: automation.isOn, isPaused: automation.settings.isPaused };
    const isSame = now.isOn === before.isOn && now.isPaused === before.isPaused;
    if (!isSame) await askWorkspace(env).numbers.automationChanged(id, now);
    return result;
  }

  turns(query: TurnQuery): TurnPage {
    return turnsBefore(this.#context.sql, query);
  }
}
