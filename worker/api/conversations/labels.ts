/** Labels of conversations. */
import * as v from 'valibot';
import { text } from '../values.ts';

export const labelColor = v.picklist([
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
]);
export type LabelColor = v.InferOutput<typeof labelColor>;

export const label = v.object({ id: v.string(), name: v.string(), color: labelColor });
export type Label = v.InferOutput<typeof label>;

export const newLabel = v.strictObject({ name: text(40), color: labelColor });
export type NewLabel = v.InferOutput<typeof newLabel>;
