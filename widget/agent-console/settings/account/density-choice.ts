/** How close together rows and controls are, chosen on this device. */
import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { renderSelect } from '../../ui/controls/field.ts';
import { DensityChange, densities, density, keepDensity } from '../../ui/density.ts';

export function renderDensityChoice(host: EventTarget) {
  return html`<section aria-label=${strings.display}>
    <h4>${strings.display}</h4>
    ${renderSelect({
      name: 'density',
      label: strings.density,
      value: density(),
      options: densities.map((one) => [one, strings.densities[one]] as const),
      change: (chosen) => {
        keepDensity(chosen);
        host.dispatchEvent(new DensityChange());
      },
    })}
  </section>`;
}
