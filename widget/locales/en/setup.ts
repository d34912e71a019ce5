/**
 * What the setup says, in English. It is fetched with the setup: nobody else has to wait for it. Names of Meta's screens
 * and fields stand as Meta writes them.
 */
import type { ConnectionState, SetupProblemCode, Signup } from '../../../worker/api/connections.ts';
import { screens } from '../meta-screens.ts';

const problems: Readonly<Record<SetupProblemCode, string>> = {
  unreachable: 'Meta cannot be reached right now. Try again in a moment.',
  refused: 'Meta refused this.',
  token_form: `This is not an access token. Copy it from ${screens.token}; it begins with EAA.`,
  token_invalid: `Meta does not know this token. Generate a new one in ${screens.token}.`,
  token_expired: `This token has expired. Generate one that never expires in ${screens.token}.`,
  temporary_token: `This is a temporary token, which ends within a day. For more than a try, generate one that never expires in ${screens.token}.`,
  token_ends: `This token ends one day. Choose “Never” under “Token expiration” in ${screens.token}.`,
  missing_messaging: `The token lacks the permission whatsapp_business_messaging. Tick it in ${screens.token}, and give the system user the account under “Assign assets”.`,
  missing_management: `The token lacks the permission whatsapp_business_management. Tick it in ${screens.token}, and give the system user the account under “Assign assets”.`,
  app_not_live: `The app is in development mode, and gets no real messages. Publish it in ${screens.publish}, or switch “App Mode” to “Live”.`,
  secret_form: `This is not an app secret, which has 32 characters from 0–9 and a–f. It is in ${screens.secret}.`,
  wrong_app_secret: `This is the secret of another app than the token’s. Copy the one in ${screens.secret}.`,
  secret_needed: `Meta wants the app secret for this. It is in ${screens.secret}.`,
  display_number_as_id: `This is the phone number itself. The field wants its “Phone number ID”, which stands below the number in ${screens.apiSetup}.`,
  waba_id_as_phone_number_id: `This is the id of the WhatsApp Business account. The “Phone number ID” stands beside it in ${screens.apiSetup}.`,
  app_id_as_phone_number_id: `This is the id of the app. The “Phone number ID” is in ${screens.apiSetup}.`,
  other_id_as_phone_number_id: `This id belongs to something else, such as the business portfolio. The “Phone number ID” is in ${screens.apiSetup}.`,
  unknown_phone_number_id: `Meta shows this token no number with this id. Copy “Phone number ID” from ${screens.apiSetup}, and look that the system user has the account under “Assign assets”.`,
  number_of_other_account: `This number belongs to another WhatsApp Business account. Copy both ids from the same screen: ${screens.apiSetup}.`,
  already_connected: 'This number is connected here already. Open it in the settings under “Numbers”.',
  phone_number_id_as_waba_id: `This is the id of a phone number. The “WhatsApp Business Account ID” stands beside it in ${screens.apiSetup}.`,
  app_id_as_waba_id: `This is the id of the app. The “WhatsApp Business Account ID” is in ${screens.apiSetup}.`,
  other_id_as_waba_id: `This id belongs to something else, such as the business portfolio. The “WhatsApp Business Account ID” is in ${screens.apiSetup}.`,
  unknown_waba_id: `Meta shows this token no account with this id. Copy “WhatsApp Business Account ID” from ${screens.apiSetup}, and give the system user the account in ${screens.assign}.`,
  in_review: `Meta is still reviewing the number or its display name. It can be connected; some messages have to wait until Meta is done. See ${screens.phoneNumbers}.`,
  not_registered:
    'The number is not registered for the Cloud API yet. The next step registers it, with its two-step verification PIN.',
  pin_needed: `Registering needs six digits: the PIN of ${screens.pin}, or a new one of your choice if there is none.`,
  wrong_pin: `This is not the number’s PIN. It can be changed in ${screens.pinChange}.`,
  pin_locked: 'The PIN has been tried too often. Wait some hours, then register again.',
  registered_too_often:
    'The number has been registered too often. Meta allows it ten times in three days; try again then.',
  app_not_subscribed:
    'The app does not get this account’s webhooks. The step “Subscribe the app to the account” mends it.',
  account_webhooks_elsewhere: `Messages of this number arrive here, but what is about the account goes to the app’s own callback. Among it are opt-outs from marketing that customers choose in WhatsApp. Have that system pass its webhooks on to this Worker, or make this Worker the callback of the app in ${screens.fields}.`,
  callback_refused:
    'Meta could not verify the address of this Worker. Open it from outside: it must be on HTTPS, and no firewall or bot protection may stand before /webhook.',
  fields_missing: `The app sends its webhooks to another system, and is not subscribed to “messages”. Subscribe to it in ${screens.fields}.`,
  code_used: 'Meta’s answer has been used or is too old. Press “Continue with Facebook” once more.',
  no_number: `The account has no number yet. Add one in ${screens.addNumber}, then repeat this step.`,
};

const stepTitles: Readonly<Record<ConnectionState['steps'][number]['name'], string>> = {
  subscribe: 'Subscribe the app to the account',
  fields: 'Subscribe to the webhook fields',
  callback: 'Send the number’s webhooks here',
  register: 'Register the number',
};

const stepHints: typeof stepTitles = {
  subscribe: 'Meta then sends the app what happens in your WhatsApp Business account.',
  fields: `In Meta: ${screens.fields}.`,
  callback: 'The address of this Worker, for this number only. Other numbers of the app stay where they are.',
  register: 'Once for each number, with its two-step verification PIN.',
};

const signupSteps: Readonly<Record<Signup['steps'][number]['name'], string>> = {
  exchange: 'Exchange Meta’s answer for a token',
  inspect: 'Look at the token',
  numbers: 'Find the account’s numbers',
};

export const english = {
  problems,
  stepTitles,
  stepHints,
  signupSteps,
  title: 'Set up your inbox',
  intro: 'Five steps from nothing to the first message. You can leave and come back at any time.',
  done: 'Done',
  unknown: 'Not known',
  working: 'Working …',
  skip: 'Skip this step',
  next: 'Next',
  skipAll: 'Skip the setup',
  finish: 'Finish, and open the inbox',
  retry: 'Try again',
  metaSays: 'Meta says:',
  use: (id: string) => `Use ${id}`,

  claim: 'Make it yours',
  claimHint:
    'The inbox is yours: you are signed in with the setup token. Next time a passkey on this device lets you in without it.',
  makePasskey: 'Make a passkey',
  hasPasskey: 'You sign in with a passkey.',

  connect: 'Connect a number',
  connectHint:
    'By hand, from your Meta app: everything is checked with Meta while you type, and stored encrypted.',
  createApp:
    'No app yet? In developers.facebook.com: My Apps › Create App › use case “Connect with customers through WhatsApp”.',
  withFacebook: 'Let Meta’s window do it: sign in with Facebook, choose the number, done.',
  toSignup: 'Connect with Facebook',
  connected: (name: string, number: string) => `${name}, ${number}, is connected.`,
  connectAnother: 'Connect another number',
  accessToken: 'Access token',
  accessTokenHint: `${screens.token}, for your app, with whatsapp_business_messaging and whatsapp_business_management, expiration “Never”.`,
  appSecret: 'App secret',
  appSecretHint: `${screens.secret}. By it a webhook proves that it is Meta’s.`,
  wabaId: 'WhatsApp Business Account ID',
  wabaIdHint: `${screens.apiSetup} › “WhatsApp Business Account ID”.`,
  phoneNumberId: 'Phone number ID',
  phoneNumberIdHint: `${screens.apiSetup} › “Phone number ID”. Not the phone number itself.`,
  storedStays: 'What is left empty stays as it is.',
  chooseNumber: 'Numbers of this account',
  connectNumber: 'Connect this number',
  saveChanges: 'Check and save',
  checking: 'Asking Meta …',
  found: {
    name: 'Display name',
    number: 'Number',
    quality: 'Quality',
    nameStatus: 'Name status',
    platform: 'Platform',
    limit: 'Messaging limit',
    token: 'Token',
    permissions: 'Permissions',
  },
  tokenLine: (type: string, ends: string) => `${type}, ${ends}`,
  neverEnds: 'never expires',
  ends: (moment: string) => `expires ${moment}`,
  notSaid: 'Meta does not say',

  webhook: 'Receive what Meta sends',
  webhookHint: `Usually the steps below do it all. To do it by hand, paste these two into ${screens.webhook}.`,
  callbackUrl: 'Callback URL',
  verifyToken: 'Verify token',
  waitingForMeta: 'Waiting for Meta to verify the address …',
  verified: (moment: string) => `Verified by Meta, ${moment}.`,
  expectedCallback: 'Should go to',
  actualCallback: 'Goes to',
  nowhere: 'nowhere',
  appCallback: (address: string) =>
    `News about templates and the account goes to the app’s own address, ${address}. Only the webhook settings of the app change that.`,
  missingFields: 'Fields that are not subscribed:',
  subscribeMissing: 'Subscribe to them',
  doStep: 'Do it',
  pin: 'Two-step verification PIN',
  pinHint: 'Six digits. If the number has none yet, this becomes its PIN: keep it.',
  registerNow: 'Register',
  refresh: 'Look again',

  trial: 'Send yourself a message',
  trialHint: (number: string) => `From your own phone, write “Hello” on WhatsApp to ${number}.`,
  openWhatsApp: 'Open WhatsApp',
  waitingForMessage: 'Waiting for your message …',
  received: 'Received',
  answer: 'Answer',
  answerText: 'It works!',
  sendAnswer: 'Send the answer',
  waitingForAnswer: 'Not answered yet',
  answered: 'Answered',
  nothingArrives: 'Nothing arrives?',
  causes: {
    notPublished: `Is the app published? In ${screens.publish}. While it is in development mode, it gets no real messages.`,
    stepsOpen: 'Is every step of “Receive what Meta sends” done? Look again there.',
    otherSecret:
      'Is it the app’s own secret? With another one, webhooks are refused: the health page counts them.',
    testNumber: 'A number of “API Setup › Test number” only reaches phones that are on its list “To”.',
    firewall:
      'On a domain of your own: does a firewall or bot protection stand before /webhook? Let Meta through, or use the workers.dev address.',
  },

  share: 'Put it to work',
  shareHint: 'The button for your visitors, the inbox for your team.',
  buttonSnippet: 'The button, for every page of your site',
  shapeButton: 'Choose its words, colour, card and hours',
  consoleSnippet: 'The inbox, for a page of your team',
  allowSite: 'Site that may show the inbox',
  allowSiteHint: 'Such as https://shop.example.',
  allow: 'Allow',
  allowed: (site: string) => `${site} may show the inbox.`,
  inviteAgent: 'Invite somebody',
  inviteName: 'Name',
  invite: 'Make a link',
  inviteLink: 'Give them this link. It works once, for three days, and is shown only now.',

  numbers: 'Numbers',
  numberState: {
    on: 'Connected',
    off: 'Switched off',
    disconnected: 'Disconnected',
  },
  manage: 'Manage',
  manageNumber: (name: string) => `Manage ${name}`,
  takeMessages: 'Take its messages and send',
  takeMessagesHint: 'Switched off, what comes is kept aside and nothing is sent. Meta is not told.',
  disconnect: 'Disconnect',
  disconnectHint: 'Meta sends nothing more here. Conversations stay.',
  reconnect: 'Connect again',
  reallyDisconnect: (name: string) =>
    `Disconnect ${name}? Its customers get no answer from here. Conversations stay.`,
  leftProblem: 'It is disconnected here, but Meta did not take it:',
  replaceTitle: 'Other ids or secrets',
  replaceHint: 'Conversations stay. After a new app secret, the old one still counts for a day.',
  replaced: 'Saved.',
  deleteTitle: 'Delete the number with all its data',
  deleteHint: 'Conversations, files and everything that was kept are gone for good.',
  deleteConfirm: (number: string) => `Type ${number} to confirm`,
  delete: 'Delete for good',
  deleted: (name: string) => `${name} is deleted.`,
  openSetup: 'Open the setup',

  signupTitle: 'Connect with Facebook',
  signupHint:
    'Meta’s window opens: sign in, choose your business and the number. This page asks Meta’s script for nothing before you press.',
  continueWithFacebook: 'Continue with Facebook',
  onPhone: 'The number is in the WhatsApp Business app, and stays there',
  windowClosed: (step: string | null) =>
    step === null
      ? 'Meta’s window was closed, or the browser blocked it. Press the button again.'
      : `You left Meta’s window at ${step}. Press the button again to go on.`,
  noScript: 'Meta’s script could not be loaded. Allow connect.facebook.net for this page, and press again.',
  signInFirst: 'Sign in to the inbox first.',
  toInbox: 'To the inbox',
  chooseNumberToConnect: 'Which number?',
  connectThis: (number: string) => `Connect ${number}`,
  toNextStep: 'Go on with the setup',
};
