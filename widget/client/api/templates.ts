/** The workshop for the templates of a number's account: drafts, marks, and what Meta has. */
import type {
  ListedLibraryTemplate,
  NewLibraryTemplate,
  SubmittedTemplate,
  TemplateCheck,
  TemplateDetails,
  TemplateDraft,
  TemplateMark,
  TemplateWorkshop,
} from '../../../worker/api/templates/templates.ts';
import type { TemplateDefinition } from '../../../worker/whatsapp/templates/definition.ts';
import type { Flow } from '../../../worker/whatsapp/templates/flows.ts';
import type { ApiClient } from './api-client.ts';

/** Drafts, favourites and hidden templates. */
export const getWorkshop = (api: ApiClient, inbox: string): Promise<TemplateWorkshop> =>
  api.call('GET /inboxes/:inbox/template-workshop', { inbox });

/** A template with what happened to it, and when it can be edited. */
export const getTemplate = (api: ApiClient, inbox: string, id: string): Promise<TemplateDetails> =>
  api.call('GET /inboxes/:inbox/templates/:id', { inbox, id });

export const markTemplate = (
  api: ApiClient,
  inbox: string,
  mark: Pick<TemplateMark, 'name'> & Partial<TemplateMark>,
): Promise<TemplateMark> => api.call('PUT /inboxes/:inbox/template-marks', { inbox, body: mark });

/** With what only the account knows: names and texts that are taken, names that Meta blocks. */
export const checkTemplate = (
  api: ApiClient,
  inbox: string,
  definition: TemplateDefinition,
  base: string | null,
): Promise<TemplateCheck> =>
  api.call('POST /inboxes/:inbox/template-check', {
    inbox,
    body: { definition, ...(base !== null && { base }) },
  });

export interface Submission {
  definition: TemplateDefinition;
  /** It is deleted once Meta has the template. */
  draft: string | null;
  ignoresProblems: boolean;
}

const bodyOf = ({ draft, ...rest }: Submission) => ({ ...rest, ...(draft !== null && { draft }) });

export const submitTemplate = (
  api: ApiClient,
  inbox: string,
  submission: Submission,
): Promise<SubmittedTemplate> =>
  api.call('POST /inboxes/:inbox/templates', { inbox, body: bodyOf(submission) });

export const editTemplate = (
  api: ApiClient,
  inbox: string,
  id: string,
  submission: Submission,
): Promise<SubmittedTemplate> =>
  api.call('PUT /inboxes/:inbox/templates/:id', { inbox, id, body: bodyOf(submission) });

/** `isEvery`: in all its languages. */
export const deleteTemplate = (
  api: ApiClient,
  inbox: string,
  id: string,
  { isEvery }: { isEvery: boolean },
): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/templates/:id', { inbox, id, query: { every: isEvery ? '1' : null } });

export const unpauseTemplate = (api: ApiClient, inbox: string, id: string): Promise<void> =>
  api.call('POST /inboxes/:inbox/templates/:id/unpause', { inbox, id });

export const addTemplateDraft = (
  api: ApiClient,
  inbox: string,
  definition: TemplateDefinition,
  base: string | null,
): Promise<TemplateDraft> =>
  api.call('POST /inboxes/:inbox/template-drafts', {
    inbox,
    body: { definition, ...(base !== null && { base }) },
  });

/** `revision` is that of the draft that was changed. */
export const changeTemplateDraft = (
  api: ApiClient,
  inbox: string,
  { id, definition, revision }: Pick<TemplateDraft, 'id' | 'definition' | 'revision'>,
): Promise<TemplateDraft> =>
  api.call('PUT /inboxes/:inbox/template-drafts/:id', { inbox, id, body: { definition, revision } });

export const deleteTemplateDraft = (api: ApiClient, inbox: string, id: string): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/template-drafts/:id', { inbox, id });

/** The handle to write into a header's example. */
export const uploadTemplateSample = async (api: ApiClient, inbox: string, file: File): Promise<string> =>
  (await api.call('POST /inboxes/:inbox/template-samples', { inbox, body: file })).handle;

/** An example file that the Worker keeps. */
export const getTemplateSample = (api: ApiClient, inbox: string, sample: string): Promise<Blob> =>
  api.file('GET /inboxes/:inbox/template-samples/:sample', { inbox, sample });

/** The templates that Meta has written and reviewed, in a language. */
export const getTemplateLibrary = async (
  api: ApiClient,
  inbox: string,
  { language, search }: { language: string; search: string },
): Promise<ListedLibraryTemplate[]> => {
  const query = { language, ...(search !== '' && { search }) };
  return (await api.call('GET /inboxes/:inbox/template-library', { inbox, query })).templates;
};

export const createFromLibrary = (
  api: ApiClient,
  inbox: string,
  template: NewLibraryTemplate,
): Promise<SubmittedTemplate> => api.call('POST /inboxes/:inbox/template-library', { inbox, body: template });

/** The forms that a button can open. */
export const listFlows = async (api: ApiClient, inbox: string): Promise<Flow[]> =>
  (await api.call('GET /inboxes/:inbox/flows', { inbox })).flows;
