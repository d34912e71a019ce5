import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import type {
  Agent,
  Conversation,
  ConversationPage,
  InboxSettings,
  InboxSummary,
  Invitation,
  LiveTicket,
  Me,
  MediaTicket,
  MediaUpload,
  Message,
  MessageHistory,
  MessagePage,
  MessageSearch,
  NewInvitation,
  NewPushDevice,
  NewSavedReply,
  NumberPolicy,
  Origins,
  Passkey,
  PushDevice,
  PushStatus,
  RemovedAgent,
  Role,
  SavedReply,
  SendMessage,
  Session,
  SessionInfo,
  TeamMember,
  TemplateList,
} from '../../worker/api.ts';
import { strings } from '../locales/strings-first-load.ts';

/** What the Worker refused, in words for the agent; `code` is stable. Status 0: it could not be reached. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What the code's own meaning says it is. */
    readonly details: unknown = null,
  ) {
    super(message);
  }
}

/** The Worker's commands. Every call throws an {@link ApiFailure} when it was not done. */
export class ApiClient {
  #origin: string;
  #token: () => Promise<string>;
  #renew: (refused: string) => Promise<string | null>;

  /** `origin` of the Worker, without a trailing slash. `renew` gives another token for one that is refused, if it can. */
  constructor(
    origin: string,
    token: () => Promise<string>,
    renew: (refused: string) => Promise<string | null> = async () => null,
  ) {
    this.#origin = origin;
    this.#token = token;
    this.#renew = renew;
  }

  /** Whose token it is. */
  static async agentOf(origin: string, token: string): Promise<Agent> {
    const { agent } = await request<Me>('GET', `${origin}/api/me`, token);
    return agent;
  }

  /** Whoever is not signed in yet. `body` as `POST /api/sessions` takes it. */
  static signIn(origin: string, body: object): Promise<Session> {
    return request<Session>('POST', `${origin}/api/sessions`, null, body);
  }

  static passkeyOptions(origin: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return request('POST', `${origin}/api/sessions/options`, null, {});
  }

  /** Whether the inbox may be shown on this origin's pages. */
  static async mayOpen(origin: string, asking: string): Promise<boolean> {
    const { allowed } = await request<{ allowed: boolean }>('POST', `${origin}/api/sessions/origin`, null, {
      origin: asking,
    });
    return allowed;
  }

  static joinOptions(
    origin: string,
    token: string,
  ): Promise<{ name: string; options: PublicKeyCredentialCreationOptionsJSON }> {
    return request('POST', `${origin}/api/invitations/options`, null, { token });
  }

  static join(origin: string, token: string, response: RegistrationResponseJSON): Promise<Session> {
    return request('POST', `${origin}/api/invitations/join`, null, { token, response });
  }

  newPasskeyOptions(): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return this.call('POST', '/passkeys/options', {});
  }

  addPasskey(response: RegistrationResponseJSON): Promise<Passkey> {
    return this.call('POST', '/passkeys', { response });
  }

  passkeys(): Promise<Passkey[]> {
    return this.call('GET', '/passkeys');
  }

  removePasskey(id: string): Promise<void> {
    return this.call('DELETE', `/passkeys/${encodeURIComponent(id)}`);
  }

  sessions(): Promise<{ sessions: SessionInfo[]; current: string }> {
    return this.call('GET', '/sessions');
  }

  /** One session, or all but this one. */
  endSession(id: string | null): Promise<void> {
    return this.call('DELETE', id === null ? '/sessions' : `/sessions/${id}`);
  }

  push(): Promise<PushStatus> {
    return this.call('GET', '/push');
  }

  keepPush(device: NewPushDevice): Promise<PushDevice> {
    return this.call('PUT', '/push', device);
  }

  forgetPush(id: string): Promise<void> {
    return this.call('DELETE', `/push/${id}`);
  }

  /** Whether the device's push service has taken it. */
  testPush(id: string): Promise<{ taken: boolean }> {
    return this.call('POST', `/push/${id}/test`, {});
  }

  team(): Promise<TeamMember[]> {
    return this.call('GET', '/agents');
  }

  changeAgent(id: string, change: { name?: string; role?: Role; numbers?: string[] | null }): Promise<void> {
    return this.call('PUT', `/agents/${encodeURIComponent(id)}`, change);
  }

  removeAgent(id: string): Promise<void> {
    return this.call('DELETE', `/agents/${encodeURIComponent(id)}`);
  }

  removedAgents(): Promise<RemovedAgent[]> {
    return this.call('GET', '/agents/removed');
  }

  restoreAgent(id: string): Promise<TeamMember> {
    return this.call('POST', `/agents/removed/${encodeURIComponent(id)}`, {});
  }

  invite(
    who: { name: string; role: Role; numbers: string[] | null } | { agentId: string },
  ): Promise<NewInvitation> {
    return this.call('POST', '/invitations', who);
  }

  invitations(): Promise<Invitation[]> {
    return this.call('GET', '/invitations');
  }

  withdrawInvitation(id: string): Promise<void> {
    return this.call('DELETE', `/invitations/${id}`);
  }

  origins(): Promise<Origins> {
    return this.call('GET', '/settings/origins');
  }

  async allowOrigins(origins: readonly string[]): Promise<void> {
    await this.call('PUT', '/settings/origins', { origins });
  }

  replies(): Promise<SavedReply[]> {
    return this.call('GET', '/replies');
  }

  putReply(id: string | null, reply: NewSavedReply): Promise<SavedReply> {
    return id === null ? this.call('POST', '/replies', reply) : this.call('PUT', `/replies/${id}`, reply);
  }

  removeReply(id: string): Promise<void> {
    return this.call('DELETE', `/replies/${id}`);
  }

  putReplyFile(id: string, file: File): Promise<SavedReply> {
    const query = new URLSearchParams({ filename: file.name.slice(-240) });
    return this.call('PUT', `/replies/${id}/file?${query}`, file);
  }

  removeReplyFile(id: string): Promise<SavedReply> {
    return this.call('DELETE', `/replies/${id}/file`);
  }

  favourReply(id: string, isFavourite: boolean): Promise<SavedReply> {
    return this.call('PUT', `/replies/${id}/favourite`, { isFavourite });
  }

  me(): Promise<Me> {
    return this.call<Me>('GET', '/me');
  }

  changeSettings(inbox: string, settings: InboxSettings): Promise<InboxSummary> {
    return this.call('PUT', `/inboxes/${inbox}/settings`, settings);
  }

  policy(inbox: string): Promise<NumberPolicy> {
    return this.call('GET', `/inboxes/${inbox}/policy`);
  }

  changePolicy(inbox: string, policy: NumberPolicy): Promise<NumberPolicy> {
    return this.call('PUT', `/inboxes/${inbox}/policy`, policy);
  }

  /** `query` as a {@link ConversationFilter}. */
  conversations(inbox: string, before: string | null, query = ''): Promise<ConversationPage> {
    return this.call('GET', `/inboxes/${inbox}/conversations?limit=50&${query}${cursor(before)}`);
  }

  /** Of the customers whom this text finds. */
  search(inbox: string, text: string): Promise<ConversationPage> {
    return this.call('GET', `/inboxes/${inbox}/conversations?limit=50&search=${encodeURIComponent(text)}`);
  }

  startConversation(inbox: string, phone: string): Promise<Conversation> {
    return this.call('POST', `/inboxes/${inbox}/conversations`, { phone });
  }

  conversation(inbox: string, id: number): Promise<Conversation> {
    return this.call('GET', `/inboxes/${inbox}/conversations/${id}`);
  }

  /** The newest page, or the one that lies there. */
  messages(
    inbox: string,
    conversation: number,
    where: { before: string } | { after: string } | { around: string } | null,
  ): Promise<MessagePage> {
    const query = new URLSearchParams({ limit: '50', ...where });
    return this.call('GET', `/inboxes/${inbox}/conversations/${conversation}/messages?${query}`);
  }

  searchMessages(inbox: string, text: string, before: string | null): Promise<MessageSearch> {
    return this.call(
      'GET',
      `/inboxes/${inbox}/messages?limit=20&search=${encodeURIComponent(text)}${cursor(before)}`,
    );
  }

  send(
    inbox: string,
    conversation: number,
    key: string,
    message: SendMessage,
    signal?: AbortSignal,
  ): Promise<Message> {
    const path = `/inboxes/${inbox}/conversations/${conversation}/messages`;
    return this.call('POST', path, message, { 'Idempotency-Key': key }, signal);
  }

  retry(inbox: string, message: number): Promise<Message> {
    return this.call('POST', `/inboxes/${inbox}/messages/${message}/retry`, {});
  }

  cancel(inbox: string, message: number): Promise<Message> {
    return this.call('POST', `/inboxes/${inbox}/messages/${message}/cancel`, {});
  }

  acceptIdentity(inbox: string, conversation: number): Promise<Conversation> {
    return this.call('POST', `/inboxes/${inbox}/conversations/${conversation}/identity`, {});
  }

  markRead(inbox: string, conversation: number, seq: number): Promise<Conversation> {
    return this.call('POST', `/inboxes/${inbox}/conversations/${conversation}/read`, { seq });
  }

  templates(inbox: string, isForced: boolean): Promise<TemplateList> {
    return this.call('GET', `/inboxes/${inbox}/templates${isForced ? '?refresh' : ''}`);
  }

  history(inbox: string, message: number): Promise<MessageHistory> {
    return this.call('GET', `/inboxes/${inbox}/messages/${message}`);
  }

  async typing(inbox: string, conversation: number): Promise<void> {
    await this.call('POST', `/inboxes/${inbox}/conversations/${conversation}/typing`, {});
  }

  retryMedia(inbox: string, message: number): Promise<Message> {
    return this.call('POST', `/inboxes/${inbox}/messages/${message}/media/retry`, {});
  }

  copyMedia(inbox: string, message: number): Promise<MediaUpload> {
    return this.call('POST', `/inboxes/${inbox}/messages/${message}/media/copy`, {});
  }

  mediaTicket(inbox: string): Promise<MediaTicket> {
    return this.call('POST', `/inboxes/${inbox}/media-tickets`, {});
  }

  /** Where a message's file is, for an `<img>` or a link. */
  mediaUrl(inbox: string, message: number, ticket: string): string {
    return `${this.#origin}/api/inboxes/${inbox}/messages/${message}/media?ticket=${encodeURIComponent(ticket)}`;
  }

  /** Uploads a file, telling how far it is (0 to 1). Only an XMLHttpRequest tells of an upload's progress. */
  async upload(
    inbox: string,
    kind: string,
    file: File,
    { progress, signal }: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<MediaUpload> {
    const query = new URLSearchParams({ kind, ...(file.name && { filename: file.name.slice(-240) }) });
    const { readUpload } = await import('./upload-answer.ts');
    return this.#signedIn((token) => {
      const { promise, resolve, reject } = Promise.withResolvers<MediaUpload>();
      const request = new XMLHttpRequest();
      request.open('POST', `${this.#origin}/api/inboxes/${inbox}/media?${query}`);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
      request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      request.onload = () => {
        const { status, responseText } = request;
        const upload = status === 201 ? readUpload(responseText) : null;
        if (upload) resolve(upload);
        else void failureOf(status, responseText).then(reject);
      };
      request.onerror = () => reject(unreachable(this.#origin));
      request.onabort = () => reject(new ApiFailure(0, 'cancelled', strings.uploadCancelled));
      signal.addEventListener('abort', () => request.abort(), { once: true });
      request.send(file);
      return promise;
    });
  }

  /** The address of the live socket, good for one connection within 30 seconds. */
  async liveUrl(inbox: string, after: number): Promise<string> {
    const { ticket } = await this.call<LiveTicket>('POST', `/inboxes/${inbox}/tickets`, {});
    return `${this.#origin.replace(/^http/, 'ws')}/api/inboxes/${inbox}/live?ticket=${ticket}&after=${after}`;
  }

  /** A file that the Worker makes, whole. */
  async file(path: string): Promise<Blob> {
    const url = `${this.#origin}/api${path}`;
    const response = await this.#signedIn((token) => answerOf('GET', url, token));
    return response.blob();
  }

  /** One call of the REST API: what only one element asks for stands in that element. */
  async call<Answer>(
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const url = `${this.#origin}/api${path}`;
    return this.#signedIn((token) => request<Answer>(method, url, token, body, headers, signal));
  }

  /** Once more with another token when the session is over: what is refused with 401 has not been done. */
  async #signedIn<Answer>(act: (token: string) => Promise<Answer>): Promise<Answer> {
    const token = await this.#token();
    try {
      return await act(token);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.status !== 401) throw error;
      const renewed = await this.#renew(token);
      if (renewed === null) throw error;
      return act(renewed);
    }
  }
}

async function request<Answer>(
  method: string,
  url: string,
  token: string | null,
  body?: object,
  headers?: Record<string, string>,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await answerOf(method, url, token, body, headers, signal);
  return response.status === 204 ? JSON.parse('null') : response.json();
}

async function answerOf(
  method: string,
  url: string,
  token: string | null,
  body?: object,
  headers?: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      credentials: 'omit',
      headers: {
        ...(body && { 'Content-Type': typeOf(body) }),
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch {
    throw unreachable(url);
  }
  if (response.ok) return response;
  throw await failureOf(response.status, await response.text().catch(() => ''));
}

/** A file says itself what it is; everything else is JSON. */
function typeOf(body: object): string {
  return body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json';
}

async function failureOf(status: number, body: string): Promise<ApiFailure> {
  const { code, message, details } = refusalIn(body) ?? {
    code: 'unknown',
    message: strings.answered(status),
    details: null,
  };
  // The Worker speaks English: what an agent meets is said in their own language, by its code.
  const words = await import('../locales/failures.ts').catch(() => null);
  return new ApiFailure(status, code, (await words?.failureText(code, message, details)) ?? message, details);
}

/** Null: something between us and the Worker answered, in a form of its own. */
function refusalIn(body: string): { code: string; message: string; details: unknown } | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const error: unknown = Reflect.get(Object(value), 'error');
  const [code, message, details] = ['code', 'message', 'details'].map((name): unknown =>
    Reflect.get(Object(error), name),
  );
  if (typeof code !== 'string' || typeof message !== 'string') return null;
  return { code, message, details: details ?? null };
}

/** A browser does not tell a script whether the network failed or the inbox did not let this site in. */
function unreachable(url: string): ApiFailure {
  const isElsewhere = new URL(url).origin !== location.origin;
  const hint = isElsewhere ? ` ${strings.unreachableHere(location.origin)}` : '';
  return new ApiFailure(0, 'unreachable', `${strings.unreachable}${hint}`);
}

function cursor(before: string | null): string {
  return before === null ? '' : `&before=${before}`;
}
