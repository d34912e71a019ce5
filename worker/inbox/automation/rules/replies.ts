/**
 * What a rule or the answer of a menu replies with, filled in for a customer. A template and a saved reply are looked up each
 * time: they may have changed since the rule was saved, or may not be sent any more. Then a person has to answer.
 */
import * as v from 'valibot';
import type { RuleAction } from '../../../api/automation/rules.ts';
import type { TurnReason } from '../../../api/automation/turns.ts';
import type { Env } from '../../../env.ts';
import { askWorkspace, type SharedReply } from '../../../peers.ts';
import { templateContent } from '../../../whatsapp/content/template.ts';
import { kindOfFile } from '../../../whatsapp/sending/media.ts';
import { obstacleOf } from '../../../whatsapp/sending/templates/template.ts';
import { misfits } from '../../../whatsapp/sending/templates/template-fit.ts';
import {
  parameterIssues,
  unnamedParameters,
} from '../../../whatsapp/sending/templates/template-parameters.ts';
import { isUploadId, uploadOf } from '../../records/messages/media-record.ts';
import { aliasesIn, contactOf } from '../../records/rows.ts';
import type { TextValues } from '../automatic-text.ts';
import { type Burst, textContent } from '../turns/source.ts';
import { fillContent } from './fill-content.ts';
import { filesOf, type RuleFiles } from './rule-files.ts';

export type ReplyAction = Extract<RuleAction, { type: 'reply' | 'saved-reply' }>;

/** Longer than a file of 100 MB takes to be copied. */
export const replyTimeoutMs = 60_000;

/** `because`: nothing can be sent, and why. */
export interface Reply {
  messages: readonly { type: string }[];
  because?: TurnReason;
  details?: Readonly<Record<string, unknown>>;
}

interface Parts {
  sql: SqlStorage;
  env: Env;
  inbox: string;
  files: RuleFiles;
  sendsFiles: () => Promise<boolean>;
  valuesFor: (burst: Burst) => TextValues;
}

export class Replies {
  #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A function where something has to be looked up first; with `isTrial`, nothing is stored or counted as sent. */
  of(burst: Burst, action: ReplyAction): Reply | ((isTrial: boolean) => Promise<Reply>) {
    if (action.type === 'saved-reply') return (isTrial) => this.#saved(burst, action.reply, isTrial);
    const { content } = action;
    const lost = filesOf(action).some(
      ({ id }) => id !== undefined && isUploadId(id) && !uploadOf(this.#parts.sql, id),
    );
    if (lost) return refusal('file-missing');
    if (content.type === 'template') return (isTrial) => this.#template(burst, content, isTrial);
    return { messages: [fillContent(content, this.#parts.valuesFor(burst))] };
  }

  async #template(burst: Burst, content: { type: string }, isTrial: boolean): Promise<Reply> {
    const { env, inbox, valuesFor } = this.#parts;
    const wanted = v.safeParse(templateContent, content);
    if (!wanted.success) return refusal('template-changed');
    const { name, language, components = [] } = wanted.output.template;
    const { templates } = askWorkspace(env);
    const template = await (isTrial
      ? templates.find(inbox, name, language.code)
      : templates.sent(inbox, name, language.code, true));
    const details = { template: { name, language: language.code, status: template?.status ?? null } };
    if (!template || obstacleOf(template) !== null) return refusal('template-unavailable', details);
    const isOther =
      misfits(template, components).length > 0 || unnamedParameters(template, components).length > 0;
    if (isOther) return refusal('template-changed', details);
    const filled = fillContent(content, valuesFor(burst));
    const values = v.safeParse(templateContent, filled);
    // A name that is not known would leave a variable empty, which WhatsApp rejects.
    const isWhole =
      values.success && parameterIssues(values.output.template.components ?? [], '').length === 0;
    return isWhole ? { messages: [filled] } : refusal('value-missing', details);
  }

  /** As the composer sends it: its file, then its text. */
  async #saved(burst: Burst, id: string, isTrial: boolean): Promise<Reply> {
    const { env, files, sendsFiles } = this.#parts;
    const reply = await askWorkspace(env).replies.shared(id);
    if (!reply) return refusal('reply-deleted', { savedReply: { id, title: null, file: null } });
    const { title, file } = reply;
    const details = { savedReply: { id, title, file: file?.filename ?? null } };
    const text = this.#textOf(burst, reply);
    if (!file) return { messages: text, details };
    if (!(await sendsFiles())) return refusal('files-off', details);
    const copy = isTrial ? id : await files.copyOf(file);
    if (copy === null) return refusal('file-missing', details);
    return { messages: [fileMessage(copy, file), ...text], details };
  }

  #textOf(burst: Burst, { text, buttons }: SharedReply): { type: string }[] {
    if (text.trim() === '') return [];
    const { sql, valuesFor } = this.#parts;
    const { conversation } = burst;
    const { phone } = contactOf(conversation, aliasesIn(sql, conversation.id));
    // No agent sends it.
    const values = { ...valuesFor(burst), agent_name: '', contact_phone: phone ? `+${phone}` : '' };
    const content =
      buttons.length === 0
        ? textContent(text)
        : {
            type: 'interactive',
            interactive: {
              ...{ type: 'button', body: { text } },
              action: {
                buttons: buttons.map((title, index) => ({
                  type: 'reply',
                  reply: { id: `button-${index + 1}`, title },
                })),
              },
            },
          };
    return [fillContent(content, values)];
  }
}

function refusal(because: TurnReason, details?: Reply['details']): Reply {
  return { messages: [], because, ...(details && { details }) };
}

function fileMessage(id: string, { mimeType, size, filename }: NonNullable<SharedReply['file']>) {
  const kind = kindOfFile(mimeType, size);
  return { type: kind, [kind]: { id, ...(kind === 'document' && { filename: filename.slice(-240) }) } };
}
