import * as v from 'valibot';
import type { Plugin } from 'vite';
import { emojiEntry } from '../agent-console/ui/emoji/emoji-entry.ts';

/** Leaves out of the emoji data what the picker does not read: about a fifth of each language's file. */
export function usedEmojiData(): Plugin {
  return {
    name: 'used-emoji-data',
    enforce: 'pre',
    transform: {
      filter: { id: /emoji-picker-element-data\/.*\.json$/ },
      handler: (code) => ({
        code: JSON.stringify(v.parse(v.array(emojiEntry), JSON.parse(code))),
        map: null,
      }),
    },
  };
}
