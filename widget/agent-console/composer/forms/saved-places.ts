import { nothing, type ReactiveControllerHost } from 'lit';
import type { Place } from '../../../../worker/api/numbers/places.ts';
import { strings } from '../../../locales/strings.ts';
import { renderSelect } from '../../ui/controls/field.ts';

type Values = Readonly<Record<string, string>>;

/** The saved places of the number, to fill in the form of a location. */
export class SavedPlaces {
  #host: ReactiveControllerHost;
  #places: readonly Place[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Without a response, a place can still be typed. */
  async load(load: () => Promise<readonly Place[]>): Promise<void> {
    this.#places = await load().catch(() => []);
    this.#host.requestUpdate();
  }

  /** `take` gets the values of the chosen place. */
  render(values: Values, take: (values: Values) => void) {
    if (this.#places.length === 0) return nothing;
    const chosen = this.#places.findIndex((place) =>
      Object.entries(valuesOf(place)).every(([name, value]) => (values[name] ?? '') === value),
    );
    return renderSelect({
      name: 'saved',
      label: strings.compose.savedPlace,
      value: String(chosen),
      options: [
        ['-1', strings.compose.choosePlace],
        ...this.#places.map(({ name }, index) => [String(index), name] as const),
      ],
      change: (index) => {
        const place = this.#places[Number(index)];
        if (place) take(valuesOf(place));
      },
    });
  }
}

function valuesOf({ latitude, longitude, name, address = '' }: Place): Values {
  return { place: '', latitude: String(latitude), longitude: String(longitude), name, address };
}
