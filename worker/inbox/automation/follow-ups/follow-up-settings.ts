/** What follows without a message of the customer, as the admin has set it. In memory. */
import * as v from 'valibot';
import { type FollowUps, followUps } from '../../../api/automation/follow-ups.ts';
import { storedJson } from '../../../stored-json.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';

export class FollowUpSettings {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #now: FollowUps;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
    const [row] = sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'follow-ups'")
      .toArray();
    this.#now = (row && storedJson(followUps, row.value)) ?? v.parse(followUps, {});
  }

  get now(): FollowUps {
    return this.#now;
  }

  get isOn(): boolean {
    return this.#now.resolve !== null || this.#now.satisfaction !== null;
  }

  /** Call it in a transaction. */
  change(settings: FollowUps): void {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('follow-ups', ?)", JSON.stringify(settings));
    this.#now = settings;
    this.#changes.record({ type: 'settings-changed', settings: 'automation' });
  }
}
