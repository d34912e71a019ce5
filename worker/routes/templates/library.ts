/** What Meta has for templates: its library, templates that are created from it, and the account's Flows. */
import { workspaceOf } from '../../objects.ts';
import { fetchFlows } from '../../whatsapp/templates/flows.ts';
import { fetchLibrary, type LibraryCreation } from '../../whatsapp/templates/library.ts';
import { obstacleIn } from '../../whatsapp/templates/library-entry.ts';
import type { ClosedHandlers } from '../call.ts';
import { failureAtMeta, graphFor, patience } from '../http/meta-error.ts';
import { submit } from './template-submission.ts';

export const templateLibrary = {
  'GET /api/inboxes/:inbox/flows': async (call) => {
    const { graph, wabaId } = await graphFor(call);
    const found = await fetchFlows(graph, wabaId, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    return { flows: found.flows };
  },

  'GET /api/inboxes/:inbox/template-library': async (call) => {
    const { graph } = await graphFor(call);
    const found = await fetchLibrary(graph, call.query, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    return { templates: found.templates.map((one) => ({ ...one, obstacle: obstacleIn(one) })) };
  },

  'POST /api/inboxes/:inbox/template-library': async (call) => {
    const { env, session, params, body } = call;
    const { name, language, category, entry, buttons, bodyInputs } = body;
    const creation: LibraryCreation = {
      ...{ name, language, category, library_template_name: entry },
      ...(buttons.length > 0 && { library_template_button_inputs: buttons }),
      ...(bodyInputs && { library_template_body_inputs: bodyInputs }),
    };
    const { graph, wabaId } = await graphFor(call);
    const submitted = await submit(graph, wabaId, creation);
    await workspaceOf(env).templates.createdFromLibrary(session.agent, params.inbox ?? '', {
      ...{ name, language, status: submitted.status },
    });
    return submitted;
  },
} satisfies Partial<ClosedHandlers>;
