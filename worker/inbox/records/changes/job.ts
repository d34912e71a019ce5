/** The work that an object does later, as its table `job` has it. */
export const jobKinds = [
  'send',
  'media',
  'receipt',
  'nudge',
  'retention',
  'index',
  'notice',
  'wake',
  'deadline',
  'window',
  'turn',
  'follow-up',
  'bot-turn',
  'assign',
  'reassign',
  'tell-again',
  'roll-up',
  'week',
  'charges',
  'archive',
  'knowledge',
] as const;
export type JobKind = (typeof jobKinds)[number];

export interface Job extends Record<string, SqlStorageValue> {
  id: number;
  kind: JobKind;
  lane: string;
  message_id: number;
  run_at: number;
  tries: number;
}
