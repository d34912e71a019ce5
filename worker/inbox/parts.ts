/** Creates and connects the parts of an inbox, and registers the listeners of its change log. */
import type { AutomaticText } from '../api/automation/settings.ts';
import type { Env } from '../env.ts';
import { askWorkspace } from '../peers.ts';
import { Analytics } from './analytics/analytics.ts';
import { Episodes } from './analytics/episodes/episodes.ts';
import { FreeMessages } from './analytics/free-messages.ts';
import { MetaCharges } from './analytics/meta/meta-charges.ts';
import { WeeklyReports } from './analytics/weekly/weekly-reports.ts';
import { Archive } from './archive/archive.ts';
import { Assistant, assistantPerson } from './automation/assistant/assistant.ts';
import { AssistantSettingsStore } from './automation/assistant/assistant-settings.ts';
import { KnowledgeIndex } from './automation/assistant/knowledge-index.ts';
import { ModelSlots } from './automation/assistant/model-slots.ts';
import { Automation } from './automation/automation-settings.ts';
import { Bot } from './automation/bot.ts';
import { BotHook } from './automation/bot-hook/bot-hook.ts';
import { HookStore } from './automation/bot-hook/hook-store.ts';
import { BotTurns } from './automation/bot-turns.ts';
import { AutoResolver } from './automation/follow-ups/auto-resolve.ts';
import { FollowUpSettings } from './automation/follow-ups/follow-up-settings.ts';
import { Satisfaction } from './automation/follow-ups/satisfaction.ts';
import { menuSource, startMenu } from './automation/menus/menu-source.ts';
import { Menus } from './automation/menus/menus.ts';
import { Modes } from './automation/modes.ts';
import type { ActionParts } from './automation/rules/plan-actions.ts';
import { Replies } from './automation/rules/replies.ts';
import { RuleFiles } from './automation/rules/rule-files.ts';
import { ruleSource } from './automation/rules/rule-source.ts';
import { Rules } from './automation/rules/rules.ts';
import { Turns } from './automation/turns/turns.ts';
import {
  awaySource,
  handOverSource,
  handOverText,
  stopSource,
  textMessage,
  textValues,
  welcomeSource,
} from './automation/turns/usual-sources.ts';
import { isMarketing } from './contacts/marketing.ts';
import { Deliveries } from './deliveries/deliveries.ts';
import { Office } from './deliveries/office.ts';
import { WebhookDesk } from './deliveries/webhook-desk.ts';
import { Audience } from './events/audience.ts';
import { EventLog } from './events/event-log.ts';
import { WindowClock } from './events/window-clock.ts';
import { Live } from './live/live-sockets.ts';
import { PresenceBoard } from './live/presence.ts';
import { PushNotifications } from './live/push-notifications.ts';
import { Media } from './media/media.ts';
import { Clicks, clickAttribution } from './number/clicks.ts';
import { Nudge } from './number/nudge.ts';
import { Policy } from './number/policy.ts';
import { stopWords } from './number/stop-words.ts';
import { Intake } from './receiving/intake.ts';
import { Problems } from './receiving/problems.ts';
import { Reception } from './receiving/reception.ts';
import { storeDeliveries } from './receiving/store-deliveries.ts';
import { ChangeLog, type Listener } from './records/changes/change-log.ts';
import { Jobs } from './records/changes/jobs.ts';
import { RepeatFacts } from './records/changes/repeat-facts.ts';
import { Access } from './records/number-access.ts';
import { type ConversationRow, conversationRow } from './records/rows.ts';
import { Retention } from './retention/retention.ts';
import { contactNames } from './search/contact-names.ts';
import { SearchIndex } from './search/search-index.ts';
import { Answers } from './sending/answers.ts';
import { Dispatch } from './sending/dispatch.ts';
import { NumberRate } from './sending/number-rate.ts';
import { Outbox } from './sending/outbox.ts';
import { Receipts } from './sending/read-receipts.ts';
import { shownTemplate } from './sending/shown-template.ts';
import { TokenPause } from './sending/token-pause.ts';
import { Deadlines } from './sending/window-deadlines.ts';
import { assignOnReply } from './teamwork/assignment/assign.ts';
import { AssignmentRules } from './teamwork/assignment/assignment-rules.ts';
import { Distribution } from './teamwork/assignment/distribution.ts';
import { Reassignment } from './teamwork/assignment/reassignment.ts';
import { TeamRoster } from './teamwork/assignment/team-roster.ts';
import { AutomaticActions } from './teamwork/automatic-actions.ts';
import { Team } from './teamwork/team-commands.ts';

export interface Parts {
  changes: ChangeLog;
  jobs: Jobs;
  archive: Archive;
  access: Access;
  reception: Reception;
  problems: Problems;
  outbox: Outbox;
  dispatch: Dispatch;
  answers: Answers;
  receipts: Receipts;
  team: Team;
  roster: TeamRoster;
  assignment: AssignmentRules;
  distribution: Distribution;
  reassignment: Reassignment;
  modes: Modes;
  automation: Automation;
  automatic: Turns;
  rules: Rules;
  ruleFiles: RuleFiles;
  menus: Menus;
  followUps: FollowUpSettings;
  media: Media;
  search: SearchIndex;
  live: Live;
  presence: PresenceBoard;
  push: PushNotifications;
  policy: Policy;
  presses: Clicks;
  assistant: Assistant;
  assistantSettings: AssistantSettingsStore;
  modelSlots: ModelSlots;
  knowledgeIndex: KnowledgeIndex;
  botHook: BotHook;
  hookStore: HookStore;
  retention: Retention;
  deliveries: Deliveries;
  office: Office;
  webhooks: WebhookDesk;
  windows: WindowClock;
  analytics: Analytics;
  freeMessages: FreeMessages;
  charges: MetaCharges;
}

/** A sudden rush of customers must not become a rush of requests, which providers refuse. */
const maxAnswersAtOnce = 8;
/** Longer than a turn may take. */
const maxAnswerMs = 60_000;

/** `more` are additional listeners, called after the inbox's own and before the live sockets. */
export function wireParts(ctx: DurableObjectState, env: Env, more: readonly Listener[] = []): Parts {
  const { storage } = ctx;
  const { sql } = storage;
  const inbox = ctx.id.name ?? '';
  const changes = new ChangeLog(storage);
  const jobs = new Jobs(ctx);
  const archive: Archive = new Archive(ctx, {
    ...{ bucket: env.MEDIA, jobs },
    rawDays: () => Math.max(retention.policy.rawDays, retention.policy.eventDays ?? 0),
    isCounted: () => !analytics.rollUp.isFirstRun,
  });
  jobs.readBy((read) => archive.reading(read));
  const again = new RepeatFacts(sql, changes, jobs);
  const access = new Access(env, inbox);
  const alertsChanged = () => ctx.waitUntil(askWorkspace(env).health.alertsChanged(inbox));
  const tokenRefused = () => ctx.waitUntil(askWorkspace(env).health.tokenRefused(inbox, 'sending'));

  const audience = new Audience(sql);
  const office = new Office(env, inbox);
  const automation = new Automation(sql, changes, audience);
  const rules = new Rules(sql);
  const menus = new Menus(sql);
  const followUps = new FollowUpSettings(sql, changes);
  automation.alsoOn(
    () => followUps.isOn,
    () => false,
  );
  automation.alsoOn(
    () => rules.isOn,
    () => rules.isOn,
  );
  const bot = new Bot(sql, audience, () => deliveries.lanes);
  const turns = new BotTurns(sql, changes, jobs);
  const modes = new Modes(sql, changes, {
    ...{ bot, turns, automation },
    automatic: () => automatic,
    looping: (name) => ctx.waitUntil(askWorkspace(env).webhooks.botLooping(inbox, name)),
  });
  const deliveries: Deliveries = new Deliveries(ctx, {
    ...{ inbox, changes, jobs, audience, office },
    reading: (read) => archive.reading(read),
    isWithheld: (endpointId, event) => bot.isWithheld(endpointId, event),
    failed: (endpointId) => modes.endpointFailed(endpointId),
  });
  const webhooks = new WebhookDesk(sql, {
    ...{ inbox, changes, audience, deliveries },
    botChanged: (before) => modes.botChanged(before),
  });
  const windows = new WindowClock(sql, changes, jobs, audience);
  jobs.alsoAt((now) => deliveries.nextAt(now));

  const idleAfterMinutes = () => assignment.settings.idleAfterMinutes;
  const live = new Live(ctx, changes, { reading: (read) => archive.reading(read), idleAfterMinutes });
  const push = new PushNotifications(ctx, env, jobs, (conversationId) => modes.isPending(conversationId));
  const search = new SearchIndex(storage, {
    jobs,
    changes,
    templates: () => askWorkspace(env).templates.known(inbox),
  });
  const media = new Media(ctx, env, changes, { access: () => access.get(), jobs, tokenRefused });
  const ruleFiles = new RuleFiles(sql, { inbox, bucket: env.MEDIA, rules, menus, media });
  const roster = new TeamRoster(sql, changes);
  const assignment = new AssignmentRules(sql, changes, roster);
  const distribution = new Distribution(ctx, { changes, jobs, roster, rules: assignment });
  const reassignment = new Reassignment(ctx, { changes, jobs, rules: assignment, distribution });
  const presence = new PresenceBoard(ctx, {
    idleAfterMinutes,
    came: () => {
      reassignment.agentArrived();
      distribution.agentArrived();
    },
    went: (agentId, gone) => reassignment.agentLeft(agentId, gone),
  });
  const team = new Team(ctx, changes, jobs, { modes, distribution });
  const policy = new Policy(sql, changes);
  const presses = new Clicks(sql, changes);
  const assistantSettings = new AssistantSettingsStore(sql, changes);
  const modelSlots = new ModelSlots(maxAnswersAtOnce, maxAnswerMs);
  const knowledgeIndex = new KnowledgeIndex({ sql, env, inbox, jobs, settings: assistantSettings });

  const deadlines = new Deadlines(ctx, changes, jobs);
  const queue = { jobs, rate: new NumberRate(), pause: new TokenPause(), deadlines };
  const outbox = new Outbox(ctx, changes, queue);
  const dispatch = new Dispatch(ctx, changes, {
    ...queue,
    media,
    policy,
    access: () => access.get(),
    tokenRefused,
    stopsBot: (conversation, message) => modes.stops(conversation, message),
    isMarketing: (content) => isMarketing(env, inbox, content),
    shownTemplate: (content, mayWait) => shownTemplate(env, inbox, content, mayWait),
  });
  const answers = new Answers();
  // Not cached: no read receipt is sent once the owner has turned them off.
  const receipts = new Receipts(ctx, { access: () => access.ask(), jobs });
  const sourceParts = { sql, automation };
  const assistant = new Assistant({
    ...{ sql, env, changes, automation, media, settings: assistantSettings },
    ...{ slots: modelSlots, index: knowledgeIndex },
    access: () => access.get(),
    hasBot: () => bot.settings !== null,
    showTyping: (conversationId) => receipts.typing(conversationId, Date.now()),
    resolve: (row) => team.states.change(row, assistantPerson, { state: 'resolved' }, null),
    suggested: (suggestion) => live.showSuggestion(suggestion),
    budgetChanged: alertsChanged,
  });
  automation.alsoOn(
    () => assistant.isOn,
    () => assistant.isAnswering,
  );
  const actions = new AutomaticActions(sql, changes, { modes, roster, distribution, states: team.states });
  const perform: ActionParts['perform'] = (conversationId, by, action, names) =>
    actions.perform(conversationId, by, action, names);
  const hookStore = new HookStore(sql, changes);
  const botHook = new BotHook({
    ...{ sql, inbox, changes, automation, audience, office, perform, store: hookStore },
    hasBot: () => bot.settings !== null,
    labels: async () => askWorkspace(env).shared.labels(),
    healthChanged: alertsChanged,
  });
  automation.alsoOn(
    () => botHook.isOn,
    () => botHook.isOn,
  );
  const actionParts: ActionParts = {
    perform,
    replies: new Replies({
      ...{ sql, env, inbox, files: ruleFiles },
      sendsFiles: async () => (await access.get())?.sendsFiles ?? true,
      valuesFor: (burst) => textValues(sourceParts, burst),
    }),
    startMenu: (id) => startMenu(menus, id),
    askAssistant: (burst) => assistant.answering.decide(burst, true),
    askBot: (burst) => botHook.decide(burst, true),
  };
  const followUpParts = {
    ...{ changes, settings: followUps },
    textFor: (row: ConversationRow, texts: AutomaticText) =>
      textMessage(sourceParts, { conversation: row, now: Date.now() }, texts),
    resolve: (id: number) => {
      const row = conversationRow(sql, id);
      if (row) team.states.change(row, null, { state: 'resolved' }, null);
    },
  };
  const satisfaction = new Satisfaction({
    ...{ sql, ...followUpParts },
    expect: (conversationId, dueAt) => automatic.expectQuestion(conversationId, dueAt),
  });
  const autoResolver = new AutoResolver(sql, {
    ...{ jobs, ...followUpParts },
    begin: (conversationId, plan) => automatic.begin(conversationId, plan),
  });
  /** In the order in which they are asked. */
  const sources = [
    stopSource(sourceParts, policy),
    handOverSource(sourceParts),
    satisfaction,
    menuSource({
      ...sourceParts,
      ...actionParts,
      menus,
      handOverText: (burst) => handOverText(sourceParts, burst),
    }),
    ruleSource({ ...sourceParts, ...actionParts, rules }),
    botHook,
    assistant.answering,
    awaySource(sourceParts),
    welcomeSource(sourceParts),
    assistant.suggesting,
  ];
  const automatic: Turns = new Turns(ctx, {
    ...{ changes, jobs, automation, sources: () => sources },
    reading: (read) => archive.reading(read),
    send: ({ conversationId, ...message }) =>
      outbox.enqueue({ to: { conversationId }, ...message }, Date.now()),
    question: (row) => satisfaction.question(row),
    insteadOfBot: (burst, fault) => botHook.overdue(burst, fault),
    leaveToTeam: (conversationId, because) => modes.turnLeaves(conversationId, because),
    ended: (conversationId) => modes.turnEnded(conversationId),
  });
  const nudge = new Nudge(sql, {
    jobs,
    policy,
    send: (conversationId, key, body) => {
      const content = { type: 'text', text: { body } };
      outbox.enqueue({ to: { conversationId }, key, content, author: { type: 'nudge' } }, Date.now());
    },
  });

  const retention: Retention = new Retention(ctx, changes, {
    ...{ bucket: env.MEDIA, jobs, archive, ruleFiles },
  });
  const analytics: Analytics = new Analytics(storage, jobs, (lastDay, now) => {
    weekly.counted(lastDay, now);
    freeMessages.count(now);
  });
  const freeMessages = new FreeMessages(sql, analytics, alertsChanged);
  const weekly = new WeeklyReports(sql, {
    ...{ changes, jobs, analytics },
    push: (week) => askWorkspace(env).push.notifyWeek({ ...week, inbox }),
  });
  const charges = new MetaCharges(storage, {
    jobs,
    number: () => audience.now.number,
    access: () => access.get(),
  });
  const problems = new Problems(storage);
  const intake = new Intake(ctx, (deliveries) =>
    storeDeliveries(storage, { changes, problems, jobs, policy }, deliveries),
  );
  const reception = new Reception(sql, intake, problems);

  changes.listen(
    [
      // Makes a contact searchable by a new name immediately.
      contactNames(sql),
      // These store the details of a message's contact, before other listeners use them.
      clickAttribution(sql, changes),
      stopWords(sql, changes, policy),
      assignOnReply(sql, changes, policy),
      new Episodes(sql, changes),
      analytics,
      freeMessages,
      // Before events and notifications, which depend on who answers.
      modes,
      // After the modes, which a resolved conversation changes.
      satisfaction,
      distribution,
      reassignment,
      // These add jobs.
      autoResolver,
      nudge,
      media,
      search,
      push,
      windows,
      new EventLog(sql, changes, audience, () => deliveries.pump()),
      answers,
      ...more,
      // Last, so that frames include the writes of the others.
      live,
    ],
    (listener, fact) => again.expect(listener, fact),
  );
  jobs.runBy({
    send: dispatch,
    media,
    receipt: receipts,
    nudge,
    retention,
    index: search,
    notice: push,
    wake: team.states,
    deadline: deadlines,
    window: windows,
    turn: automatic,
    'follow-up': autoResolver,
    'bot-turn': turns,
    assign: distribution,
    reassign: reassignment,
    'tell-again': again,
    'roll-up': analytics.rollUp,
    week: weekly,
    charges,
    archive,
    knowledge: knowledgeIndex,
  });

  retention.begin(Date.now());
  dispatch.begin();
  search.expect();
  analytics.rollUp.begin(Date.now());
  charges.begin(Date.now());
  return {
    changes,
    jobs,
    archive,
    access,
    reception,
    problems,
    outbox,
    dispatch,
    answers,
    receipts,
    team,
    roster,
    assignment,
    distribution,
    reassignment,
    modes,
    automation,
    automatic,
    rules,
    ruleFiles,
    menus,
    followUps,
    media,
    search,
    live,
    presence,
    push,
    policy,
    presses,
    assistant,
    assistantSettings,
    modelSlots,
    knowledgeIndex,
    botHook,
    hookStore,
    retention,
    deliveries,
    office,
    webhooks,
    windows,
    analytics,
    freeMessages,
    charges,
  };
}
