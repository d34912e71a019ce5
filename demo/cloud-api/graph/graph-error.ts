/** Meta's errors in the format of the Graph API. Sources: the error codes page of the Cloud API, and Meta's OpenAPI description v23.0. */
const known: Record<number, { status: number; message: string }> = {
  4: { status: 429, message: 'Application request limit reached' },
  2: { status: 503, message: '(#2) Service temporarily unavailable' },
  100: { status: 400, message: '(#100) Invalid parameter' },
  190: { status: 401, message: 'Invalid OAuth access token - Cannot parse access token' },
  803: { status: 404, message: '(#803) Some of the aliases you requested do not exist' },
  133010: { status: 400, message: '(#133010) Phone number not registered' },
  130429: { status: 429, message: '(#130429) Rate limit hit' },
  131000: { status: 500, message: '(#131000) Something went wrong' },
  131008: { status: 400, message: '(#131008) Required parameter is missing' },
  131009: { status: 400, message: '(#131009) Parameter value is not valid' },
  131021: { status: 400, message: '(#131021) Recipient cannot be sender' },
  131062: {
    status: 400,
    message: '(#131062) Business-scoped user ids are not supported for this message',
  },
  131051: { status: 400, message: '(#131051) Unsupported message type' },
  131056: { status: 400, message: '(#131056) Pair rate limit hit' },
  131053: { status: 400, message: '(#131053) Media upload error' },
  136024: { status: 400, message: '(#136024) Request code error' },
  136025: { status: 400, message: '(#136025) Verify code error' },
  132000: {
    status: 400,
    message: '(#132000) Number of parameters does not match the expected number of params',
  },
  132005: { status: 400, message: '(#132005) Translated text too long' },
  132012: {
    status: 400,
    message: '(#132012) Parameter format does not match format in the created template',
  },
  132015: { status: 400, message: '(#132015) Template is paused' },
  132018: { status: 400, message: '(#132018) There’s an issue with the parameters in your template' },
  132001: { status: 404, message: '(#132001) Template name does not exist in the translation' },
  132007: { status: 400, message: '(#132007) Template format character policy violated' },
  132016: { status: 400, message: '(#132016) Template is disabled' },
  80008: { status: 400, message: '(#80008) There have been too many calls to this business account' },
};

/** What Graph tells the person behind a call, apart from the developer. */
export interface UserText {
  title: string;
  message: string;
}

export class GraphApiError extends Error {
  readonly subcode: number | undefined;
  readonly type: string;
  readonly user: UserText | undefined;

  /** `more.message` is Meta's own message, if it says more than the code. */
  constructor(
    readonly code: number,
    readonly details: string,
    more: { message?: string; subcode?: number; type?: string; user?: UserText } = {},
  ) {
    super(more.message ?? known[code]?.message ?? `(#${code})`);
    this.subcode = more.subcode;
    this.type = more.type ?? 'OAuthException';
    this.user = more.user;
  }

  toResponse(): Response {
    return Response.json(
      {
        error: {
          message: this.message,
          type: this.type,
          code: this.code,
          ...(this.subcode !== undefined && { error_subcode: this.subcode }),
          ...(this.details !== '' && {
            error_data: { messaging_product: 'whatsapp', details: this.details },
          }),
          ...(this.user && {
            is_transient: false,
            error_user_title: this.user.title,
            error_user_msg: this.user.message,
          }),
          fbtrace_id: `A${crypto.randomUUID().replaceAll('-', '').slice(0, 22)}`,
        },
      },
      { status: known[this.code]?.status ?? 400 },
    );
  }
}

/** The error for an id that does not exist or that the token may not see. Graph does not distinguish them. */
export function unknownObject(id: string, method = 'GET'): GraphApiError {
  const message = `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return new GraphApiError(100, '', { message, subcode: 33, type: 'GraphMethodException' });
}

/** This field is checked before anything else in a body or form. */
export function requireProduct(product: unknown): void {
  if (product === undefined || product === null || product === '') {
    throw new GraphApiError(100, '', { message: '(#100) The parameter messaging_product is required.' });
  }
  if (product !== 'whatsapp') {
    throw new GraphApiError(100, '', {
      message: `(#100) Param messaging_product must be one of {WHATSAPP} - got "${String(product)}".`,
    });
  }
}
