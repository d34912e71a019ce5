/** Why the Worker did not do something, in words for the agent; `code` is stable. Status 0: it could not be reached. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Depends on the code. */
    readonly details: unknown = null,
  ) {
    super(message);
  }
}

/** Runs a command and returns its failure, or null if it succeeded. Any other error is a bug, and is thrown. */
export async function failureOf(command: () => Promise<unknown>): Promise<ApiFailure | null> {
  try {
    await command();
    return null;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return error;
  }
}
