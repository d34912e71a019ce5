export const shell = {
  tokenRejected:
    'WhatsApp rejects the access token. Nothing is sent until you add a new one; messages stay in the queue.',
  tokenExpires: (moment: string) =>
    `The access token expires on ${moment}. Add a new one before then, or nothing can be sent.`,
  webhookNotSubscribed:
    'Customers’ messages do not arrive: the app is not subscribed to the WhatsApp account.',
  webhookNoField: 'Customers’ messages do not arrive: the webhook field “messages” is not subscribed.',
  webhookElsewhere: 'Customers’ messages do not arrive: Meta sends them to another address.',
  webhookSilent: 'Webhooks have stopped: Meta has sent no status for messages from an hour ago.',
  numberStatus: (status: string) => `Status of the number at Meta: ${status}.`,
  endpointFailing: (name: string, since: string) =>
    `The webhook “${name}” has received nothing since ${since}. Events wait and are delivered later.`,
  botStoppedLooping: (name: string, at: string) =>
    `The bot “${name}” was stopped in a conversation on ${at}. It sent more than 20 messages in a minute.`,
  messageFrom: (name: string) => `New message from ${name}`,
  pushWorks: 'Notifications work on this device.',
  weekInFigures: (received: string, sent: string, resolved: string, waiting: string) =>
    `Last week: ${received} received, ${sent} sent, ${resolved} resolved. Waiting now: ${waiting}.`,
};
