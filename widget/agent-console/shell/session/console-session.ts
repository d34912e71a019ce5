/** An agent's session in the inbox element: signing in and out, their numbers, their data, and what goes wrong. */
import type { ReactiveControllerHost } from 'lit';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../../worker/api/people/sessions.ts';
import { ApiClient } from '../../../client/api/api-client.ts';
import { ApiFailure } from '../../../client/api/api-failure.ts';
import { getMe } from '../../../client/api/people/account.ts';
import { SessionStore } from '../../../client/signing-in/session-store.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import { InboxStores } from '../../../client/store/inbox-stores.ts';
import { strings } from '../../../locales/strings-first-load.ts';
import { AllDrafts } from '../../composer/drafts/all-drafts.ts';
import { ConversationClose, SignedOut, SignIn } from '../../events.ts';
import { News } from '../../notify/news.ts';
import { type ConsoleInbox, nothingInView } from '../inbox-shell.ts';
import { PageToken } from './page-token.ts';

const noticeLasts = 8_000;

export type Phase = 'loading' | 'sign-in' | 'setup' | 'ready' | 'problem';

/** The inbox element, as its session uses it. */
interface SessionElement extends ReactiveControllerHost, Element {
  readonly getToken: (() => Promise<string>) | null;
  readonly wholePage: boolean;
  /** The only number to show; empty: all. */
  readonly inbox: string;
}

/** What only the element knows. Functions, because they are no part of what the element offers to pages. */
interface SessionParts {
  /** Origin of the Worker. */
  origin(): string;
  /** The inbox while it is on screen. */
  shown(): ConsoleInbox | null;
  /** Resolves when the texts are loaded. */
  spoken(): Promise<void>;
}

export class ConsoleSession {
  /** Who is signed in, and the numbers that they see here. */
  agent: Agent | null = null;
  numbers: readonly InboxSummary[] = [];
  /** Counts the changes in `stores`, which holds the data on screen. */
  change = 0;
  stores: InboxStores | null = null;
  api: ApiClient | null = null;
  /** Why nothing can be shown, in phase `problem`. */
  problem = '';
  /** What went wrong with a command, for a while. */
  notice: string | null = null;
  /** As it was when the inbox was away, as for another session. */
  inView = nothingInView();
  /** What to open once the inbox has loaded. */
  #asked: ((inbox: ConsoleInbox) => Promise<void>) | null = null;
  readonly drafts = new AllDrafts();
  readonly news: News;
  #host: SessionElement;
  #parts: SessionParts;
  #phase: Phase = 'loading';
  #ready = Promise.withResolvers<void>();
  #isSignedIn = false;

  constructor(host: SessionElement, parts: SessionParts) {
    this.#host = host;
    this.#parts = parts;
    this.news = new News(host);
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Resolves when the inbox is on screen. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    if (phase === 'sign-in') void import('./sign-in.ts');
    this.#host.requestUpdate();
  }

  #changed(): void {
    this.change += 1;
    this.#host.requestUpdate();
  }

  get #stored(): SessionStore {
    return new SessionStore(this.#parts.origin());
  }

  async start(): Promise<void> {
    const hadFocus = this.#host.matches(':focus-within');
    this.end();
    await this.#parts.spoken();
    if (!this.#host.getToken && this.#stored.token === null) {
      this.#enter('sign-in');
      return;
    }
    this.#enter('loading');
    await this.attempt(async () => {
      const api = this.#newClient();
      const stores = new InboxStores(api, {
        changed: () => {
          this.#changed();
          this.news.tell(stores);
        },
        arrived: (conversation) => void this.#alert(conversation),
        merged: (from, into) => {
          void this.drafts.join(from, into).then(() => this.#parts.shown()?.merged(from, into));
        },
        erased: (ref) => {
          void this.drafts.erase(ref);
          this.#parts.shown()?.erased(ref);
        },
        accessChanged: () => void this.attempt(() => this.#showNumbers(api, stores)),
        numberChanged: (number) => this.numberChanged(number),
        failed: (failure) => this.#failed(failure),
      });
      // A number was connected or deleted.
      api.news.follow(['numbers'], () => void this.attempt(() => this.#showNumbers(api, stores)));
      this.api = api;
      this.stores = stores;
      await this.#showNumbers(api, stores);
      if (this.stores !== stores || this.phase !== 'loading') return;
      this.#enter('ready');
      await this.#host.updateComplete;
      if (this.agent && !this.#isSignedIn) this.#host.dispatchEvent(new SignIn(this.agent));
      this.#isSignedIn = true;
      this.#ready.resolve();
      const [inbox, asked] = [this.#parts.shown(), this.#asked];
      if (!inbox) return;
      this.#asked = null;
      // Focus elsewhere on the page is not taken away.
      const isFree = hadFocus && document.activeElement === document.body;
      await Promise.all([inbox.openAgain(isFree), asked?.(inbox)]);
      await inbox.prepare();
    });
  }

  #newClient(): ApiClient {
    const { getToken } = this.#host;
    if (!getToken) return new ApiClient(this.#parts.origin(), async () => this.#stored.token ?? '');
    const token = new PageToken({
      getToken: () => (this.#host.getToken ?? getToken)(),
      isTheirs: async (given) => (await agentOf(this.#parts.origin(), given)).id === this.agent?.id,
      renewed: () => {
        const stores = this.stores;
        if (this.api !== api || !stores) return;
        stores.renewed();
        // Their role and numbers may be others now.
        void this.attempt(() => this.#showNumbers(api, stores));
      },
    });
    const api = new ApiClient(
      this.#parts.origin(),
      () => token.get(),
      (refused) => token.renew(refused),
    );
    return api;
  }

  async #alert(conversation: InboxConversation): Promise<void> {
    const { alert } = await import('../../notify/desktop-notification.ts');
    alert(conversation, (ref) => void this.#parts.shown()?.open(ref));
  }

  /** Does something as soon as the inbox is on screen; only the last of several is done. */
  whenReady(open: (inbox: ConsoleInbox) => Promise<void>): void {
    const inbox = this.#parts.shown();
    if (inbox) void open(inbox);
    else this.#asked = open;
  }

  signedIn(token: string): void {
    this.#stored.keep(token);
    void this.start();
  }

  signOut(): void {
    this.#forgetView();
    this.end();
    this.#stored.forget();
    if (this.#host.getToken) this.#stop(strings.signedOut);
    else this.#enter('sign-in');
    this.#tellSignedOut();
  }

  numberChanged(number: InboxSummary): void {
    this.numbers = this.numbers.map((one) => (one.id === number.id ? number : one));
    this.#host.requestUpdate();
  }

  /** Shows the numbers that the agent may see now. */
  async #showNumbers(api: ApiClient, stores: InboxStores): Promise<void> {
    const { agent, inboxes, isSetUp } = await getMe(api);
    if (this.stores !== stores) return;
    this.agent = agent;
    stores.me = agent.id;
    if (!isSetUp && this.isOwner) {
      await this.openSetup();
      return;
    }
    const numbers = inboxes.filter(({ id }) => this.#host.inbox === '' || id === this.#host.inbox);
    if (numbers.length === 0) {
      this.numbers = [];
      this.#stop(strings.noNumber);
      return;
    }
    this.numbers = numbers;
    this.drafts.read(
      agent.id,
      numbers.map(({ id }) => id),
    );
    await stores.show(numbers.map(({ id }) => id));
    this.#changed();
  }

  async refreshNumbers(): Promise<void> {
    if (this.api && this.stores) await this.#showNumbers(this.api, this.stores);
  }

  /** An admin on the Worker's own page, where the deployment is set up. */
  get isOwner(): boolean {
    return this.agent?.role === 'admin' && !this.#host.getToken && this.#parts.origin() === location.origin;
  }

  async openSetup(): Promise<void> {
    await import('../../settings/setup/console-setup.ts');
    this.#enter('setup');
  }

  #forgetView(): void {
    if (this.inView.selected) this.#host.dispatchEvent(new ConversationClose());
    this.inView = nothingInView();
  }

  attempt = async (command: () => Promise<void>): Promise<void> => {
    try {
      await command();
    } catch (error) {
      if (error instanceof ApiFailure) return this.#failed(error);
      // A fault of this page is logged in the browser's console, and waiting callers are released.
      if (this.phase === 'loading') this.#stop(strings.pageFailed);
      else this.#note(strings.pageFailed);
      throw error;
    }
  };

  #note(text: string): void {
    this.notice = text;
    this.#host.requestUpdate();
    setTimeout(() => {
      if (this.notice !== text) return;
      this.notice = null;
      this.#host.requestUpdate();
    }, noticeLasts);
  }

  #failed(failure: ApiFailure): void {
    const isNumberGone = ['number_not_allowed', 'inbox_not_found'].includes(failure.code);
    if (isNumberGone && this.phase === 'ready') {
      const [api, stores] = [this.api, this.stores];
      if (api && stores) void this.attempt(() => this.#showNumbers(api, stores));
    } else if (failure.status === 401 && !this.#host.getToken) {
      this.end();
      this.#stored.forget();
      this.#enter('sign-in');
      this.#tellSignedOut();
    } else if (failure.code === 'other_agent') {
      // Several commands may have found it out.
      if (!this.#isSignedIn) return;
      this.#forgetView();
      this.#tellSignedOut();
      void this.start();
    } else if (failure.status === 401) {
      this.#stop(failure.message);
      this.#tellSignedOut();
    } else if (this.phase === 'loading') this.#stop(failure.message);
    else this.#note(failure.message);
  }

  #tellSignedOut(): void {
    if (!this.#isSignedIn) return;
    this.#isSignedIn = false;
    this.#ready = Promise.withResolvers<void>();
    this.#host.dispatchEvent(new SignedOut());
  }

  #stop(problem: string): void {
    this.end();
    this.problem = problem;
    this.#enter('problem');
  }

  end(): void {
    this.stores?.stop();
    this.stores = null;
  }
}

async function agentOf(worker: string, token: string): Promise<Agent> {
  return (await getMe(new ApiClient(worker, async () => token))).agent;
}
