import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BotHookState } from '../../../../worker/api/automation/bot-hook.ts';
import type { FollowUps } from '../../../../worker/api/automation/follow-ups.ts';
import type { AutomationSettings, AutomationState } from '../../../../worker/api/automation/settings.ts';
import type { Turn } from '../../../../worker/api/automation/turns.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeAutomation,
  changeBotHook,
  changeFollowUps,
  getAutomation,
  getBotHook,
  getFollowUps,
  getTurns,
  pauseAutomation,
} from '../../../client/api/automation.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSelect, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../ui/feedback/toast-show.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { momentText, numberText, timeText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';
import './block-dialog.ts';
import type { BlockSaved } from './block-dialog.ts';
import {
  type Block,
  countedTurns,
  type FollowUp,
  hookSummary,
  isOn,
  openingNow,
  summaryOf,
  turnedOff,
  usedBy,
} from './blocks.ts';
import type { HookSaved } from './hook-dialog.ts';
import { overviewStyles } from './overview-styles.ts';

interface Shown {
  state: AutomationState;
  /** Those of the last seven days, the newest first; null: they could not be loaded. */
  turns: readonly Turn[] | null;
  followUps: FollowUps;
  hook: BotHookState;
}

/** A part of automation in the list. */
interface Row {
  name: string;
  icon: TemplateResult;
  summary: string;
  /** Null: there is nothing that could be on or off. */
  isOn: boolean | null;
  turnOff: (() => void) | null;
  open(): void;
}

type Opened = Block | FollowUp | 'bot';

const hour = 60;
const day = 24 * hour;
const resumeTimes: readonly number[] = [5, 15, 30, hour, 2 * hour, 4 * hour, 8 * hour, day, 3 * day, 7 * day];
const weekMs = 7 * day * 60_000;

const order: readonly Block[] = ['hours', 'welcome', 'away', 'handOver', 'stop', 'limits'];
const followUpIcons: Readonly<Record<FollowUp, TemplateResult>> = {
  resolve: icons.checks,
  satisfaction: icons.star,
};
const blockIcons: Readonly<Record<Block, TemplateResult>> = {
  hours: icons.clock,
  welcome: icons.smile,
  away: icons.away,
  handOver: icons.person,
  stop: icons.blocked,
  limits: icons.limits,
};

/** What a number answers automatically at a glance: whether it is on, what it did lately, and each part of it. */
@customElement('agent-console-automation-overview')
export class AutomationOverview extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** The block whose form is open. */
  @state() private open: Opened | null = null;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), { of: ['automation', 'hours'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    overviewStyles,
  ];

  protected override render() {
    const shown = this.#task.shown;
    if (!shown) return this.#task.renderUnloaded(5);
    const { settings, isPausedForAll } = shown.state;
    return html`${this.#renderState(shown.state)}
      <ul aria-label=${words.parts}>
        ${order.map((block) => this.#renderBlock(block, shown))} ${this.#renderHook(shown)}
        ${(['resolve', 'satisfaction'] as const).map((one) => this.#renderFollowUp(one, shown))}
      </ul>
      <div class="rows">
        ${renderSelect({
          ...{ name: 'resume', label: words.resumeAfter, hint: words.resumeAfterHint },
          value: String(settings.resumeAfterMinutes),
          options: timesWith(settings.resumeAfterMinutes ?? 4 * hour).map((minutes) => [
            String(minutes),
            spanText(minutes),
          ]),
          change: (minutes) => this.#change({ resumeAfterMinutes: Number(minutes) }),
        })}
        ${renderSwitch({
          ...{ name: 'pause', label: words.pauseNumber, hint: words.pauseNumberHint },
          isOn: settings.isPaused ?? false,
          change: (isPaused) => this.#change({ isPaused }),
        })}
        ${renderSwitch({
          ...{ name: 'pause-all', label: words.pauseAll, isOn: isPausedForAll },
          change: (isPaused) => void this.#pauseAll(isPaused),
        })}
      </div>
      ${this.#task.renderProblem()} ${this.#renderDialog(shown)}`;
  }

  #renderState(state: AutomationState) {
    const { settings, isPausedForAll, sentInMonth } = state;
    const isPaused = isPausedForAll || settings.isPaused;
    const isAnyOn =
      order.some((block) => block !== 'hours' && isOn(block, state)) || this.number?.automation.isOn;
    const text = isPausedForAll ? 'pausedForAll' : isPaused ? 'paused' : isAnyOn ? 'on' : 'off';
    const limit = settings.limits?.inMonth ?? null;
    return html`<div class="now ${text}">
      <span class="sign" aria-hidden="true">${isPaused ? icons.pause : icons.automation}</span>
      <div>
        <strong role="status">${words.state[text]}</strong>
        <p class="quiet">
          ${openingNow(state, soonText)} ·
          ${limit === null ? words.sentInMonth(sentInMonth) : words.sentOfMonth(numberText(sentInMonth), numberText(limit))}
        </p>
      </div>
    </div>`;
  }

  #renderBlock(block: Block, { state, turns }: Shown) {
    const on = isOn(block, state);
    return this.#renderRow({
      ...{ name: words.blocks[block], icon: blockIcons[block], summary: summaryOf(block, state, turns) },
      isOn: on,
      turnOff: on && turnedOff[block] ? () => void this.#turnOff(block, state.settings) : null,
      open: () => void this.#open(block),
    });
  }

  #renderHook({ hook, turns }: Shown) {
    const on = hook.settings.when !== 'off';
    return this.#renderRow({
      ...{ name: words.blocks.bot, icon: icons.webhook, isOn: on, summary: hookSummary(hook, turns) },
      turnOff: on ? () => void this.#turnHookOff(hook) : null,
      open: () => void this.#open('bot'),
    });
  }

  #renderFollowUp(one: FollowUp, { followUps, turns }: Shown) {
    const on = followUps[one] !== null;
    return this.#renderRow({
      ...{ name: words.blocks[one], icon: followUpIcons[one], isOn: on },
      summary: on ? usedBy(one === 'resolve' ? 'follow-up' : 'satisfaction', turns) : words.about[one],
      turnOff: on ? () => void this.#turnFollowUpOff(one, followUps) : null,
      open: () => void this.#open(one),
    });
  }

  #renderRow({ name, icon, summary, isOn: on, turnOff, open }: Row) {
    return html`<li class=${on === false ? 'off' : ''}>
      <span class="block">
        <span class="sign" aria-hidden="true">${icon}</span>
        <span>
          <strong>${name}</strong>
          ${on === null ? nothing : html`<span class="mark ${on ? 'on' : ''}">${on ? words.on : words.off}</span>`}
          <small>${summary}</small>
        </span>
      </span>
      ${turnOff ? html`<button class="button ghost" @click=${turnOff}>${words.turnOff}</button>` : nothing}
      <button
        class="button"
        aria-label=${on === false ? words.setUpNamed(name) : words.editNamed(name)}
        @click=${open}
      >
        ${on === false ? words.setUp : words.edit}
      </button>
    </li>`;
  }

  #renderDialog({ state: { settings }, followUps, hook }: Shown) {
    const { open, api, number } = this;
    const close = () => {
      this.open = null;
    };
    if (open === null) return nothing;
    if (open === 'hours')
      return html`<agent-console-automation-hours
        .api=${api}
        .number=${number}
        @hours-saved=${() => {
          close();
          void this.#task.reload();
        }}
        @dialog-close=${close}
      ></agent-console-automation-hours>`;
    if (open === 'bot')
      return html`<agent-console-bot-hook
        .api=${api}
        .number=${number}
        .hook=${hook}
        @hook-saved=${({ hook: saved }: HookSaved) => {
          close();
          const { shown } = this.#task;
          if (shown) void this.#task.show(async () => ({ ...shown, hook: saved }));
        }}
        @hook-tested=${() => void this.#task.reload()}
        @dialog-close=${close}
      ></agent-console-bot-hook>`;
    if (open === 'resolve' || open === 'satisfaction')
      return html`<agent-console-follow-up
        .api=${api}
        .number=${number}
        .kind=${open}
        .settings=${followUps}
        @follow-up-saved=${() => {
          close();
          void this.#task.reload();
        }}
        @dialog-close=${close}
      ></agent-console-follow-up>`;
    return html`<agent-console-automation-block
      .api=${api}
      .number=${number}
      .block=${open}
      .settings=${settings}
      @block-saved=${({ state }: BlockSaved) => {
        close();
        this.#show(state);
      }}
      @dialog-close=${close}
    ></agent-console-automation-block>`;
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const since = Date.now() - weekMs;
    const [state, followUps, hook, turns] = await Promise.all([
      getAutomation(api, number.id),
      getFollowUps(api, number.id),
      getBotHook(api, number.id),
      getTurns(api, number.id, { limit: String(countedTurns) }).then(
        ({ rows }) => rows.filter(({ beganAt }) => beganAt >= since),
        () => null,
      ),
    ]);
    return { state, followUps, hook, turns };
  }

  #show(state: AutomationState): void {
    const { shown } = this.#task;
    if (shown) void this.#task.show(async () => ({ ...shown, state }));
  }

  async #open(block: Opened): Promise<void> {
    this.#task.forgetOutcome();
    if (block === 'hours') await import('./hours-dialog.ts');
    if (block === 'bot') await import('./hook-dialog.ts');
    if (block === 'resolve' || block === 'satisfaction') await import('./follow-up-dialog.ts');
    this.open = block;
  }

  #change(change: Partial<AutomationSettings>): Promise<boolean> {
    const { number } = this;
    return this.#task.show(async (api) => {
      const { shown } = this.#task;
      if (!number || !shown) return shown;
      const state = await changeAutomation(api, number.id, { ...shown.state.settings, ...change });
      return { ...shown, state };
    });
  }

  async #turnOff(block: Block, { welcome, away, stopReply }: AutomationSettings): Promise<void> {
    const change = turnedOff[block];
    if (!change || !(await this.#change(change))) return;
    const undo = () => void this.#change({ welcome, away, stopReply });
    this.dispatchEvent(new ToastShow({ text: words.turnedOff(words.blocks[block]), undo }));
  }

  async #turnFollowUpOff(one: FollowUp, before: FollowUps): Promise<void> {
    const { number } = this;
    if (!number) return;
    const change = (followUps: FollowUps) =>
      this.#task.change((api) => changeFollowUps(api, number.id, followUps));
    if (!(await change({ ...before, [one]: null }))) return;
    const undo = () => void change(before);
    this.dispatchEvent(new ToastShow({ text: words.turnedOff(words.blocks[one]), undo }));
  }

  async #turnHookOff({ settings: before }: BotHookState): Promise<void> {
    const { number } = this;
    if (!number) return;
    const change = (settings: BotHookState['settings']) =>
      this.#task.change((api) => changeBotHook(api, number.id, settings));
    if (!(await change({ ...before, when: 'off' }))) return;
    const undo = () => void change(before);
    this.dispatchEvent(new ToastShow({ text: words.turnedOff(words.blocks.bot), undo }));
  }

  async #pauseAll(isPaused: boolean): Promise<void> {
    const isSure =
      !isPaused ||
      (await confirmed(this, {
        ...{ title: words.pauseAllTitle, text: words.pauseAllText, action: words.pause, isDangerous: true },
      }));
    if (isSure) await this.#task.change((api) => pauseAutomation(api, { isPaused }));
    // The switch shows again what is stored.
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name=pause-all]');
    if (field) field.checked = this.#task.shown?.state.isPausedForAll ?? false;
  }
}

/** Today the time is enough. */
function soonText(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? timeText(at) : momentText(at);
}

/** The times to choose from, and the one that a program has set. */
function timesWith(set: number): readonly number[] {
  return resumeTimes.includes(set) ? resumeTimes : [...resumeTimes, set].sort((a, b) => a - b);
}

function spanText(minutes: number): string {
  if (minutes % day === 0) return words.days(minutes / day);
  return minutes % hour === 0 ? words.hours(minutes / hour) : words.minutes(minutes);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-overview': AutomationOverview;
  }
}
