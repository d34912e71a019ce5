import { counted } from '../../counted.ts';

const say = counted('en');

/** By WhatsApp's words and ours for what happens to a message; one that is not here is shown as it is. */
const eventNames: Readonly<Record<string, string>> = {
  queued: 'Queued',
  sending: 'Sent to WhatsApp',
  rejected: 'Rejected by WhatsApp',
  in_doubt: 'No confirmation from WhatsApp',
  accepted: 'Accepted by WhatsApp',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  received: 'Received',
  played: 'Played',
  failed: 'Failed',
};

export const thread = {
  earlierMessages: 'Earlier messages',
  newMessages: 'New messages',
  toNewest: 'Jump to latest',
  reply: 'Reply',
  react: 'React',
  reactWith: (emoji: string) => `React with ${emoji}`,
  removeReaction: 'Remove reaction',
  otherEmoji: 'Another emoji',
  reactions: 'Reactions',
  reactionOf: (emoji: string, isOurs: boolean) => `${emoji} from ${isOurs ? 'the team' : 'the customer'}`,
  earlierMessage: 'Earlier message',
  jumpToQuoted: 'Go to the quoted message',
  messageActions: 'Message actions',
  messageKeys: 'Use the arrow keys to move between messages, and Enter to open their actions.',
  copyText: 'Copy text',
  whatsappMessageId: 'WhatsApp ID',
  messageId: 'Message ID',
  messageReference: 'Your reference',
  openVideo: 'Open the video',
  previousFile: 'Previous',
  nextFile: 'Next',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  resetZoom: 'Reset zoom',
  findInConversation: 'Search in conversation',
  noMatchHere: 'No matches',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  goToDate: 'Go to date',
  noMessagesSince: 'There are no messages on or after this date.',
  positionOf: (at: number, of: number | string) => `${at} of ${of}`,
  fromPhone: 'from the phone',
  sentAutomatically: 'sent automatically',
  turnSources: {
    stop: 'Opt-out',
    'hand-over': 'Hand-over',
    menu: 'Menu',
    rule: 'Rule',
    away: 'Away message',
    welcome: 'Welcome',
    assistant: 'Assistant',
    suggestion: 'Suggestion',
    bot: 'Bot',
    satisfaction: 'Satisfaction question',
    'follow-up': 'Follow-up',
  },
  sentAutomaticallyTitle: 'Sent automatically',
  automaticAnswers: 'It answers the customer.',
  automaticNoAnswer: 'It is no answer: the customer still waits for the team.',
  scheduledFor: (moment: string) => `Scheduled for ${moment}.`,
  cancelSending: 'Cancel sending',
  forwarded: 'Forwarded',
  forwardedOften: 'Forwarded many times',
  uncertainSender: 'This number has belonged to several contacts. This message may be from another one.',
  edited: 'Edited',
  before: 'Before:',
  revoked: 'Deleted by the sender',
  asksAbout: (product: string) => `Asks about product ${product}`,
  uploading: (percent: number) => `Uploading, ${percent}%`,
  details: 'Details',
  goesAt: (time: string) => `Next try at ${time}.`,
  copyDetails: 'Copy details',
  deliveryDetails: 'Delivery details',
  event: eventNames,
  priced: (category: string, isBillable: boolean) => `${category}, ${isBillable ? 'charged' : 'free'}`,
  retriedAutomatically: 'It is retried automatically.',
  /** Whether sending the same message again can succeed. */
  helps: {
    later: 'Sending it again later may work.',
    'after-change': 'Sending it again only works after that.',
    never: 'Sending it again won’t work.',
  },
  windowOpenAgain: 'The window is open again. You can send it now.',
  /** For a part of a long text. */
  sendsRest: 'This also sends the parts after it.',
  partFirst: 'The previous part has to be sent first.',
  errorCode: (code: number | string) => `Code ${code}`,
  retryFrom: (time: string) => `You can send it again from ${time}.`,
  download: 'Download',
  keptByWhatsApp: 'WhatsApp deletes this file after a few days.',
  sendWithoutFile: 'Send without the file',
  withLinkPreview: 'With link preview',
  withoutLinkPreview: 'Without link preview',
  entrySelfAssigned: (name: string) => `${name} assigned this to themselves`,
  entryAssigned: (by: string | null, to: string) =>
    by ? `${by} assigned this to ${to}` : `Assigned to ${to}`,
  entryUnassigned: (by: string | null, from: string) =>
    by ? `${by} unassigned this` : `Unassigned from ${from}`,
  entryTeamAssigned: (by: string | null, team: string) =>
    by ? `${by} assigned this to the team ${team}` : `Assigned to the team ${team}`,
  entryTeamRemoved: (by: string | null, team: string) =>
    by ? `${by} removed this from the team ${team}` : `Removed from the team ${team}`,
  entryDistributed: (to: string) => `Automatically assigned to ${to}`,
  entryReassigned: {
    'no-answer': (to: string, from: string) => `Reassigned to ${to}, because ${from} did not answer`,
    offline: (to: string, from: string) => `Reassigned to ${to}, because ${from} was away`,
  },
  entryReleased: {
    'no-answer': (from: string) => `Unassigned, because ${from} did not answer`,
    offline: (from: string) => `Unassigned, because ${from} was away`,
    reopened: (from: string) => `Unassigned from ${from} when the customer wrote again`,
  },
  entryResolved: (by: string | null) => (by ? `${by} resolved this` : 'Resolved'),
  entrySnoozed: (by: string | null, moment: string) =>
    by ? `${by} snoozed this until ${moment}` : `Snoozed until ${moment}`,
  entryOpened: (by: string) => `${by} reopened this`,
  entryReopened: 'Reopened: the customer wrote',
  entryWoke: 'Reopened: the snooze ended',
  entryLabelled: (by: string | null, added: readonly string[], removed: readonly string[]) =>
    [
      by ?? '',
      [
        ...(added.length > 0
          ? [`added ${say(added.length, { one: 'the label', other: 'the labels' })} ${added.join(', ')}`]
          : []),
        ...(removed.length > 0
          ? [
              `removed ${say(removed.length, { one: 'the label', other: 'the labels' })} ${removed.join(', ')}`,
            ]
          : []),
      ].join(' and '),
    ]
      .filter((part) => part !== '')
      .join(' '),
  entryMerged: (by: string | null, name: string) =>
    by === null
      ? `Merged with the conversation with ${name}: same customer`
      : `${by} merged this with the conversation with ${name}`,
  entryRated: (score: number, comment: string | null) =>
    `The customer gave ${score} of 5${comment === null ? '' : `: “${comment}”`}`,
  entryWindowClosed: 'WhatsApp reported that the reply window is closed',
  entryModes: {
    replied: (by: string | null) =>
      by ? `${by} replied, automation is paused` : 'Reply from the phone app, automation is paused',
    assigned: (by: string | null) =>
      by ? `${by} assigned this, automation is paused` : 'Assigned, automation is paused',
    'taken-over': (by: string | null) => `${by ?? ''} took over from automation`,
    'handed-over': (by: string | null) =>
      by === null ? 'Handed over to the team' : `${by} handed over to the team`,
    looping: (by: string | null) => `${by ?? ''} was stopped after 20 messages in a minute`,
    resumed: (by: string | null) => `${by ?? ''} resumed automation`,
    timer: () => 'Automation answers again',
    resolved: () => 'Automation answers again',
    'turned-off': (by: string | null) => `${by ?? ''} turned automation off for this conversation`,
  },
};
