import { ApiFailure } from './api-client.ts';

/** What the Worker says when it refuses this; null when it does not. What is no refusal is thrown. */
export async function refusalOf(command: () => Promise<void>): Promise<string | null> {
  try {
    await command();
    return null;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return error.message;
  }
}
