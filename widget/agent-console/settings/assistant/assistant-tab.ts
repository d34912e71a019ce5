import { property } from 'lit/decorators.js';
import type {
  AssistantChange,
  AssistantSettings,
  AssistantState,
} from '../../../../worker/api/automation/assistant.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeAssistant, getAssistant } from '../../../client/api/assistant.ts';
import { assistantBook } from '../../../locales/assistant.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { type ChangeOptions, SettingsTask } from '../settings-task.ts';

/** A part of the assistant's page that shows its settings and changes some of them. */
export abstract class AssistantTab extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  protected readonly task = new SettingsTask<AssistantState>(
    this,
    async (api) => this.number && getAssistant(api, this.number.id),
    { of: ['assistant'] },
  );

  /** The settings are stored as a whole: the others are sent as they are shown. */
  protected change(
    change: Partial<AssistantChange>,
    options?: ChangeOptions<AssistantState>,
  ): Promise<boolean> {
    const { number } = this;
    return this.task.show(async (api) => {
      const { shown } = this.task;
      if (!number || !shown) return shown;
      return changeAssistant(api, number.id, { ...shown.settings, ...change });
    }, options);
  }

  protected get settings(): AssistantSettings | null {
    return this.task.shown?.settings ?? null;
  }
}
