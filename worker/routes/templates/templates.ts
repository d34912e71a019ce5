/** The workshop for templates of a number's account. */
import type { TemplateDetails } from '../../api/templates/templates.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { readDefinition, type TemplateDefinition } from '../../whatsapp/templates/definition.ts';
import { editableStatuses, nextEditAt } from '../../whatsapp/templates/edit-limit.ts';
import { deleteTemplate, editTemplate, unpauseTemplate } from '../../whatsapp/templates/graph-templates.ts';
import { sampleHandle } from '../../whatsapp/templates/sample-handle.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { fileIn, storeFile } from '../http/file-answer.ts';
import { graphFor, patience } from '../http/meta-error.ts';
import { readBytes } from '../http/request-body.ts';
import {
  keptSample,
  maxWithoutBucket,
  refuseSample,
  sampleObject,
  uploadSample,
  withHandles,
} from './samples.ts';
import { problemsOf, refusedTemplate, refuseProblems, submit } from './template-submission.ts';

export const templates = {
  'GET /api/inboxes/:inbox/templates/:id': (call) => detailsOf(call),

  'POST /api/inboxes/:inbox/templates': async (call) => {
    const { env, session, params, body } = call;
    const { definition, draft = null } = body;
    if (!body.ignoresProblems) await refuseProblems(call, definition, null);
    const { graph, wabaId } = await graphFor(call);
    const submitted = await submit(graph, wabaId, await withHandles(env, graph, wabaId, definition));
    await workspaceOf(env).templates.submitted(session.agent, params.inbox ?? '', {
      ...{ what: 'submitted', definition, draft, status: submitted.status },
    });
    return submitted;
  },

  'PUT /api/inboxes/:inbox/templates/:id': async (call) => {
    const { env, session, params, body } = call;
    const { template, nextEditAt: next, isEditable } = await detailsOf(call);
    if (!isEditable) {
      throw new ApiError(
        409,
        'template_not_editable',
        'Meta takes edits of templates that are approved, rejected or paused. Wait for the review.',
      );
    }
    if (next !== null) {
      throw new ApiError(
        409,
        'template_edited_recently',
        'An approved template can be edited once in 24 hours and ten times in 30 days. Save it as a new version instead.',
        { nextEditAt: next },
      );
    }
    const { name, language, status } = template;
    const definition: TemplateDefinition = { ...body.definition, name, language };
    if (!body.ignoresProblems) await refuseProblems(call, definition, template.id);
    const { graph, wabaId } = await graphFor(call);
    const { components, category, message_send_ttl_seconds } = await withHandles(
      env,
      graph,
      wabaId,
      definition,
    );
    const change = {
      components,
      // Meta refuses the category of an approved template, also an unchanged one.
      ...(status !== 'APPROVED' && { category }),
      ...(message_send_ttl_seconds !== undefined && { message_send_ttl_seconds }),
    };
    const answer = await editTemplate(graph, template.id, change, patience());
    if (answer.outcome !== 'accepted') throw refusedTemplate(answer);
    const submitted = { id: template.id, status: 'PENDING', category: definition.category };
    await workspaceOf(env).templates.submitted(session.agent, params.inbox ?? '', {
      ...{ what: 'edited', definition, draft: body.draft ?? null },
      ...{ status: submitted.status },
    });
    return submitted;
  },

  'DELETE /api/inboxes/:inbox/templates/:id': async (call) => {
    const { env, session, params, query } = call;
    const { template } = await detailsOf(call);
    const { graph, wabaId } = await graphFor(call);
    const { name, id } = template;
    const isEvery = query.every !== undefined;
    const answer = await deleteTemplate(graph, wabaId, { name, id: isEvery ? null : id }, patience());
    if (answer.outcome !== 'accepted') throw refusedTemplate(answer);
    await workspaceOf(env).templates.deleted(session.agent, params.inbox ?? '', template, isEvery);
  },

  'POST /api/inboxes/:inbox/templates/:id/unpause': async (call) => {
    const { env, session, params } = call;
    const { template } = await detailsOf(call);
    if (template.status !== 'PAUSED') {
      throw new ApiError(409, 'template_not_paused', 'This template is not paused.');
    }
    const { graph } = await graphFor(call);
    const answer = await unpauseTemplate(graph, template.id, patience());
    if (answer.outcome !== 'accepted') throw refusedTemplate(answer);
    await workspaceOf(env).templates.unpaused(session.agent, params.inbox ?? '', template);
  },

  'POST /api/inboxes/:inbox/template-check': async (call) => ({
    problems: await problemsOf(call, call.body.definition, call.body.base ?? null),
  }),

  'GET /api/inboxes/:inbox/template-workshop': ({ env, params }) =>
    workspaceOf(env).templates.workshop(params.inbox ?? ''),

  'POST /api/inboxes/:inbox/template-drafts': ({ env, session, params, body }) =>
    workspaceOf(env).templates.addDraft(session.agent, params.inbox ?? '', {
      ...{ definition: body.definition, base: body.base ?? null },
    }),

  'PUT /api/inboxes/:inbox/template-drafts/:id': ({ env, session, params, body }) =>
    workspaceOf(env).templates.changeDraft(session.agent, params.inbox ?? '', {
      id: params.id ?? '',
      ...body,
    }),

  'DELETE /api/inboxes/:inbox/template-drafts/:id': async ({ env, params }) => {
    await workspaceOf(env).templates.removeDraft(params.inbox ?? '', params.id ?? '');
  },

  'PUT /api/inboxes/:inbox/template-marks': ({ env, params, body }) =>
    workspaceOf(env).templates.mark(params.inbox ?? '', body),

  'POST /api/inboxes/:inbox/template-samples': async (call) => {
    const { env, request } = call;
    const { mimeType, size, body } = fileIn(request);
    refuseSample({ mimeType, size });
    const { graph, wabaId } = await graphFor(call);
    if (env.MEDIA) {
      const id = crypto.randomUUID();
      await storeFile(env.MEDIA, sampleObject(wabaId, id), { mimeType, body });
      return { handle: sampleHandle(id) };
    }
    if (size > maxWithoutBucket) {
      throw new ApiError(
        422,
        'sample_too_large',
        'Without R2, an example file has at most 16 MB. Switch R2 on in Cloudflare and deploy it again.',
        { maxBytes: maxWithoutBucket },
      );
    }
    const bytes = await readBytes(request, maxWithoutBucket);
    return { handle: await uploadSample(graph, new Blob([bytes], { type: mimeType })) };
  },

  'GET /api/inboxes/:inbox/template-samples/:sample': async ({ env, number, params }) => {
    if (!number) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    return keptSample(env, number.wabaId, params.sample ?? '');
  },
} satisfies Partial<ClosedHandlers>;

async function detailsOf({ env, params }: SignedCall): Promise<TemplateDetails> {
  const found = await workspaceOf(env).templates.record(params.inbox ?? '', params.id ?? '');
  if (!found) throw new ApiError(404, 'template_not_found', 'There is no template with this id.');
  const { template, raw, source, history, lastSentAt } = found;
  const edits = history.filter(({ what, by }) => what === 'edited' && by !== null).map(({ at }) => at);
  return {
    ...{ template, raw, history, lastSentAt, definition: definitionOf(raw, source) },
    isEditable: editableStatuses.includes(template.status),
    nextEditAt: nextEditAt(template.status, edits, Date.now()),
  };
}

/**
 * To edit or copy a template. The one that was submitted here still has its example files; Meta's copy has addresses
 * that expire, which are left out.
 */
function definitionOf(raw: string, source: TemplateDefinition | null): TemplateDefinition | null {
  const listed = readDefinition(JSON.parse(raw));
  if (!listed) return source;
  if (source && textOf(source) === textOf(listed)) return { ...source, category: listed.category };
  return listed;
}

/** What a template says, to find out whether it was changed elsewhere. */
function textOf({ components }: TemplateDefinition): string {
  return JSON.stringify(components.map((one) => ('text' in one ? one.text : one.type)));
}
