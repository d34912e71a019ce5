/** Routes of the workshop for templates. */
import {
  flowList,
  libraryQuery,
  newLibraryTemplate,
  newTemplateDraft,
  submittedTemplate,
  templateCheck,
  templateCheckReceipt,
  templateDeletion,
  templateDetails,
  templateDraft,
  templateDraftChange,
  templateDraftReceipt,
  templateEdit,
  templateLibrary,
  templateMark,
  templateMarkChange,
  templateSample,
  templateSubmission,
  templateToCheck,
  templateWorkshop,
} from '../templates/templates.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

const reads = { scope: 'templates:read' } as const;
const writes = { scope: 'templates:write', permission: 'templates' } as const;
/** A carousel of ten cards, with its examples. */
const maxBodyBytes = 256 * 1024;

export const templates = {
  'GET /api/inboxes/:inbox/templates/:id': forAgents({
    summary: 'Returns a template with Meta’s JSON and what happened to it',
    ...reads,
    answer: templateDetails,
  }),
  'POST /api/inboxes/:inbox/templates': forAdmins({
    summary: 'Submits a template to Meta',
    ...writes,
    receipt: submittedTemplate,
    body: templateSubmission,
    maxBodyBytes,
    status: 201,
    answer: submittedTemplate,
  }),
  'PUT /api/inboxes/:inbox/templates/:id': forAdmins({
    summary: 'Edits a template at Meta',
    ...writes,
    receipt: submittedTemplate,
    body: templateEdit,
    maxBodyBytes,
    answer: submittedTemplate,
  }),
  'DELETE /api/inboxes/:inbox/templates/:id': forAdmins({
    summary: 'Deletes a template at Meta, in one language or in all',
    ...writes,
    query: templateDeletion,
  }),
  'POST /api/inboxes/:inbox/templates/:id/unpause': forAdmins({
    summary: 'Resumes a template that Meta paused for its pace',
    ...writes,
  }),
  'POST /api/inboxes/:inbox/template-check': forAdmins({
    summary: 'Says what Meta would refuse in a template',
    ...writes,
    receipt: templateCheckReceipt,
    body: templateToCheck,
    maxBodyBytes,
    answer: templateCheck,
  }),
  'GET /api/inboxes/:inbox/template-workshop': forAgents({
    summary: 'Lists drafts of templates, favourites and hidden ones',
    ...reads,
    answer: templateWorkshop,
  }),
  'POST /api/inboxes/:inbox/template-drafts': forAdmins({
    summary: 'Saves a new draft of a template',
    ...writes,
    receipt: templateDraftReceipt,
    body: newTemplateDraft,
    maxBodyBytes,
    status: 201,
    answer: templateDraft,
  }),
  'PUT /api/inboxes/:inbox/template-drafts/:id': forAdmins({
    summary: 'Saves a draft of a template',
    ...writes,
    receipt: templateDraftReceipt,
    body: templateDraftChange,
    maxBodyBytes,
    answer: templateDraft,
  }),
  'DELETE /api/inboxes/:inbox/template-drafts/:id': forAdmins({
    summary: 'Deletes a draft of a template',
    ...writes,
  }),
  'PUT /api/inboxes/:inbox/template-marks': forAdmins({
    summary: 'Makes a template a favourite, or hides it',
    ...writes,
    receipt: templateMark,
    body: templateMarkChange,
    answer: templateMark,
  }),
  'POST /api/inboxes/:inbox/template-samples': forAdmins({
    summary: 'Uploads an example file of a template',
    ...writes,
    receipt: templateSample,
    isRaw: true,
    status: 201,
    answer: templateSample,
  }),
  'GET /api/inboxes/:inbox/template-samples/:sample': forAgents({
    summary: 'Returns an example file of a template',
    ...reads,
    answer: response,
    contentType: '*/*',
  }),
  'GET /api/inboxes/:inbox/flows': forAgents({
    summary: 'Lists the Flows of the account',
    ...reads,
    answer: flowList,
  }),
  'GET /api/inboxes/:inbox/template-library': forAgents({
    summary: 'Lists the templates of Meta’s library',
    ...reads,
    query: libraryQuery,
    answer: templateLibrary,
  }),
  'POST /api/inboxes/:inbox/template-library': forAdmins({
    summary: 'Creates a template from Meta’s library',
    ...writes,
    receipt: submittedTemplate,
    body: newLibraryTemplate,
    status: 201,
    answer: submittedTemplate,
  }),
} satisfies Routes;
