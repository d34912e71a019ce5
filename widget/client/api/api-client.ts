/** Requests to the Worker's API. The other files in this folder have one function for each route. */
import { strings } from '../../locales/strings-first-load.ts';
import { ApiFailure } from './api-failure.ts';
import {
  type AnswerOf,
  addressOf,
  type Call,
  type CallArguments,
  errorIn,
  type Options,
  type Route,
  readJson,
  requestRoute,
  typeOf,
} from './request.ts';
import { SettingsNews } from './settings-news.ts';

export interface UploadOptions<Answer> {
  /** Null if it is not the answer that is expected. */
  read(text: string): Answer | null;
  /** From 0 to 1. */
  progress(share: number): void;
  signal: AbortSignal;
}

/** Makes requests as an agent who is signed in. Each throws an {@link ApiFailure} if it was not carried out. */
export class ApiClient {
  /** Settings that somebody has changed, for whatever has loaded them with this client. */
  readonly news = new SettingsNews();
  #origin: string;
  #token: () => Promise<string>;
  #renew: (rejected: string) => Promise<string | null>;

  /** `origin` of the Worker, without a trailing slash. `renew` returns a new token for a rejected one, if it can. */
  constructor(
    origin: string,
    token: () => Promise<string>,
    renew: (rejected: string) => Promise<string | null> = async () => null,
  ) {
    this.#origin = origin;
    this.#token = token;
    this.#renew = renew;
  }

  async call<const R extends Route>(route: R, ...[call]: CallArguments<R>): Promise<AnswerOf<R>> {
    return readJson(await this.#signedIn((token) => request(this.#origin, route, call, token)));
  }

  /** The answer as a file. */
  async file<const R extends Route>(route: R, ...[call]: CallArguments<R>): Promise<Blob> {
    const response = await this.#signedIn((token) => request(this.#origin, route, call, token));
    return response.blob();
  }

  /** Uploads a file and reports its progress, which only an XMLHttpRequest does. */
  upload<const R extends Route>(
    route: R,
    call: Call<R>,
    file: File,
    { read, progress, signal }: UploadOptions<AnswerOf<R>>,
  ): Promise<AnswerOf<R>> {
    const { method, url } = addressOf(this.#origin, route, call);
    return this.#signedIn((token) => {
      const { promise, resolve, reject } = Promise.withResolvers<AnswerOf<R>>();
      const upload = new XMLHttpRequest();
      upload.open(method, url);
      upload.setRequestHeader('Authorization', `Bearer ${token}`);
      upload.setRequestHeader('Content-Type', typeOf(file));
      upload.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      upload.onload = () => {
        const { status, responseText } = upload;
        const answer = status === 201 ? read(responseText) : null;
        if (answer) resolve(answer);
        else void readFailure(status, responseText).then(reject);
      };
      upload.onerror = () => reject(unreachable(url));
      upload.onabort = () => reject(new ApiFailure(0, 'cancelled', strings.uploadCancelled));
      signal.addEventListener('abort', () => upload.abort(), { once: true });
      upload.send(file);
      return promise;
    });
  }

  /** Address of a route that an element or a socket opens without headers; a ticket in the query authorizes it. */
  address<const R extends Route & `GET /${string}`>(route: R, call: Call<R>): string {
    return addressOf(this.#origin, route, call).url;
  }

  /** Tries once more with another token if the session is over: a request that is answered with 401 changed nothing. */
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

/** Calls a route that needs no sign-in. */
export async function callOpen<const R extends Route>(
  origin: string,
  route: R,
  ...[call]: CallArguments<R>
): Promise<AnswerOf<R>> {
  return readJson(await request(origin, route, call, null));
}

/** Whether the Worker answers at all: every site may read its script. */
export function isReachable(origin: string): Promise<boolean> {
  return fetch(`${origin}/agent-console.js`, { method: 'HEAD', credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}

async function request(
  origin: string,
  route: Route,
  call: Options = {},
  token: string | null,
): Promise<Response> {
  let response: Response;
  try {
    response = await requestRoute(origin, route, call, token);
  } catch {
    throw unreachable(addressOf(origin, route, call).url);
  }
  if (response.ok) return response;
  throw await readFailure(response.status, await response.text().catch(() => ''));
}

async function readFailure(status: number, body: string): Promise<ApiFailure> {
  const { code, message, details } = errorIn(body) ?? {
    code: 'unknown',
    message: strings.answered(status),
    details: null,
  };
  // The Worker speaks English. The code selects the sentence in the agent's language.
  const words = await import('../../locales/worker-texts/failures.ts').catch(() => null);
  return new ApiFailure(status, code, (await words?.failureText(code, message, details)) ?? message, details);
}

/** A browser does not tell a script whether the network failed or the Worker does not allow this site. */
function unreachable(url: string): ApiFailure {
  const isElsewhere = new URL(url).origin !== location.origin;
  const hint = isElsewhere ? ` ${strings.unreachableHere(location.origin)}` : '';
  return new ApiFailure(0, 'unreachable', `${strings.unreachable}${hint}`);
}
