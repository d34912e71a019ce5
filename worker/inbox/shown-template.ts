/** How a template that is sent looks at the customer's, for those who read the thread here. */
import * as v from 'valibot';
import { type Env, workspaceOf } from '../env.ts';
import { templateContent } from '../whatsapp/content.ts';
import { sentPreview, type TemplatePreview } from '../whatsapp/template.ts';

/** Null for another kind of message, and where the template's text is not known. */
export async function shownTemplate(
  env: Env,
  inbox: string,
  content: { type: string },
): Promise<TemplatePreview | null> {
  const sent = v.safeParse(templateContent, content);
  if (!sent.success) return null;
  const { name, language, components = [] } = sent.output.template;
  const template = await workspaceOf(env).sentTemplate(inbox, name, language.code);
  return template && sentPreview(template, components);
}
