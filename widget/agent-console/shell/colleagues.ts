import type { ReactiveControllerHost } from 'lit';
import type { ContactField } from '../../../worker/api/conversations/fields.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { TeamMember } from '../../../worker/api/people/team.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { listFields, listLabels } from '../../client/api/conversations/shared.ts';
import { listAgents } from '../../client/api/people/team.ts';

/** An agent who has joined since can be assigned a conversation. */
const lasts = 60_000;

/** The labels until they are known. */
export const notLoaded: readonly Label[] = [];

/** What conversations are shared out by. Without it, they can be read and answered all the same. */
export class Colleagues {
  labels = notLoaded;
  /** The custom fields of contacts. */
  fields: readonly ContactField[] = [];
  #team: readonly TeamMember[] = [];
  #at = 0;
  #host: ReactiveControllerHost;
  /** Whose news it follows. */
  #api: ApiClient | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isOld(): boolean {
    return Date.now() - this.#at > lasts;
  }

  /** Who can be given a conversation of this number. */
  of(inbox: string): readonly Person[] {
    return this.#team.filter(({ role, numbers }) => role === 'admin' || (numbers?.includes(inbox) ?? true));
  }

  /** Who can be given a conversation of one of these numbers. */
  ofAny(inboxes: readonly string[]): readonly Person[] {
    const reachable = new Set(inboxes.flatMap((inbox) => this.of(inbox)));
    return this.#team.filter((person) => reachable.has(person));
  }

  async load(api: ApiClient | null): Promise<void> {
    if (!api) return;
    if (api !== this.#api) {
      this.#api = api;
      api.news.follow(['team', 'teams', 'labels', 'fields'], () => void this.load(api).catch(() => {}));
    }
    this.#at = Date.now();
    const [team, labels, fields] = await Promise.all([listAgents(api), listLabels(api), listFields(api)]);
    this.fields = fields;
    this.#team = team;
    this.labels = labels;
    this.#host.requestUpdate();
    const { loadDetails } = await import('./colleague-details.ts');
    if (!(await loadDetails(api, team))) return;
    // What shows pictures and teams renders again when its list of labels or colleagues is another one.
    this.labels = [...this.labels];
    this.#host.requestUpdate();
  }
}
