/** What the rules of a template need to know besides the template. */
import type { TemplateSwitches } from '../switches.ts';

/** Files that were uploaded as samples. */
export interface Handles {
  /** The type of the file with this handle; null for one that was not issued here, or has expired. */
  typeOf(handle: string): string | null;
}

export interface RuleContext {
  switches: TemplateSwitches;
  handles: Handles;
  /** Templates with products need a catalogue. */
  hasCatalog: boolean;
}
