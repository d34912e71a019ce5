/** The settings of the number's assistant. */
import * as v from 'valibot';
import { type AssistantSettings, assistantSettings } from '../../../api/automation/assistant.ts';
import { storedJson } from '../../../stored-json.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';

export const usualSettings: AssistantSettings = v.parse(assistantSettings, {});

export class AssistantSettingsStore {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #now: AssistantSettings;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'assistant'").toArray();
    this.#now = (row && storedJson(assistantSettings, row.value)) ?? usualSettings;
  }

  get now(): AssistantSettings {
    return this.#now;
  }

  change(settings: AssistantSettings): void {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('assistant', ?)", JSON.stringify(settings));
    this.#now = settings;
    this.#changes.record({ type: 'settings-changed', settings: 'assistant' });
  }
}
