/** What happens in the generated year, in the order in which the inbox learns of it. */
import type { Outcome } from './outcomes.ts';

export interface Sender {
  kind: 'agents' | 'api' | 'phoneApp' | 'automatic';
  id: string;
  name: string;
}
export const ana: Sender = { kind: 'agents', id: 'ana', name: 'Ana' };
export const ben: Sender = { kind: 'agents', id: 'ben', name: 'Ben' };
export const shop: Sender = { kind: 'api', id: 'token/shop', name: 'Shop' };
export const phone: Sender = { kind: 'phoneApp', id: 'phone-app', name: '' };
export const bot: Sender = { kind: 'automatic', id: '', name: '' };
export const assistant: Sender = { kind: 'automatic', id: '', name: 'Assistant' };

interface Known {
  /** When the inbox learnt of it. */
  stored: number;
  /** The conversation, as it was then. */
  conversation: number;
  at: number;
}
export interface Received extends Known {
  type: 'in';
  isImported: boolean;
  press: { text: string; of: string } | null;
}
export interface Sent extends Known {
  type: 'out';
  sender: Sender;
  isReminder: boolean;
  template: string | null;
  wamids: string[];
  /** What it was at each time. */
  statuses: { stored: number; status: string; code?: string }[];
  price: { category: string; type: string } | null;
}
/** Our answer in an import. */
export interface Past extends Known {
  type: 'past-out';
}
export interface Entry extends Known {
  type: 'resolved' | 'opened' | 'note' | 'mode';
  by: Sender | null;
  because?: string;
  labels: string[];
}
export interface Merge extends Known {
  type: 'merge';
  into: number;
}
export interface Erasure extends Known {
  type: 'erase';
}
export interface Click extends Known {
  type: 'click';
  page: string;
  campaign: string;
  /** When its message came. */
  ledAt: number | null;
}
export type Happening = Received | Sent | Past | Entry | Merge | Erasure | Click | Outcome;
