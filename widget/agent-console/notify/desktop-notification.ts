/** Notifies an agent with an open page of a new message, by a sound and a notification of the page. */
import * as v from 'valibot';
import { local } from '../../client/browser/browser-storage.ts';
import { parseJson } from '../../client/browser/parse-json.ts';
import type { ConversationRef, InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';

/** How this browser tells; kept in it, because a loud desk and a quiet one can be the same person's. */
export interface AlertPreferences {
  /** Ids of the numbers that sound. */
  sound: readonly string[];
  /** Whether the page shows notifications while it is in the background. */
  page: boolean;
}

const place = 'agent-console/alerts';
const stored = v.object({
  sound: v.fallback(v.array(v.string()), []),
  page: v.fallback(v.boolean(), false),
});

export function alertPreferences(): AlertPreferences {
  return parseJson(stored, local.get(place) ?? '') ?? { sound: [], page: false };
}

export function keepAlertPreferences(preferences: AlertPreferences): void {
  local.set(place, JSON.stringify(preferences));
}

/** Several at once are one sound. */
let soundedAt = 0;

export function alert(conversation: InboxConversation, open: (ref: ConversationRef) => void): void {
  const { sound, page } = alertPreferences();
  const { inbox, id, contact } = conversation;
  if (sound.includes(inbox) && Date.now() - soundedAt > 2_000) {
    soundedAt = Date.now();
    chime();
  }
  if (!page || !document.hidden || Notification.permission !== 'granted') return;
  const shown = new Notification(strings.messageFrom(contact.name), { tag: `${inbox}/${id}` });
  shown.onclick = () => {
    window.focus();
    shown.close();
    open({ inbox, id });
  };
}

let audio: AudioContext | null = null;

/** Two soft notes. */
export function chime(): void {
  audio ??= new AudioContext();
  const context = audio;
  void context.resume();
  [660, 880].forEach((frequency, index) => {
    const start = context.currentTime + index * 0.12;
    const tone = new OscillatorNode(context, { frequency });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.12, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.36);
  });
}
