/** Calls to Meta on behalf of an admin, and Meta's errors as errors of our API. */
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { explain, isRetryable } from '../../whatsapp/graph/errors.ts';
import type { Graph, GraphFailure } from '../../whatsapp/graph/graph.ts';
import { graphOf } from '../../workspace/numbers/connections.ts';

export async function graphFor({
  env,
  params,
}: {
  env: Env;
  params: Record<string, string>;
}): Promise<{ graph: Graph; phoneNumberId: string; wabaId: string }> {
  const credentials = await workspaceOf(env).numbers.credentials(params.inbox ?? '');
  if (!credentials) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  const { phoneNumberId, wabaId } = credentials;
  return { graph: graphOf(env, credentials), phoneNumberId, wabaId };
}

/** Short, because an admin is waiting for the answer. */
export const patience = () => AbortSignal.timeout(15_000);

export function failureAtMeta(failure: GraphFailure): ApiError {
  if (failure.outcome !== 'rejected') {
    return new ApiError(
      502,
      'meta_unreachable',
      'WhatsApp did not answer. Look whether the change has arrived, then try again.',
      { reason: failure.reason },
    );
  }
  const { error, httpStatus } = failure;
  const explanation = explain(error);
  return isRetryable(error, httpStatus)
    ? new ApiError(502, 'meta_busy', 'WhatsApp cannot do it right now. Try again in a moment.', explanation)
    : new ApiError(
        422,
        'refused_by_meta',
        `WhatsApp refused it: ${explanation.details ?? explanation.title}`,
        explanation,
      );
}
