import { ApiFailure } from '../../../client/api/api-failure.ts';
import { strings } from '../../../locales/strings-first-load.ts';

/** A token that is refused sooner than this would be refused again. */
const tokenLasts = 60_000;

export interface TokenPage {
  /** Asks the page; what goes wrong there is said like any other failure. */
  getToken(): Promise<string>;
  /** Whether a token that comes after another one is of the same agent. */
  isTheirs(token: string): Promise<boolean>;
  /** Another token has taken the place of the one before. */
  renewed(): void;
}

/** The session token from the page, requested once, and again when the session is over. */
export class PageToken {
  #page: TokenPage;
  #given: string | null = null;
  #asking: Promise<string> | null = null;
  #askedAt = 0;

  constructor(page: TokenPage) {
    this.#page = page;
  }

  async get(): Promise<string> {
    return this.#given ?? this.#ask();
  }

  /** Another token than this one; null when there is none. */
  async renew(refused: string): Promise<string | null> {
    if (this.#given !== null && this.#given !== refused) return this.#given;
    if (this.#asking === null && Date.now() - this.#askedAt < tokenLasts) return null;
    const token = await this.#ask();
    return token === refused ? null : token;
  }

  /** Other callers wait for the same answer. */
  #ask(): Promise<string> {
    this.#asking ??= this.#askPage().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #askPage(): Promise<string> {
    const token = await this.#page.getToken().catch(() => {
      throw new ApiFailure(401, 'no_token', strings.noToken);
    });
    const before = this.#given;
    if (before !== null && token !== before && !(await this.#page.isTheirs(token))) {
      throw new ApiFailure(401, 'other_agent', strings.signedOut);
    }
    this.#askedAt = Date.now();
    this.#given = token;
    if (before !== null && token !== before) this.#page.renewed();
    return token;
  }
}
