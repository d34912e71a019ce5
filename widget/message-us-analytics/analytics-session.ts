/** An agent's session in the analytics element: signing in, their numbers, and what goes wrong. */
import type { ReactiveControllerHost } from 'lit';
import type { InboxSummary } from '../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../worker/api/people/sessions.ts';
import { SignedOut, SignIn } from '../agent-console/session-events.ts';
import { PageToken } from '../agent-console/shell/session/page-token.ts';
import { ApiClient } from '../client/api/api-client.ts';
import { ApiFailure } from '../client/api/api-failure.ts';
import { getMe } from '../client/api/people/account.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';
import { strings } from '../locales/strings-first-load.ts';

export type Phase = 'loading' | 'sign-in' | 'ready' | 'problem';

interface SessionElement extends ReactiveControllerHost, Element {
  readonly getToken: (() => Promise<string>) | null;
  /** The only number to show; empty: all. */
  readonly inbox: string;
}

/** What only the element knows. Functions, because they are no part of what the element offers to pages. */
interface SessionParts {
  /** Origin of the Worker. */
  origin(): string;
  /** Resolves when the texts are loaded. */
  spoken(): Promise<void>;
}

export class AnalyticsSession {
  phase: Phase = 'loading';
  api: ApiClient | null = null;
  /** The numbers that the agent sees here. */
  numbers: readonly InboxSummary[] = [];
  /** Why nothing can be shown, in phase `problem`. */
  problem = '';
  #host: SessionElement;
  #parts: SessionParts;
  #agent: Agent | null = null;
  #isSignedIn = false;

  constructor(host: SessionElement, parts: SessionParts) {
    this.#host = host;
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.end();
    await this.#parts.spoken();
    if (!this.#host.isConnected) return;
    if (!this.#host.getToken && this.#stored.token === null) {
      this.#enter('sign-in');
      return;
    }
    this.#enter('loading');
    const api = this.#newClient();
    this.api = api;
    try {
      await this.#showNumbers(api);
    } catch (error) {
      if (this.api !== api || this.phase !== 'loading') return;
      this.#stop(error instanceof ApiFailure ? error.message : strings.pageFailed);
      if (!(error instanceof ApiFailure)) throw error;
    }
  }

  /** What is still underway is no longer shown. */
  end(): void {
    this.api = null;
  }

  signedIn(token: string): void {
    this.#stored.keep(token);
    void this.start();
  }

  async #showNumbers(api: ApiClient): Promise<void> {
    const { agent, inboxes } = await getMe(api);
    if (this.api !== api) return;
    this.#agent = agent;
    this.numbers = inboxes.filter(({ id }) => this.#host.inbox === '' || id === this.#host.inbox);
    if (this.numbers.length === 0) {
      this.#stop(strings.noNumber);
      return;
    }
    this.#enter('ready');
    if (!this.#isSignedIn) this.#host.dispatchEvent(new SignIn(agent));
    this.#isSignedIn = true;
  }

  #newClient(): ApiClient {
    const { getToken } = this.#host;
    const api: ApiClient = getToken
      ? this.#clientOf(getToken, () => this.api === api)
      : new ApiClient(
          this.#parts.origin(),
          async () => this.#stored.token ?? '',
          async () => {
            if (this.api === api) this.#signOut();
            return null;
          },
        );
    return api;
  }

  /** On a site with its own login, which gives another token when a session is over. */
  #clientOf(getToken: () => Promise<string>, isCurrent: () => boolean): ApiClient {
    const origin = this.#parts.origin();
    const token = new PageToken({
      getToken: () => (this.#host.getToken ?? getToken)(),
      isTheirs: async (given) =>
        (await getMe(new ApiClient(origin, async () => given))).agent.id === this.#agent?.id,
      renewed: () => {},
    });
    return new ApiClient(
      origin,
      () => token.get(),
      async (refused) => {
        const renewed = await token.renew(refused).catch((error: unknown) => {
          // Another agent uses the page now.
          if (isCurrent() && error instanceof ApiFailure && error.code === 'other_agent') {
            this.#tellSignedOut();
            void this.start();
          }
          throw error;
        });
        if (renewed === null && isCurrent()) {
          this.#stop(strings.signedOut);
          this.#tellSignedOut();
        }
        return renewed;
      },
    );
  }

  #signOut(): void {
    this.end();
    this.#stored.forget();
    this.#enter('sign-in');
    this.#tellSignedOut();
  }

  #tellSignedOut(): void {
    if (!this.#isSignedIn) return;
    this.#isSignedIn = false;
    this.#host.dispatchEvent(new SignedOut());
  }

  #stop(problem: string): void {
    this.end();
    this.problem = problem;
    this.#enter('problem');
  }

  #enter(phase: Phase): void {
    this.phase = phase;
    if (phase === 'sign-in') void import('../agent-console/shell/session/sign-in.ts');
    if (phase === 'ready') void import('../agent-console/analytics/analytics-page.ts');
    this.#host.requestUpdate();
  }

  get #stored(): SessionStore {
    return new SessionStore(this.#parts.origin());
  }
}
