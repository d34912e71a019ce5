import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  signInWithPasskey: 'पासकी से साइन इन करें',
  withSetupToken: 'सेटअप टोकन इस्तेमाल करें',
  signInHint: 'अपनी उँगली, चेहरे या पिन का इस्तेमाल करें।',
  signInWindow: 'साइन इन के लिए इनबॉक्स की एक विंडो खुलेगी।',
  windowBlocked: 'ब्राउज़र ने विंडो रोक दी है। उसे अनुमति दें और फिर कोशिश करें।',
  welcome: (name) => `स्वागत है, ${name}`,
  joinHint: 'इस डिवाइस पर पासकी बनाएँ। यह पासवर्ड की जगह लेती है: कुछ याद रखने की ज़रूरत नहीं।',
  passkeyCancelled: 'रद्द हुआ या समय खत्म हुआ। पहली बार आए हैं? सेटअप टोकन इस्तेमाल करें या न्योता माँगें।',
  passkeyKnown: 'इस डिवाइस पर इनबॉक्स की पासकी पहले से है।',
  noOpener: 'यह विंडो बंद करें और जिस पेज से आए थे, वहाँ फिर “साइन इन करें” दबाएँ।',
  siteNotAllowed: (origin) =>
    `${origin} इनबॉक्स नहीं दिखा सकता। किसी एडमिन से सेटिंग में इसकी अनुमति देने को कहें: वहाँ यह कोशिश दिखेगी।`,
  signedIn: 'आप साइन इन हैं।',
  teamInbox: 'टीम इनबॉक्स',
  setupToken: 'सेटअप टोकन',
  signIn: 'साइन इन करें',
};
