import type { ApiClient } from '../../../client/api/api-client.ts';

/** Where the turn of an automatic answer is asked for, rated and improved. */
export interface AnswerDesk {
  api: ApiClient;
  inbox: string;
  /** Whether the agent may add to the knowledge. */
  isAdmin: boolean;
}
