/** Every attribute of `<agent-console>`. */
export interface AgentConsoleAttributes {
  /**
   * Origin of your Worker.
   * @default the origin of the script
   */
  worker?: string;
  /**
   * A number's `phone_number_id`, to show only that one.
   * @default every number that the agent may see
   */
  inbox?: string | number;
  /** The page belongs to the console: its title and icon show unread conversations, and shortcuts work everywhere. */
  'whole-page'?: '' | boolean;
}
