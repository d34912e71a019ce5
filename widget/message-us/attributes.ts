/** What can be written on the tag `<message-us>`, for the type checkers of frameworks. Each is said in the README. */
export interface MessageUsAttributes {
  number?: string;
  label?: string;
  'pre-filled-message'?: string;
  color?: string;
  size?: 'standard' | 'compact';
  'border-radius'?: string;
  shows?: 'both' | 'icon' | 'label';
  floating?: '' | 'end' | 'start' | boolean;
  card?: '' | boolean;
  badge?: string;
  connection?: string;
  worker?: string;
  attribution?: '' | 'consent' | boolean;
  consented?: '' | boolean;
  analytics?: string;
  'opens-after'?: string;
  'opens-at-scroll'?: string;
  'opens-in-view'?: string;
  'opens-at-view'?: string;
  'opens-at-address'?: string;
  'opens-on-exit'?: '' | boolean;
}
