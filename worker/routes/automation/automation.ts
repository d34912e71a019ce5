import type { Menu, NewMenu } from '../../api/automation/menus.ts';
import type { NewRule, Rule } from '../../api/automation/rules.ts';
import { ApiError } from '../../errors.ts';
import { lastIn, wrongTurnToken } from '../../inbox/automation/bot-hook/turn-token.ts';
import { noBucket } from '../../inbox/sending/check-actions.ts';
import { workspaceOf } from '../../objects.ts';
import { mediaProblem } from '../../whatsapp/sending/media.ts';
import type { ClosedHandlers, OpenHandlers, SignedCall } from '../call.ts';
import { keepInBucket, requireFiles } from '../conversations/media.ts';
import { changedKeys, connectedInbox, inboxIn, recordSettings, teamNamed } from '../guard.ts';
import { fileIn, fromBucket, safeHeaders } from '../http/file-answer.ts';
import { idIn } from '../http/request-body.ts';
import { namesIn } from './known-names.ts';

/** Programs call it with the token of a turn, which the inbox checks. */
export const openTurns = {
  'POST /api/inboxes/:inbox/automation/turns/:turn': async ({ request, env, params, body }) => {
    const token = request.headers.get('authorization')?.match(/^Bearer (\S+)$/)?.[1] ?? '';
    // An object is only asked about what looks like one.
    if (lastIn(token) === null) throw wrongTurnToken();
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.automation.answerTurn(idIn(params.turn, 'turn'), token, body);
  },
} satisfies Partial<OpenHandlers>;

export const automation = {
  'GET /api/inboxes/:inbox/automation': (call) => inboxIn(call).automation.state(),

  'PUT /api/inboxes/:inbox/automation': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.automation.state();
    const changed = await inbox.automation.change(call.body);
    await recordSettings(call, 'number.automation', changedKeys(before.settings, changed.settings));
    return changed;
  },

  'GET /api/inboxes/:inbox/automation/rules': (call) => inboxIn(call).automation.rules(),

  'POST /api/inboxes/:inbox/automation/rules': (call) => putRule(call, null, call.body),

  'PUT /api/inboxes/:inbox/automation/rules/order': async (call) => {
    const ordered = await inboxIn(call).automation.orderRules(call.body.ids);
    await recordSettings(call, 'number.automation', ['rules']);
    return ordered;
  },

  'PUT /api/inboxes/:inbox/automation/rules/:rule': (call) =>
    putRule(call, call.params.rule ?? '', call.body),

  'DELETE /api/inboxes/:inbox/automation/rules/:rule': async (call) => {
    const { name } = await inboxIn(call).automation.removeRule(call.params.rule ?? '');
    await recordSettings(call, 'number.automation', [name]);
  },

  'GET /api/inboxes/:inbox/automation/menus': (call) => inboxIn(call).automation.menus(),

  'POST /api/inboxes/:inbox/automation/menus': (call) => putMenu(call, null, call.body),

  'PUT /api/inboxes/:inbox/automation/menus/:menu': (call) =>
    putMenu(call, call.params.menu ?? '', call.body),

  'DELETE /api/inboxes/:inbox/automation/menus/:menu': async (call) => {
    const { name } = await inboxIn(call).automation.removeMenu(call.params.menu ?? '');
    await recordSettings(call, 'number.automation', [name]);
  },

  'GET /api/inboxes/:inbox/automation/files': (call) => inboxIn(call).automation.files(),

  'POST /api/inboxes/:inbox/automation/files': async (call) => {
    const { env, params, request, query } = call;
    const inbox = inboxIn(call);
    await requireFiles(env, params.inbox);
    if (!env.MEDIA) throw noBucket();
    const { kind, filename = null } = query;
    const file = { ...fileIn(request), kind, filename };
    const problem = mediaProblem(file);
    if (problem) throw new ApiError(422, problem.code, problem.message);
    return keepInBucket({ bucket: env.MEDIA, params }, file, (upload) => inbox.automation.addFile(upload));
  },

  'GET /api/inboxes/:inbox/automation/files/:file': async (call) => {
    const { env, params, request } = call;
    const { object, ...file } = await inboxIn(call).automation.file(params.file ?? '');
    if (!env.MEDIA) throw new ApiError(404, 'media_not_found', 'The file is not kept any more.');
    return fromBucket(env.MEDIA, object, request, safeHeaders(file, true));
  },

  'GET /api/inboxes/:inbox/automation/follow-ups': (call) => inboxIn(call).automation.followUps(),

  'PUT /api/inboxes/:inbox/automation/follow-ups': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.automation.followUps();
    const changed = await inbox.automation.changeFollowUps(call.body);
    await recordSettings(call, 'number.automation', changedKeys(before, changed));
    return changed;
  },

  'GET /api/inboxes/:inbox/automation/bot-hook': (call) => inboxIn(call).automation.hook(),

  'PUT /api/inboxes/:inbox/automation/bot-hook': async (call) => {
    const { env, params, body } = call;
    const inbox = inboxIn(call);
    if (body.when !== 'off' && body.webhook !== null) {
      await workspaceOf(env).webhooks.checkHook(params.inbox ?? '', body.webhook);
    }
    const before = await inbox.automation.hook();
    const changed = await inbox.automation.changeHook(body);
    await recordSettings(call, 'number.automation', changedKeys(before.settings, changed.settings));
    return changed;
  },

  'POST /api/inboxes/:inbox/automation/bot-hook/test': (call) => inboxIn(call).automation.testHook(),

  'POST /api/inboxes/:inbox/automation/estimate': (call) => inboxIn(call).automation.estimate(call.body),

  'POST /api/inboxes/:inbox/automation/trial': (call) => inboxIn(call).automation.tryText(call.body),

  'GET /api/inboxes/:inbox/automation/turns': (call) => {
    const { conversation, source, outcome, before, limit } = call.query;
    return inboxIn(call).automation.turns({ conversation, source, outcome, before, limit });
  },

  'GET /api/inboxes/:inbox/automation/assignment': (call) => inboxIn(call).assignment.settings(),

  'PUT /api/inboxes/:inbox/automation/assignment': async (call) => {
    const inbox = inboxIn(call);
    await teamNamed(call, call.body.team);
    const before = await inbox.assignment.settings();
    const changed = await inbox.assignment.changeSettings(call.body);
    await recordSettings(call, 'number.assignment', changedKeys(before, changed));
    return changed;
  },

  'GET /api/automation': async ({ env }) => ({
    isPaused: await workspaceOf(env).numbers.isAutomationPaused(),
  }),

  'PUT /api/automation': async ({ env, session, body }) => {
    await workspaceOf(env).numbers.pauseAutomation(session.agent, body.isPaused);
    return body;
  },
} satisfies Partial<ClosedHandlers>;

async function putRule(call: SignedCall, id: string | null, rule: NewRule): Promise<Rule> {
  const names = await namesIn(call, rule.actions);
  const put = await inboxIn(call).automation.putRule(id, rule, names);
  await recordSettings(call, 'number.automation', [put.name]);
  return put;
}

async function putMenu(call: SignedCall, id: string | null, menu: NewMenu): Promise<Menu> {
  const actions = menu.questions.flatMap(({ options }) => options.flatMap((option) => option.actions));
  const names = await namesIn(call, actions);
  const put = await inboxIn(call).automation.putMenu(id, menu, names);
  await recordSettings(call, 'number.automation', [put.name]);
  return put;
}
