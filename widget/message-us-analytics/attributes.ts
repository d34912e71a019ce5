/** Every attribute of `<message-us-analytics>`. */
export interface MessageUsAnalyticsAttributes {
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
  /**
   * Address of the page with your inbox, where conversations open.
   * @default the Worker's own `/console/`
   */
  console?: string;
}
