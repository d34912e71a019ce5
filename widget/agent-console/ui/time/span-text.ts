import { speech } from '../../../locales/speak.ts';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A length of time in the largest unit that it is a whole number of: `12 hours`, `90 seconds`. */
export function spanText(seconds: number): string {
  const [unit, length] = units.find(([, size]) => seconds % size === 0) ?? (['second', 1] as const);
  return new Intl.NumberFormat(speech.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    seconds / length,
  );
}
