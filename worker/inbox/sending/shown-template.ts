/** The preview of a sent template, for the thread. */
import * as v from 'valibot';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import { type TemplatePreview, templateContent } from '../../whatsapp/content/template.ts';
import type { Template } from '../../whatsapp/sending/templates/template.ts';
import { sentPreview } from '../../whatsapp/sending/templates/template-preview.ts';

export interface SentTemplate {
  template: Template;
  /** The values. */
  components: readonly unknown[];
}

/** Null for other kinds of messages, and when the template is unknown. `mayWait` allows a request to Meta. */
export async function sentTemplate(
  env: Env,
  inbox: string,
  content: { type: string },
  mayWait: boolean,
): Promise<SentTemplate | null> {
  const sent = v.safeParse(templateContent, content);
  if (!sent.success) return null;
  const { name, language, components = [] } = sent.output.template;
  const template = await askWorkspace(env).templates.sent(inbox, name, language.code, mayWait);
  return template && { template, components };
}

export async function shownTemplate(
  env: Env,
  inbox: string,
  content: { type: string },
  mayWait: boolean,
): Promise<TemplatePreview | null> {
  const sent = await sentTemplate(env, inbox, content, mayWait);
  return sent && sentPreview(sent.template, sent.components);
}
