import type {
  Conversation,
  ErrorBody,
  LiveTicket,
  Me,
  Message,
  Page,
  SendMessage,
  Session,
} from '../../worker/api.ts';

/** What the Worker refused, in its own words; `code` is stable. Status 0: it could not be reached. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The Worker's commands. Every call throws an {@link ApiFailure} when it was not done. */
export class ApiClient {
  #origin: string;
  #token: () => Promise<string>;

  /** `origin` of the Worker, without a trailing slash. */
  constructor(origin: string, token: () => Promise<string>) {
    this.#origin = origin;
    this.#token = token;
  }

  static signIn(origin: string, setupToken: string): Promise<Session> {
    return request<Session>('POST', `${origin}/api/sessions`, null, { setupToken });
  }

  me(): Promise<Me> {
    return this.#call<Me>('GET', '/me');
  }

  conversations(inbox: string, before: string | null): Promise<Page<Conversation>> {
    return this.#call('GET', `/inboxes/${inbox}/conversations?limit=50${cursor(before)}`);
  }

  messages(inbox: string, conversation: number, before: string | null): Promise<Page<Message>> {
    return this.#call(
      'GET',
      `/inboxes/${inbox}/conversations/${conversation}/messages?limit=50${cursor(before)}`,
    );
  }

  send(inbox: string, conversation: number, key: string, message: SendMessage): Promise<Message> {
    return this.#call('POST', `/inboxes/${inbox}/conversations/${conversation}/messages`, message, {
      'Idempotency-Key': key,
    });
  }

  retry(inbox: string, message: number): Promise<Message> {
    return this.#call('POST', `/inboxes/${inbox}/messages/${message}/retry`, {});
  }

  markRead(inbox: string, conversation: number, seq: number): Promise<Conversation> {
    return this.#call('POST', `/inboxes/${inbox}/conversations/${conversation}/read`, { seq });
  }

  /** The address of the live socket, good for one connection within 30 seconds. */
  async liveUrl(inbox: string, after: number | null): Promise<string> {
    const { ticket } = await this.#call<LiveTicket>('POST', `/inboxes/${inbox}/tickets`, {});
    const resume = after === null ? '' : `&after=${after}`;
    return `${this.#origin.replace(/^http/, 'ws')}/api/inboxes/${inbox}/live?ticket=${ticket}${resume}`;
  }

  async #call<Answer>(
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer> {
    return request<Answer>(method, `${this.#origin}/api${path}`, await this.#token(), body, headers);
  }
}

async function request<Answer>(
  method: string,
  url: string,
  token: string | null,
  body?: object,
  headers?: Record<string, string>,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      credentials: 'omit',
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiFailure(0, 'unreachable', 'The inbox cannot be reached. Look at your connection.');
  }
  if (response.ok) return response.json();
  const refusal: ErrorBody | null = await response.json().catch(() => null);
  throw new ApiFailure(
    response.status,
    refusal?.error.code ?? 'unknown',
    refusal?.error.message ?? `The inbox answered ${response.status}.`,
  );
}

function cursor(before: string | null): string {
  return before === null ? '' : `&before=${before}`;
}
