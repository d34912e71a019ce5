import * as v from 'valibot';
import { type ContentEntry, noFile } from './content-entry.ts';
import { number, string } from './values.ts';

export const locationContent = v.object({
  type: v.literal('location'),
  location: v.object({ latitude: number, longitude: number, name: string, address: string, url: string }),
});

export const locationEntry: ContentEntry<v.InferOutput<typeof locationContent>> = {
  texts: ({ location }) => [location.name, location.address],
  exportDetails: ({ location }) => [`${location.latitude}, ${location.longitude}`],
  pushText: ({ location }) => location.name || location.address || null,
  file: noFile,
};
