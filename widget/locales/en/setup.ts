/**
 * English texts of the setup, loaded with it. Names of Meta's screens and fields are spelled as Meta spells them.
 */
import type { ConnectionState, SetupProblemCode, Signup } from '../../../worker/api/numbers/connections.ts';
import { screens } from '../meta-screens.ts';

const problems: Readonly<Record<SetupProblemCode, string>> = {
  unreachable: 'Meta cannot be reached right now. Try again in a moment.',
  refused: 'Meta rejected this.',
  token_form: `This is not an access token. Copy it from ${screens.token}; it starts with EAA.`,
  token_invalid: `Meta does not know this token. Generate a new one in ${screens.token}.`,
  token_expired: `This token has expired. Generate one that never expires in ${screens.token}.`,
  temporary_token: `This is a temporary token, which expires within a day. For permanent use, generate one that never expires in ${screens.token}.`,
  token_ends: `This token expires. Choose “Never” under “Token expiration” in ${screens.token}.`,
  missing_messaging: `The token lacks the permission whatsapp_business_messaging. Select it in ${screens.token}, and give the system user access to the account under “Assign assets”.`,
  missing_management: `The token lacks the permission whatsapp_business_management. Select it in ${screens.token}, and give the system user access to the account under “Assign assets”.`,
  app_not_live: `The app is in development mode and does not receive real messages. Publish it in ${screens.publish}, or set “App Mode” to “Live”.`,
  secret_form: `This is not an app secret, which has 32 characters from 0–9 and a–f. It is in ${screens.secret}.`,
  wrong_app_secret: `This secret belongs to a different app than the token. Copy the one in ${screens.secret}.`,
  secret_needed: `Meta requires the app secret for this. It is in ${screens.secret}.`,
  display_number_as_id: `This is the phone number itself. Enter its “Phone number ID”, which is below the number in ${screens.apiSetup}.`,
  waba_id_as_phone_number_id: `This is the ID of the WhatsApp Business account. The “Phone number ID” is next to it in ${screens.apiSetup}.`,
  app_id_as_phone_number_id: `This is the ID of the app. The “Phone number ID” is in ${screens.apiSetup}.`,
  other_id_as_phone_number_id: `This ID belongs to something else, such as the business portfolio. The “Phone number ID” is in ${screens.apiSetup}.`,
  unknown_phone_number_id: `This token has no access to a number with this ID. Copy “Phone number ID” from ${screens.apiSetup}, and check that the system user has the account under “Assign assets”.`,
  number_of_other_account: `This number belongs to another WhatsApp Business account. Copy both ids from the same screen: ${screens.apiSetup}.`,
  already_connected: 'This number is already connected here. Open it in the settings under “Numbers”.',
  phone_number_id_as_waba_id: `This is the ID of a phone number. The “WhatsApp Business Account ID” is next to it in ${screens.apiSetup}.`,
  app_id_as_waba_id: `This is the ID of the app. The “WhatsApp Business Account ID” is in ${screens.apiSetup}.`,
  other_id_as_waba_id: `This ID belongs to something else, such as the business portfolio. The “WhatsApp Business Account ID” is in ${screens.apiSetup}.`,
  unknown_waba_id: `This token has no access to an account with this ID. Copy “WhatsApp Business Account ID” from ${screens.apiSetup}, and give the system user access to the account in ${screens.assign}.`,
  in_review: `Meta is still reviewing the number or its display name. You can connect it; some messages have to wait until the review is complete. See ${screens.phoneNumbers}.`,
  not_registered:
    'The number is not registered for the Cloud API yet. The next step registers it, with its two-step verification PIN.',
  pin_needed: `Registering needs six digits: the PIN of ${screens.pin}, or a new one of your choice if there is none.`,
  wrong_pin: `This is not the number’s PIN. You can change it in ${screens.pinChange}.`,
  pin_locked: 'Too many wrong PINs. Wait a few hours, then register again.',
  registered_too_often:
    'The number has been registered too many times. Meta allows ten registrations in three days. Try again later.',
  app_not_subscribed:
    'The app does not receive this account’s webhooks. Run the step “Subscribe the app to the account”.',
  account_webhooks_elsewhere: `Messages of this number arrive here, but account webhooks go to the app’s own callback. They include marketing opt-outs that customers choose in WhatsApp. Have that system forward its webhooks to this Worker, or set this Worker as the app’s callback in ${screens.fields}.`,
  callback_refused:
    'Meta could not verify the address of this Worker. It must use HTTPS, and no firewall or bot protection may block /webhook. Try to open it from another network.',
  fields_missing: `The app sends its webhooks to another system, and is not subscribed to “messages”. Subscribe to it in ${screens.fields}.`,
  code_used: 'Meta’s response has been used or has expired. Select “Continue with Facebook” again.',
  no_number: `The account has no number yet. Add one in ${screens.addNumber}, then repeat this step.`,
};

const stepTitles: Readonly<Record<ConnectionState['steps'][number]['name'], string>> = {
  subscribe: 'Subscribe the app to the account',
  fields: 'Subscribe to the webhook fields',
  callback: 'Send the number’s webhooks here',
  register: 'Register the number',
};

const stepHints: typeof stepTitles = {
  subscribe: 'Meta then sends the app the events of your WhatsApp Business account.',
  fields: `At Meta: ${screens.fields}.`,
  callback: 'The address of this Worker, for this number only. Other numbers of the app don’t change.',
  register: 'Once per number, with its two-step verification PIN.',
};

const signupSteps: Readonly<Record<Signup['steps'][number]['name'], string>> = {
  exchange: 'Exchange Meta’s response for a token',
  inspect: 'Check the token',
  numbers: 'Find the account’s numbers',
};

export const english = {
  problems,
  stepTitles,
  stepHints,
  signupSteps,
  title: 'Set up your inbox',
  intro: 'Five steps to your first message. You can leave and come back at any time.',
  done: 'Done',
  unknown: 'Unknown',
  working: 'Working …',
  skip: 'Skip this step',
  next: 'Next',
  skipAll: 'Skip setup',
  finish: 'Finish and open the inbox',
  retry: 'Try again',
  metaSays: 'Meta says:',
  use: (id: string) => `Use ${id}`,

  claim: 'Secure your account',
  secureAccountHint:
    'You are signed in with the setup token. Create a passkey on this device to sign in without it next time.',
  createPasskey: 'Create a passkey',
  hasPasskey: 'You sign in with a passkey.',

  connect: 'Connect a number',
  connectHint:
    'Copy these values from your Meta app. They are checked with Meta as you type, and stored encrypted.',
  createApp:
    'No app yet? On developers.facebook.com: My Apps › Create App › use case “Connect with customers through WhatsApp”.',
  withFacebook: 'Or connect in Meta’s window: sign in with Facebook and choose the number.',
  toSignup: 'Connect with Facebook',
  connected: (name: string, number: string) => `${name}, ${number}, is connected.`,
  connectAnother: 'Connect another number',
  accessToken: 'Access token',
  accessTokenHint: `${screens.token}, for your app, with whatsapp_business_messaging and whatsapp_business_management, expiration “Never”.`,
  appSecret: 'App secret',
  appSecretHint: `${screens.secret}. It proves that webhooks come from Meta.`,
  wabaId: 'WhatsApp Business Account ID',
  wabaIdHint: `${screens.apiSetup} › “WhatsApp Business Account ID”.`,
  phoneNumberId: 'Phone number ID',
  phoneNumberIdHint: `${screens.apiSetup} › “Phone number ID”. Not the phone number itself.`,
  emptyStays: 'Empty fields don’t change.',
  chooseNumber: 'Numbers of this account',
  connectNumber: 'Connect this number',
  saveChanges: 'Check and save',
  checking: 'Checking with Meta …',
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

  webhook: 'Receive webhooks',
  webhookHint: `Usually the steps below are enough. To set it up by hand, paste these two values into ${screens.webhook}.`,
  callbackUrl: 'Callback URL',
  verifyToken: 'Verify token',
  waitingForMeta: 'Waiting for Meta to verify the address …',
  verified: (moment: string) => `Verified by Meta, ${moment}.`,
  expectedCallback: 'Expected address',
  actualCallback: 'Current address',
  nowhere: 'none',
  appCallback: (address: string) =>
    `Webhooks about templates and the account go to the app’s own address, ${address}. You can only change that in the app’s webhook settings.`,
  missingFields: 'Missing fields:',
  subscribeMissing: 'Subscribe',
  doStep: 'Run',
  pin: 'Two-step verification PIN',
  pinHint: 'Six digits. If the number has no PIN yet, this becomes its PIN. Write it down.',
  registerNow: 'Register',
  refresh: 'Check again',

  trial: 'Send yourself a message',
  firstMessageHint: (number: string) => `From your own phone, write “Hello” on WhatsApp to ${number}.`,
  openWhatsApp: 'Open WhatsApp',
  waitingForMessage: 'Waiting for your message …',
  received: 'Received',
  answer: 'Reply',
  answerText: 'It works!',
  sendAnswer: 'Send reply',
  waitingForAnswer: 'No reply yet',
  answered: 'Replied',
  nothingArrives: 'Nothing arrives?',
  causes: {
    notPublished: `Is the app published? Check ${screens.publish}. In development mode it does not receive real messages.`,
    stepsOpen: 'Is every step of “Receive webhooks” done? Check again there.',
    otherSecret:
      'Is it the right app secret? With a wrong one, webhooks are rejected. The health page counts them.',
    testNumber: 'A number from “API Setup › Test number” only reaches phones on its list “To”.',
    firewall:
      'On your own domain: does a firewall or bot protection block /webhook? Let Meta through, or use the workers.dev address.',
  },

  share: 'Add it to your site',
  shareHint: 'The button for your visitors, the inbox for your team.',
  buttonSnippet: 'Button, for every page of your site',
  shapeButton: 'Customize label, colour, card and hours',
  consoleSnippet: 'Inbox, for a page of your team',
  allowSite: 'Site that can show the inbox',
  allowSiteHint: 'Such as https://shop.example.',
  allow: 'Allow',
  allowed: (site: string) => `${site} can show the inbox.`,
  inviteAgent: 'Invite an agent',
  inviteName: 'Name',
  invite: 'Create link',
  inviteLink: 'Send them this link. It works once, for three days. You won’t see it again.',

  numbers: 'Numbers',
  numberState: {
    on: 'Connected',
    off: 'Turned off',
    disconnected: 'Disconnected',
  },
  manage: 'Manage',
  manageNumber: (name: string) => `Manage ${name}`,
  takeMessages: 'Send and receive messages',
  takeMessagesHint:
    'When off, incoming messages are stored separately and nothing is sent. Meta is not notified.',
  disconnect: 'Disconnect',
  disconnectHint: 'Meta stops sending webhooks here. Conversations stay.',
  reconnect: 'Reconnect',
  reallyDisconnect: (name: string) => `Disconnect ${name}?`,
  disconnectText: 'You can no longer reply to its customers here. Conversations stay.',
  leftProblem: 'It is disconnected here, but Meta did not accept the change:',
  replaceTitle: 'Change IDs or secrets',
  replaceHint: 'Conversations stay. After you change the app secret, the old one works for another day.',
  replaced: 'Saved.',
  deleteTitle: 'Delete the number and all its data',
  deleteHint: 'Conversations, files and all other data are permanently deleted.',
  deleteConfirm: (number: string) => `Type ${number} to confirm`,
  delete: 'Delete permanently',
  deleted: (name: string) => `${name} was deleted.`,
  openSetup: 'Open setup',

  signupTitle: 'Connect with Facebook',
  signupHint:
    'Meta’s window opens: sign in, then choose your business and the number. Nothing is loaded from Meta before you continue.',
  continueWithFacebook: 'Continue with Facebook',
  onPhone: 'The number is in the WhatsApp Business app and stays there',
  windowClosed: (step: string | null) =>
    step === null
      ? 'Meta’s window was closed, or your browser blocked it. Try again.'
      : `You closed Meta’s window at ${step}. Try again to continue.`,
  noScript: 'Meta’s script could not be loaded. Allow connect.facebook.net for this page, then try again.',
  signInFirst: 'Sign in to the inbox first.',
  toInbox: 'Open the inbox',
  chooseNumberToConnect: 'Which number?',
  connectThis: (number: string) => `Connect ${number}`,
  toNextStep: 'Continue setup',
};
