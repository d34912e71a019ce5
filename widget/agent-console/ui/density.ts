/** How close together rows and controls are. Stored in this browser. */
import { local } from '../../client/browser/browser-storage.ts';

export type Density = 'comfortable' | 'compact';
export const densities: readonly Density[] = ['comfortable', 'compact'];

const place = 'agent-console/density';

/** Height of a row of the list, in pixels. */
export const rowHeights: Readonly<Record<Density, number>> = { comfortable: 72, compact: 56 };

export function density(): Density {
  return local.get(place) === 'compact' ? 'compact' : 'comfortable';
}

export function keepDensity(chosen: Density): void {
  local.set(place, chosen);
}

/** The agent has chosen another density. */
export class DensityChange extends Event {
  constructor() {
    super('density-change', { bubbles: true, composed: true });
  }
}
