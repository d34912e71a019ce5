/** The headers of answers in the OpenAPI description. */
import type { ListedRoute } from '../api/routes/index.ts';

export interface Header {
  description: string;
  schema: { type: 'string' | 'integer' };
}

export const rateHeaders = {
  'RateLimit-Policy': {
    description: 'For API tokens: how many calls (`q`) are allowed within a window of seconds (`w`).',
    schema: { type: 'string' },
  },
  RateLimit: {
    description:
      'For API tokens: the calls that remain (`r`), and the seconds until counting starts again (`t`).',
    schema: { type: 'string' },
  },
} as const satisfies Record<string, Header>;

/** The headers of a successful answer. */
export function headersOf({ scope, isForEveryToken, isKeyed, pagedBy, hasTag }: ListedRoute): {
  headers?: Readonly<Record<string, Header>>;
} {
  const headers: Readonly<Record<string, Header>> = {
    ...((scope !== undefined || isForEveryToken) && rateHeaders),
    ...(pagedBy !== undefined && {
      Link: { description: 'The address of the next page, with `rel="next"`.', schema: { type: 'string' } },
    }),
    ...(hasTag && {
      ETag: {
        description:
          'Pass it as `If-None-Match` the next time: 304 without a body means that nothing has changed.',
        schema: { type: 'string' },
      },
    }),
    ...(isKeyed && {
      'Idempotent-Replayed': {
        description: '`true` if the key has returned an earlier result.',
        schema: { type: 'string' },
      },
    }),
  };
  return Object.keys(headers).length === 0 ? {} : { headers };
}
