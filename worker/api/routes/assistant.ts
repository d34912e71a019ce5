/** Routes about the assistant of a number: its settings, its knowledge, and what it suggests. */
import * as v from 'valibot';
import {
  assistantEstimate,
  assistantSettings,
  assistantState,
  assistantTrial,
  currentSuggestion,
  suggestionQuery,
  trialAnswers,
  turnRating,
} from '../automation/assistant.ts';
import {
  knowledgeChange,
  knowledgeDetails,
  knowledgeEntry,
  knowledgePage,
  newKnowledge,
} from '../automation/knowledge.ts';
import { currentProvider, providerChange, providerTest } from '../automation/provider.ts';
import { receipts } from './receipts.ts';
import { forAdmins, forAgents, type Routes } from './route.ts';

const maxKnowledgeBytes = 512 * 1024;

export const assistant = {
  'GET /api/inboxes/:inbox/automation/assistant': forAgents({
    summary: 'Returns the settings of the assistant, its problems and what it has used',
    scope: 'numbers:read',
    answer: assistantState,
  }),
  'PUT /api/inboxes/:inbox/automation/assistant': forAdmins({
    summary: 'Changes the settings of the assistant',
    scope: 'numbers:write',
    body: assistantSettings,
    answer: assistantState,
  }),
  'GET /api/inboxes/:inbox/automation/assistant/estimate': forAgents({
    summary: 'Returns what the assistant would have cost in the last 30 days',
    scope: 'numbers:read',
    answer: assistantEstimate,
  }),
  'POST /api/inboxes/:inbox/automation/assistant/dry-run': forAdmins({
    summary: 'Returns what the assistant would answer; nothing is sent',
    scope: 'numbers:write',
    andScope: 'conversations:read',
    body: assistantTrial,
    answer: trialAnswers,
  }),
  'GET /api/inboxes/:inbox/automation/knowledge': forAgents({
    summary: 'Lists the knowledge of the assistant, with the beginning of each text',
    scope: 'numbers:read',
    answer: v.array(knowledgeEntry),
  }),
  'POST /api/inboxes/:inbox/automation/knowledge': forAdmins({
    summary: 'Adds an entry to the knowledge',
    scope: 'numbers:write',
    receipt: receipts.knowledge,
    maxBodyBytes: maxKnowledgeBytes,
    body: newKnowledge,
    status: 201,
    answer: knowledgeDetails,
  }),
  'POST /api/inboxes/:inbox/automation/knowledge/page': forAdmins({
    summary: 'Adds a page of your site to the knowledge, or reads it again',
    scope: 'numbers:write',
    receipt: receipts.knowledge,
    body: knowledgePage,
    status: 201,
    answer: knowledgeDetails,
  }),
  'GET /api/inboxes/:inbox/automation/knowledge/:id': forAgents({
    summary: 'Returns an entry of the knowledge, with its earlier versions',
    scope: 'numbers:read',
    answer: knowledgeDetails,
  }),
  'PUT /api/inboxes/:inbox/automation/knowledge/:id': forAdmins({
    summary: 'Changes an entry of the knowledge',
    scope: 'numbers:write',
    receipt: receipts.knowledge,
    maxBodyBytes: maxKnowledgeBytes,
    body: knowledgeChange,
    answer: knowledgeDetails,
  }),
  'DELETE /api/inboxes/:inbox/automation/knowledge/:id': forAdmins({
    summary: 'Deletes an entry of the knowledge and its versions',
    scope: 'numbers:write',
  }),
  'GET /api/inboxes/:inbox/conversations/:id/suggestion': forAgents({
    summary: 'Returns what the assistant suggests as an answer now',
    scope: 'conversations:read',
    answer: currentSuggestion,
  }),
  'DELETE /api/inboxes/:inbox/conversations/:id/suggestion': forAgents({
    summary: 'Drops what the assistant suggests, for the whole team',
    scope: 'conversations:write',
    query: suggestionQuery,
  }),
  'PUT /api/inboxes/:inbox/automation/turns/:id/rating': forAgents({
    summary: 'Marks an answer of the assistant as good or bad',
    scope: 'conversations:write',
    body: turnRating,
    answer: turnRating,
  }),
  'GET /api/automation/provider': forAdmins({
    summary: 'Returns the deployment’s own provider of language models, without its key',
    scope: 'numbers:read',
    answer: currentProvider,
  }),
  'PUT /api/automation/provider': forAdmins({
    summary: 'Tests a provider of language models, and stores it if it answers',
    scope: 'numbers:write',
    body: providerChange,
    answer: currentProvider,
  }),
  'DELETE /api/automation/provider': forAdmins({
    summary: 'Deletes the provider and its key',
    scope: 'numbers:write',
  }),
  'POST /api/automation/provider/test': forAdmins({
    summary: 'Asks the stored provider something, and returns how it answers',
    scope: 'numbers:write',
    answer: providerTest,
  }),
} satisfies Routes;
