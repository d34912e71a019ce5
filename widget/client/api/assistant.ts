/** The assistant of a number: its settings, its knowledge, what it suggests, and the provider of its models. */
import type {
  AssistantChange,
  AssistantEstimate,
  AssistantState,
  AssistantTrialInput,
  CurrentSuggestion,
  TrialAnswers,
  TurnRating,
} from '../../../worker/api/automation/assistant.ts';
import type {
  KnowledgeChangeInput,
  KnowledgeDetails,
  KnowledgeEntry,
  KnowledgeInput,
  KnowledgePage,
} from '../../../worker/api/automation/knowledge.ts';
import type {
  CurrentProvider,
  ProviderChange,
  ProviderTest,
} from '../../../worker/api/automation/provider.ts';
import type { ApiClient } from './api-client.ts';

export const getAssistant = (api: ApiClient, inbox: string): Promise<AssistantState> =>
  api.call('GET /inboxes/:inbox/automation/assistant', { inbox });

export const changeAssistant = (
  api: ApiClient,
  inbox: string,
  settings: AssistantChange,
): Promise<AssistantState> => api.call('PUT /inboxes/:inbox/automation/assistant', { inbox, body: settings });

export const getAssistantEstimate = (api: ApiClient, inbox: string): Promise<AssistantEstimate> =>
  api.call('GET /inboxes/:inbox/automation/assistant/estimate', { inbox });

export const tryAssistant = (
  api: ApiClient,
  inbox: string,
  trial: AssistantTrialInput,
): Promise<TrialAnswers> =>
  api.call('POST /inboxes/:inbox/automation/assistant/dry-run', { inbox, body: trial });

export const getKnowledge = (api: ApiClient, inbox: string): Promise<KnowledgeEntry[]> =>
  api.call('GET /inboxes/:inbox/automation/knowledge', { inbox });

export const getKnowledgeEntry = (api: ApiClient, inbox: string, id: number): Promise<KnowledgeDetails> =>
  api.call('GET /inboxes/:inbox/automation/knowledge/:id', { inbox, id });

export const addKnowledge = (
  api: ApiClient,
  inbox: string,
  entry: KnowledgeInput,
): Promise<KnowledgeDetails> => api.call('POST /inboxes/:inbox/automation/knowledge', { inbox, body: entry });

export const addKnowledgePage = (
  api: ApiClient,
  inbox: string,
  page: KnowledgePage,
): Promise<KnowledgeDetails> =>
  api.call('POST /inboxes/:inbox/automation/knowledge/page', { inbox, body: page });

export const changeKnowledge = (
  api: ApiClient,
  inbox: string,
  id: number,
  change: KnowledgeChangeInput,
): Promise<KnowledgeDetails> =>
  api.call('PUT /inboxes/:inbox/automation/knowledge/:id', { inbox, id, body: change });

export const deleteKnowledge = (api: ApiClient, inbox: string, id: number): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/automation/knowledge/:id', { inbox, id });

export const getSuggestion = (api: ApiClient, inbox: string, id: number): Promise<CurrentSuggestion> =>
  api.call('GET /inboxes/:inbox/conversations/:id/suggestion', { inbox, id });

export const dropSuggestion = (api: ApiClient, inbox: string, id: number, turn: number): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/conversations/:id/suggestion', {
    inbox,
    id,
    query: { turn: String(turn) },
  });

export const rateTurn = (
  api: ApiClient,
  inbox: string,
  id: number,
  rating: TurnRating,
): Promise<TurnRating> =>
  api.call('PUT /inboxes/:inbox/automation/turns/:id/rating', { inbox, id, body: rating });

export const getProvider = (api: ApiClient): Promise<CurrentProvider> => api.call('GET /automation/provider');

export const changeProvider = (api: ApiClient, provider: ProviderChange): Promise<CurrentProvider> =>
  api.call('PUT /automation/provider', { body: provider });

export const deleteProvider = (api: ApiClient): Promise<void> => api.call('DELETE /automation/provider');

export const testProvider = (api: ApiClient): Promise<ProviderTest> =>
  api.call('POST /automation/provider/test');
