/** A rule or a menu is to be opened, on its tab. */
export class AutomationWanted extends Event {
  constructor(
    readonly tab: 'rules' | 'menus',
    readonly id: string,
  ) {
    super('automation-wanted', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'automation-wanted': AutomationWanted;
  }
}
