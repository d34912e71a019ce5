const apps = 'https://developers.facebook.com/apps/';
const users = 'https://business.facebook.com/settings/system-users';
const numbers = 'https://business.facebook.com/wa/manage/phone-numbers/';

/** Where things are on Meta's screens, as Meta writes it. */
export const screens = {
  secret: 'App Dashboard › App settings › Basic › App secret › Show',
  publish: 'App Dashboard › Publish',
  apiSetup: 'App Dashboard › WhatsApp › API Setup',
  webhook: 'App Dashboard › WhatsApp › Configuration › Webhook',
  fields: 'App Dashboard › WhatsApp › Configuration › Webhook fields',
  assign: 'Business settings › System users › Assign assets',
  token: 'Business settings › Users › System users › Generate token',
  phoneNumbers: 'WhatsApp Manager › Phone numbers',
  addNumber: 'WhatsApp Manager › Phone numbers › Add phone number',
  pin: 'WhatsApp Manager › Phone numbers › Settings › Two-step verification',
  pinChange: 'WhatsApp Manager › Phone numbers › Settings › Two-step verification › Change PIN',
};

/** The address of each screen; those of an app begin after the app's id. */
const addresses = new Map<string, { ofApp: string } | string>([
  [screens.secret, { ofApp: 'settings/basic/' }],
  [screens.publish, { ofApp: 'dashboard/' }],
  [screens.apiSetup, { ofApp: 'whatsapp-business/wa-dev-console/' }],
  [screens.webhook, { ofApp: 'whatsapp-business/wa-settings/' }],
  [screens.fields, { ofApp: 'whatsapp-business/wa-settings/' }],
  [screens.assign, users],
  [screens.token, users],
  [screens.phoneNumbers, numbers],
  [screens.addNumber, numbers],
  [screens.pin, numbers],
  [screens.pinChange, numbers],
  ['developers.facebook.com', apps],
]);

// The longest name first: one screen can be inside another.
const names = [...addresses.keys()].sort((a, b) => b.length - a.length);
const anyName = new RegExp(`(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`);

/** A text in pieces: words, and names of screens with their address. While the app is unknown, it is that of all apps. */
export function withAddresses(
  text: string,
  appId: string | null,
): readonly { text: string; address: string | null }[] {
  return text
    .split(anyName)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const address = addresses.get(piece);
      if (address === undefined) return { text: piece, address: null };
      if (typeof address === 'string') return { text: piece, address };
      return { text: piece, address: appId === null ? apps : `${apps}${appId}/${address.ofApp}` };
    });
}
