/** Places that agents send often, such as the shop. */
import * as v from 'valibot';
import { text } from '../values.ts';

const degrees = (max: number) => v.pipe(v.number(), v.minValue(-max), v.maxValue(max));

export const place = v.strictObject({
  name: text(128),
  address: v.exactOptional(text(1_000)),
  latitude: degrees(90),
  longitude: degrees(180),
});
export type Place = v.InferOutput<typeof place>;

/** The saved places of a number, in the order in which they are offered. */
export const numberPlaces = v.strictObject({ places: v.pipe(v.array(place), v.maxLength(100)) });
export type NumberPlaces = v.InferOutput<typeof numberPlaces>;
