/** Checks the actions of a rule or a menu when they are saved, so that no customer has to find out. */
import * as v from 'valibot';
import type { RuleAction } from '../../api/automation/rules.ts';
import { ApiError } from '../../errors.ts';
import type { WorkspaceForInbox } from '../../peers.ts';
import { templateContent } from '../../whatsapp/content/template.ts';
import { mediaProblem } from '../../whatsapp/sending/media.ts';
import type { OutboundFile } from '../../whatsapp/sending/send.ts';
import { obstacleOf } from '../../whatsapp/sending/templates/template.ts';
import { misfits } from '../../whatsapp/sending/templates/template-fit.ts';
import { unnamedParameters } from '../../whatsapp/sending/templates/template-parameters.ts';
import { questionMessage } from '../automation/menus/question.ts';
import { filesOf } from '../automation/rules/rule-files.ts';
import type { StoredMenu } from '../records/menu-rows.ts';
import { isUploadId, uploadOf } from '../records/messages/media-record.ts';
import { refusedContent, sendable } from './outbox.ts';
import { contentRefused, filesRefused } from './send-conflicts.ts';

export interface ActionCheck {
  sql: SqlStorage;
  inbox: string;
  workspace: {
    templates: Pick<WorkspaceForInbox['templates'], 'find'>;
    replies: Pick<WorkspaceForInbox['replies'], 'shared'>;
  };
  sendsFiles: () => Promise<boolean>;
}

/** Throws if a message in them could not be sent now, or would not be later. */
export async function checkActions(check: ActionCheck, actions: readonly RuleAction[]): Promise<void> {
  for (const action of actions) {
    if (action.type === 'saved-reply') await checkReply(check, action.reply);
    if (action.type !== 'reply') continue;
    sendable(action.content, refusedContent);
    const files = filesOf(action);
    for (const file of files) checkFile(check.sql, file);
    if (files.length > 0 && !(await check.sendsFiles())) throw filesRefused();
    if (action.content.type === 'template') await checkTemplate(check, action.content);
  }
}

export function checkQuestions(stored: StoredMenu): void {
  for (const question of stored.menu.questions) sendable(questionMessage(stored, question), refusedContent);
}

function checkFile(sql: SqlStorage, { kind, id }: OutboundFile): void {
  if (id === undefined) return;
  if (!isUploadId(id)) {
    throw new ApiError(
      422,
      'file_expires',
      'WhatsApp deletes this file after 30 days, but a rule replies for longer. Upload it to …/automation/files, or use a link.',
    );
  }
  const upload = uploadOf(sql, id);
  if (!upload) {
    throw new ApiError(
      422,
      'upload_not_found',
      'There is no uploaded file with this id. Upload it to …/automation/files first.',
    );
  }
  if (upload.object === null) throw noBucket();
  const problem = mediaProblem({ kind, mimeType: upload.mime_type, size: upload.size });
  if (problem) throw new ApiError(422, problem.code, problem.message);
}

/** A file at Meta alone would be gone after 30 days. */
export function noBucket(): ApiError {
  return new ApiError(
    409,
    'no_bucket',
    'This deployment keeps no files, so a rule cannot reply with one. Switch R2 on in Cloudflare and deploy it again, or use a link.',
  );
}

async function checkTemplate({ workspace, inbox }: ActionCheck, content: { type: string }): Promise<void> {
  const { name, language, components = [] } = v.parse(templateContent, content).template;
  const template = await workspace.templates.find(inbox, name, language.code);
  if (!template) {
    throw new ApiError(
      422,
      'template_not_found',
      `There is no template ${name} in ${language.code}. Choose another one.`,
    );
  }
  if (obstacleOf(template) !== null) {
    throw new ApiError(
      422,
      'template_not_sendable',
      `The template ${name} cannot be sent: its status is ${template.status}. Choose another one.`,
      { status: template.status },
    );
  }
  const issues = [...unnamedParameters(template, components), ...misfits(template, components)];
  if (issues.length > 0) throw contentRefused(refusedContent, issues);
}

async function checkReply({ workspace, sendsFiles }: ActionCheck, id: string): Promise<void> {
  const reply = await workspace.replies.shared(id);
  if (!reply) {
    throw new ApiError(
      422,
      'reply_not_found',
      'There is no saved reply with this id that is shared with the team. Choose another one.',
    );
  }
  if (reply.file && !(await sendsFiles())) throw filesRefused();
}
