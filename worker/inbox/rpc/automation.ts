/** What the number answers automatically. */
import type {
  BotHookSettings,
  BotHookState,
  BotHookTest,
  TurnAnswer,
} from '../../api/automation/bot-hook.ts';
import type { EstimateQuery, EstimateResult } from '../../api/automation/estimate.ts';
import type { AutomationFile, AutomationFiles } from '../../api/automation/files.ts';
import type { FollowUps } from '../../api/automation/follow-ups.ts';
import type { Menu, MenuList, NewMenu } from '../../api/automation/menus.ts';
import type {
  NewRule,
  Rule,
  RuleAction,
  RuleList,
  RuleTrial,
  RuleTrialResult,
} from '../../api/automation/rules.ts';
import type { AutomationSettings, AutomationState } from '../../api/automation/settings.ts';
import type { Turn, TurnPage } from '../../api/automation/turns.ts';
import type { NumberAutomation } from '../../api/numbers/numbers.ts';
import { ApiError } from '../../errors.ts';
import { askWorkspace } from '../../peers.ts';
import { refusedIn } from '../automation/bot-hook/hook-answer.ts';
import { lastIn, wrongTurnToken } from '../automation/bot-hook/turn-token.ts';
import { actionsOf } from '../automation/menus/menus.ts';
import { estimate } from '../automation/rules/estimate.ts';
import { tryText } from '../automation/rules/try-text.ts';
import { sentInMonth } from '../automation/turns/limits.ts';
import { turnOver } from '../automation/turns/turn-over.ts';
import type { Context } from '../context.ts';
import type { NewUpload } from '../media/media.ts';
import type { KnownNames } from '../records/rule-rows.ts';
import { type TurnQuery, turnOf, turnsBefore } from '../records/turn-rows.ts';
import { checkActions, checkQuestions } from '../sending/check-actions.ts';

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
    const wasOn = automation.isOn;
    const before = this.#told();
    const result = changes.transaction(() => {
      const done = change();
      modes.automationChanged(wasOn);
      return done;
    });
    jobs.pump();
    const now = this.#told();
    const isSame = JSON.stringify(now) === JSON.stringify(before) && automation.isOn === wasOn;
    if (!isSame) await askWorkspace(env).numbers.automationChanged(id, now);
    return result;
  }

  /** What the Workspace and every console know of it. */
  #told(): NumberAutomation {
    const { automation, assistant } = this.#context.parts;
    return {
      isOn: automation.isAnswering,
      isPaused: automation.settings.isPaused,
      isSuggesting: assistant.isSuggesting,
    };
  }

  rules(): RuleList {
    return { rules: this.#context.parts.rules.list() };
  }

  /** Creates a rule without an id. */
  async putRule(id: string | null, rule: NewRule, names: KnownNames): Promise<Rule> {
    const { rules } = this.#context.parts;
    if (id !== null) rules.require(id);
    this.#checkMenus(rule.actions);
    await this.#check(rule.actions);
    return this.#changed(() => rules.put(id ?? crypto.randomUUID(), rule, names));
  }

  /** Throws if one of them could not be carried out. */
  #check(actions: readonly RuleAction[]): Promise<void> {
    const { sql, env, id: inbox, parts } = this.#context;
    const { templates, replies } = askWorkspace(env);
    const sendsFiles = async () => (await parts.access.get())?.sendsFiles ?? true;
    return checkActions({ sql, inbox, sendsFiles, workspace: { templates, replies } }, actions);
  }

  /** A rule or menu is another one, and so may be the files that they reply with. */
  #changed<Result>(change: () => Result): Promise<Result> {
    const { ruleFiles } = this.#context.parts;
    return this.changed(() => {
      const result = change();
      ruleFiles.changed(Date.now());
      return result;
    });
  }

  /** Returns the rule as it was. */
  removeRule(id: string): Promise<Rule> {
    return this.#changed(() => this.#context.parts.rules.remove(id));
  }

  async orderRules(ids: readonly string[]): Promise<RuleList> {
    return { rules: await this.changed(() => this.#context.parts.rules.order(ids)) };
  }

  menus(): MenuList {
    return { menus: this.#context.parts.menus.list() };
  }

  /** Creates a menu without an id. */
  async putMenu(id: string | null, menu: NewMenu, names: KnownNames): Promise<Menu> {
    const { menus } = this.#context.parts;
    if (id !== null) menus.require(id);
    const stored = { id: id ?? crypto.randomUUID(), menu, names };
    checkQuestions(stored);
    this.#checkMenus(actionsOf(menu));
    await this.#check(actionsOf(menu));
    return this.#changed(() => menus.put(stored));
  }

  /** Returns the menu as it was. */
  removeMenu(id: string): Promise<Menu> {
    const { menus, rules } = this.#context.parts;
    menus.require(id);
    const starters = [...rules.startersOf(id), ...menus.startersOf(id)];
    if (starters.length > 0) {
      throw new ApiError(
        409,
        'menu_in_use',
        `“${starters.join('”, “')}” starts this menu. Change that first.`,
        { starters },
      );
    }
    return this.#changed(() => menus.remove(id));
  }

  #checkMenus(actions: readonly RuleAction[]): void {
    for (const action of actions) {
      if (action.type === 'menu' && !this.#context.parts.menus.get(action.menu)) {
        throw new ApiError(422, 'menu_unknown', 'There is no menu with this id. Choose another one.');
      }
    }
  }

  /** The files that rules and menus reply with. */
  files(): AutomationFiles {
    return { files: this.#context.parts.ruleFiles.list() };
  }

  /** Adds a file that the Worker has stored in the bucket. */
  async addFile(upload: NewUpload): Promise<AutomationFile> {
    await this.#context.rejectDeleted();
    const { media, ruleFiles } = this.#context.parts;
    const now = Date.now();
    media.addUpload(upload, now);
    return ruleFiles.added(upload.id, now);
  }

  /** Where its bytes are. */
  file(id: string): { object: string; mimeType: string; filename: string | null } {
    const found = this.#context.parts.ruleFiles.find(id);
    if (found?.object == null) {
      throw new ApiError(404, 'media_not_found', 'No rule or menu has a file with this id.');
    }
    return { object: found.object, mimeType: found.mime_type, filename: found.filename };
  }

  followUps(): FollowUps {
    return this.#context.parts.followUps.now;
  }

  async changeFollowUps(settings: FollowUps): Promise<FollowUps> {
    await this.changed(() => this.#context.parts.followUps.change(settings));
    return settings;
  }

  estimate(query: EstimateQuery): Promise<EstimateResult> {
    const { sql, env, id: inbox, parts } = this.#context;
    return estimate({ sql, inbox, workspace: askWorkspace(env), ...parts }, query, Date.now());
  }

  /** What would answer a text. Nothing is written. */
  async tryText(trial: RuleTrial): Promise<RuleTrialResult> {
    const { sql, parts } = this.#context;
    const row = trial.conversation === undefined ? null : this.#context.row(trial.conversation);
    return tryText({ sql, ...parts }, row, trial);
  }

  hook(): BotHookState {
    return this.#context.parts.botHook.state();
  }

  /** Its webhook is checked already. */
  async changeHook(settings: BotHookSettings): Promise<BotHookState> {
    const { env, id, parts } = this.#context;
    const wasFailing = parts.botHook.failing !== null;
    await this.changed(() => parts.hookStore.change(settings));
    if (wasFailing) await askWorkspace(env).health.alertsChanged(id);
    return this.hook();
  }

  testHook(): Promise<BotHookTest> {
    return this.#context.parts.botHook.test();
  }

  /** The answer of a program to a turn. Throws unless the token is for it, and if the turn is over. */
  async answerTurn(turnId: number, token: string, answer: TurnAnswer): Promise<Turn> {
    const { sql, parts } = this.#context;
    const { automatic, botHook, jobs } = parts;
    const last = lastIn(token);
    if (last === null || !(await botHook.isTokenFor(token, turnId, last))) throw wrongTurnToken();
    if (!botHook.isOn) throw turnOver('ended');
    const refused = refusedIn(answer);
    if (refused !== null) {
      throw new ApiError(422, 'invalid_content', 'WhatsApp would reject this message; details say why.', {
        reason: refused,
      });
    }
    const plan = await botHook.planOf(answer);
    const turn = automatic.answer(turnId, last, plan);
    botHook.answered();
    jobs.pump();
    return turnOf(sql, turn);
  }

  turns(query: TurnQuery): TurnPage {
    return turnsBefore(this.#context.sql, query);
  }
}
