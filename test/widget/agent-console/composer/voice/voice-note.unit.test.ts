import { expect, it } from 'vitest';
import { toVoiceNote } from '../../../../../widget/agent-console/composer/voice/voice-note.ts';

/** What Chromium has written before the first sound: the head of a WebM file. */
const head =
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwH/////////FUmpZpkq17GDD0JATYCGQ2hyb21lV0GGQ2hyb21lFlSua7+uvdeBAXPFh8qO3ZSPICWDgQKGhkFfT1BVU2Oik09wdXNIZWFkAQEAAIC7AAAAAADhjbWERzuAAJ+BAWJkgSA=';

it.each([
  ['nothing', ''],
  ['the head of a file', head],
])('a recording that ends before the first sound is no voice message: %s', async (_, base64) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const recording = new Blob([bytes], { type: 'audio/webm;codecs=opus' });
  expect(await toVoiceNote(recording)).toBeNull();
});
