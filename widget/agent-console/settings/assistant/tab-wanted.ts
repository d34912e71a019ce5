export type AssistantTabName = 'overview' | 'instructions' | 'knowledge' | 'model' | 'trial';

/** A part of the assistant's page leads to another one. */
export class TabWanted extends Event {
  constructor(readonly tab: AssistantTabName) {
    super('tab-wanted', { bubbles: true, composed: true });
  }
}
