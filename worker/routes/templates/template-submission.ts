/** Submits templates to Meta: checks them first, uploads their example files, and never repeats a creation blindly. */
import type { SubmittedTemplate, TemplateProblemAnswer } from '../../api/templates/templates.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import type { Graph, GraphFailure } from '../../whatsapp/graph/graph.ts';
import type { Template } from '../../whatsapp/sending/templates/template.ts';
import { writeSentence } from '../../whatsapp/sentences.ts';
import type { TemplateDefinition } from '../../whatsapp/templates/definition.ts';
import { createTemplate, findTemplate } from '../../whatsapp/templates/graph-templates.ts';
import { kindOf, productKinds } from '../../whatsapp/templates/kind-rules.ts';
import type { LibraryCreation } from '../../whatsapp/templates/library.ts';
import { lintTemplate } from '../../whatsapp/templates/lint.ts';
import { problemTexts } from '../../whatsapp/templates/problem-texts.ts';
import { refusalOf } from '../../whatsapp/templates/refusals.ts';
import type { SignedCall } from '../call.ts';
import { failureAtMeta, patience } from '../http/meta-error.ts';

/** The problems of a template, with what is known of its account. `base` is the template that it changes. */
export async function problemsOf(
  { env, params }: SignedCall,
  definition: TemplateDefinition,
  base: string | null,
): Promise<TemplateProblemAnswer[]> {
  const inbox = params.inbox ?? '';
  const workspace = workspaceOf(env);
  const [{ templates }, blocked, hasCatalog] = await Promise.all([
    workspace.templates.list(inbox, false),
    workspace.templates.blockedNames(inbox),
    productKinds.includes(kindOf(definition)) ? workspace.catalogs.isConnected(inbox) : null,
  ]);
  const others = templates.filter(({ id }) => id !== base).map(textsOf);
  const found = lintTemplate(definition, {
    ...{ others, blockedNames: new Map(blocked), isBusinessVerified: null, hasCatalog },
  });
  return found.map((problem) => ({
    ...problem,
    message: writeSentence(problemTexts[problem.code], problem.params, 'en'),
  }));
}

function textsOf({ name, language, category, components }: Template) {
  const textOf = (type: string) => components.find((one) => one.type === type)?.text ?? '';
  return { name, language, category, body: textOf('BODY'), footer: textOf('FOOTER') };
}

export async function refuseProblems(
  call: SignedCall,
  definition: TemplateDefinition,
  base: string | null,
): Promise<void> {
  const problems = await problemsOf(call, definition, base);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new ApiError(
    422,
    'template_problems',
    `Meta would refuse this template: ${errors[0]?.message} Send ignoresProblems to submit it all the same.`,
    { problems },
  );
}

/** A creation whose answer was lost is looked up by its name: Meta may have taken it. */
export async function submit(
  graph: Graph,
  wabaId: string,
  definition: TemplateDefinition | LibraryCreation,
): Promise<SubmittedTemplate> {
  const made = await createTemplate(graph, wabaId, definition, patience());
  if (made.outcome === 'created') return made.template;
  if (made.outcome !== 'in_doubt') throw refusedTemplate(made);
  const found = await findTemplate(graph, wabaId, definition, patience());
  if (found.outcome === 'found' && found.template !== null) {
    const { id, status, category } = found.template.template;
    return { id, status, category };
  }
  throw new ApiError(
    502,
    'template_unconfirmed',
    'Meta did not answer, and may have taken the template. Load the list before you submit it again.',
    { reason: made.reason },
  );
}

/** Meta's refusal, with its place in the template where Meta says it. */
export function refusedTemplate(failure: GraphFailure): ApiError {
  const refusal = failure.outcome === 'rejected' ? refusalOf(failure.error) : null;
  if (failure.outcome !== 'rejected' || (refusal === null && failure.error.userMessage === undefined)) {
    return failureAtMeta(failure);
  }
  const { code, subcode = null, title, details, userTitle, userMessage, traceId = null } = failure.error;
  const atMeta = [userTitle, userMessage].filter((text) => text !== undefined).join(': ');
  const said = atMeta === '' ? (details ?? title) : atMeta;
  return new ApiError(
    422,
    'template_refused',
    refusal ? `${refusal.summary} ${refusal.advice ?? ''}`.trim() : `Meta refused the template: ${said}`,
    { refusal, meta: { code, subcode, message: said, traceId } },
  );
}
