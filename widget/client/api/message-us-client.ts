/**
 * `message-us/client`: the API for other programs, with types for every route. It runs in browsers, Node, Deno, Bun and
 * Workers. `widget/package/client-types.ts` writes its types for the package.
 */
import {
  type AnswerOf,
  addressOf,
  type Call,
  type CallArguments,
  errorIn,
  type Route,
  readJson,
  requestRoute,
} from './request.ts';

/** The Worker has refused a request. `code` is stable, and the message says what to do. */
export class MessageUsError extends Error {
  override readonly name = 'MessageUsError';

  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  /** The Worker's log has it for unexpected errors. */
  readonly requestId: string | null;

  constructor(
    message: string,
    { status, code, details, requestId }: Pick<MessageUsError, 'status' | 'code' | 'details' | 'requestId'>,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

export interface ClientOptions {
  /** Address of the Worker. */
  url: string;
  /** An API token, or what returns the token of a session. */
  token: string | (() => string | Promise<string>);
}

export class MessageUsClient {
  readonly #origin: string;
  readonly #token: ClientOptions['token'];

  constructor({ url, token }: ClientOptions) {
    this.#origin = new URL(url).origin;
    this.#token = token;
  }

  /** Calls a route. Rejects with a {@link MessageUsError} if the Worker refuses, and with a TypeError without an answer. */
  async call<const R extends Route>(route: R, ...[call]: CallArguments<R>): Promise<AnswerOf<R>> {
    return readJson(await this.#request(route, call));
  }

  /** The response of a route that does not answer JSON, such as one with a file. */
  async response<const R extends Route>(route: R, ...[call]: CallArguments<R>): Promise<Response> {
    return this.#request(route, call);
  }

  /** Address of the live socket, for one connection within 30 seconds. `after` is the last `seq` that you have. */
  async liveAddress(inbox: string, after: number): Promise<string> {
    const { ticket } = await this.call('POST /inboxes/:inbox/tickets', { inbox });
    const call: Call<'GET /inboxes/:inbox/live'> = { inbox, query: { ticket, after } };
    return addressOf(this.#origin, 'GET /inboxes/:inbox/live', call).url.replace(/^http/, 'ws');
  }

  async #request(route: Route, call: Parameters<typeof requestRoute>[2]): Promise<Response> {
    const token = typeof this.#token === 'string' ? this.#token : await this.#token();
    const response = await requestRoute(this.#origin, route, call, token);
    if (response.ok) return response;
    const { code, message, details } = errorIn(await response.text()) ?? {
      code: 'unknown',
      message: `The Worker answered with status ${response.status}.`,
      details: null,
    };
    const requestId = response.headers.get('x-request-id');
    throw new MessageUsError(message, { status: response.status, code, details, requestId });
  }
}
