import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'Meta Business Suite में सेटिंग → सिस्टम यूज़र खोलें, अपने ऐप के लिए whatsapp_business_management और whatsapp_business_messaging वाला, बिना समाप्ति तारीख का टोकन बनाएँ और उसे इस नंबर के कनेक्शन में डालें।';
const signatureWrong = 'इस नंबर के एक वेबहुक पर किसी और ऐप के सीक्रेट से हस्ताक्षर थे। आज़माए गए सीक्रेट: {tried}.';
const notHere = 'समस्या इस Worker में है, Meta में नहीं। npx wrangler tail से इसका लॉग देखें, फिर दोबारा डिप्लॉय करें।';
const callbackFix =
  'नंबर को फिर से जोड़ें, इससे पता सेट हो जाता है। या Meta में WhatsApp → Configuration → Callback URL में verify token के साथ {url} डालें।';
const fieldsFix = 'Meta में इन्हें सब्सक्राइब करें: आपका ऐप → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion = 'wrangler.toml में GRAPH_VERSION को {current} करें, डिप्लॉय करें, फिर दोबारा जाँच चलाएँ।';
const nameFix =
  'WhatsApp Manager → फ़ोन नंबर में दूसरे नाम का अनुरोध करें। स्वीकृत नाम के बिना मैसेज अस्वीकार हो सकते हैं (131037)।';
const qualityFix =
  'ग्राहक इस नंबर को ब्लॉक या रिपोर्ट कर रहे हैं। मार्केटिंग टेम्पलेट कम भेजें, और सिर्फ़ उन्हें जिन्होंने सहमति दी है।';
const limit = 'बिज़नेस के सभी नंबर मिलकर 24 घंटे में {limit} ग्राहकों को पहले लिख सकते हैं। अब तक: {count}.';
const waiting = '{count} मैसेज भेजे जाने की प्रतीक्षा में।';

const databaseSize = 'डेटाबेस में ज़्यादा से ज़्यादा 10 GB में से {gigabytes} GB भरा है।';
const growing = {
  one: 'डेटाबेस में ज़्यादा से ज़्यादा 10 GB में से {gigabytes} GB भरा है। इसी रफ़्तार से यह {count} महीने में भर जाएगा।',
  other: 'डेटाबेस में ज़्यादा से ज़्यादा 10 GB में से {gigabytes} GB भरा है। इसी रफ़्तार से यह {count} महीनों में भर जाएगा।',
};
const makeRoom =
  'डेटाबेस भरने से पहले सेटिंग › डेटा कब तक रहे और एक्सपोर्ट में पुराने मैसेज अपने-आप मिटाना चालू करें। भर जाने पर कुछ भी सेव नहीं हो सकेगा।';

export const words: HealthWords = {
  not_checked: { summary: 'Meta से अभी जाँच नहीं हुई है।', advice: '“जाँच चलाएँ” चुनें।' },
  check_failed: {
    summary: 'Meta ने जवाब नहीं दिया: {problem}',
    advice:
      'ऐक्सेस टोकन और उसकी अनुमतियाँ (whatsapp_business_management, whatsapp_business_messaging) जाँचें, फिर “जाँच चलाएँ” चुनें।',
  },

  webhooks_received: { summary: 'इस नंबर के वेबहुक आ रहे हैं।' },
  webhooks_never: {
    summary: 'Meta ने इस नंबर के लिए अब तक कोई वेबहुक नहीं भेजा है।',
    advice:
      'किसी फ़ोन से इस नंबर पर मैसेज भेजें। कुछ न आए, तो नीचे की पंक्तियाँ देखें। अपना डोमेन हो, तो उसका फ़ायरवॉल भी जाँचें: Meta को उससे 403, 418 या 428 नहीं मिलना चाहिए। {path} को ऐसे WAF नियम से जाने दें जो सब कुछ छोड़ दे, और Bot Fight Mode बंद करें, जिसे कोई नियम नहीं छोड़ सकता। या workers.dev वाला पता इस्तेमाल करें।',
  },
  app_secret_missing: {
    summary: 'वेबहुक जाँचने के लिए ऐप सीक्रेट नहीं है, इसलिए सभी अस्वीकार हो रहे हैं।',
    advice: 'अपने Meta ऐप का ऐप सीक्रेट (App settings → Basic) इस नंबर के कनेक्शन में डालें, या META_APP_SECRET सेट करें।',
  },
  signatures_valid: { summary: 'इस नंबर का कोई वेबहुक अस्वीकार नहीं हुआ।' },
  signature_missing: { summary: 'बिना हस्ताक्षर का एक वेबहुक अस्वीकार हुआ। वह Meta से नहीं था।' },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'Meta में वह ऐप खोलें जो ये वेबहुक भेजता है, App settings → Basic से उसका ऐप सीक्रेट कॉपी करें और इस नंबर के कनेक्शन में डालें। अस्वीकार हुए वेबहुक Meta सात दिन तक दोबारा भेजता है।',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice: 'उसके बाद सही वेबहुक आ चुके हैं। अगर फिर ऐसा हो, तो आपका कोई दूसरा ऐप भी इस पते पर वेबहुक भेज रहा है।',
  },
  self_test_passed: { summary: 'हस्ताक्षर वाला एक टेस्ट वेबहुक सेव हुआ।' },
  self_test_failed: {
    summary: 'हस्ताक्षर वाला टेस्ट वेबहुक सेव नहीं हुआ: {problem}.',
    advice: notHere,
  },
  self_test_lost: { summary: 'हस्ताक्षर वाला टेस्ट वेबहुक नहीं पहुँचा।', advice: notHere },

  token_rejected: {
    summary: 'Meta ऐक्सेस टोकन स्वीकार नहीं कर रहा। कुछ नहीं भेजा जा रहा; मैसेज कतार में रहेंगे।',
    advice: newToken,
  },
  token_cannot_send: {
    summary: 'ऐक्सेस टोकन में whatsapp_business_messaging अनुमति नहीं है: कोई मैसेज नहीं भेजा जा सकता।',
    advice: newToken,
  },
  token_cannot_manage: {
    summary: 'ऐक्सेस टोकन में whatsapp_business_management अनुमति नहीं है: टेम्पलेट और सेटिंग नहीं पढ़ी जा सकतीं।',
    advice: newToken,
  },
  token_valid: { summary: 'ऐक्सेस टोकन मान्य है और समाप्त नहीं होता।' },
  token_expires: { summary: 'ऐक्सेस टोकन अपनी समाप्ति तारीख तक मान्य है।' },
  token_expires_soon: { summary: 'ऐक्सेस टोकन जल्द समाप्त होगा।', advice: newToken },

  graph_version_current: { summary: 'Graph API {version} इस्तेमाल में है।' },
  graph_version_until: { summary: 'Graph API {version} इस्तेमाल में है। Meta इसे {day} को बंद करेगा।' },
  graph_version_ends_soon: { summary: 'Meta {day} को Graph API {version} बंद करेगा।', advice: newGraphVersion },
  graph_version_ended: { summary: 'Meta ने Graph API {version} बंद कर दिया है।', advice: newGraphVersion },

  app_subscribed: { summary: 'आपके ऐप को WhatsApp खाते के वेबहुक मिलते हैं।' },
  app_not_subscribed: {
    summary: 'आपके ऐप को WhatsApp खाते के वेबहुक नहीं मिलते।',
    advice:
      'नंबर को फिर से जोड़ें, इससे ऐप सब्सक्राइब हो जाता है। या ऐक्सेस टोकन के साथ खुद POST /WABA_ID/subscribed_apps भेजें।',
  },
  callback_correct: { summary: 'Meta वेबहुक {url} पर भेजता है।' },
  callback_unknown: { summary: 'Meta नहीं बताता कि वह वेबहुक कहाँ भेजता है।', advice: callbackFix },
  callback_elsewhere: { summary: 'Meta वेबहुक {actual} पर भेजता है, {url} पर नहीं।', advice: callbackFix },

  fields_unknown: {
    summary: 'सब्सक्राइब किए गए वेबहुक फ़ील्ड सिर्फ़ ऐप सीक्रेट से पढ़े जा सकते हैं।',
    advice: 'इस नंबर के कनेक्शन में ऐप सीक्रेट डालें, फिर “जाँच चलाएँ” चुनें।',
  },
  fields_required_missing: {
    summary: 'कोई मैसेज नहीं आ रहा, क्योंकि वेबहुक फ़ील्ड {fields} सब्सक्राइब नहीं है।',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'मैसेज आ रहे हैं। ये वेबहुक फ़ील्ड सब्सक्राइब नहीं हैं: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'मैसेज यहाँ आते हैं, पर ऐप का कॉलबैक {actual} है। खाते से जुड़ी हर बात Meta वहाँ भेजता है: WhatsApp में ग्राहकों के चुने मार्केटिंग ऑप्ट-आउट (user_preferences), और टेम्पलेट, गुणवत्ता व खाते के बदलाव।',
    advice:
      'उस सिस्टम से ये वेबहुक बिना बदले {url} पर आगे भिजवाएँ। या Meta में WhatsApp → Configuration में {url} को ऐप का कॉलबैक बनाएँ।',
  },
  fields_subscribed: { summary: 'इस्तेमाल होने वाले सभी वेबहुक फ़ील्ड सब्सक्राइब हैं।' },

  number_registered: { summary: 'नंबर Cloud API के लिए पंजीकृत है।' },
  number_not_registered: {
    summary: 'नंबर Cloud API के लिए पंजीकृत नहीं है ({platform})।',
    advice:
      'इसे फिर से जोड़ें और छह अंकों का PIN डालें, इससे यह पंजीकृत हो जाता है। नंबर किसी और प्रदाता के पास हो, तो पहले वहाँ से छुड़ाना होगा।',
  },
  number_connected: { summary: 'नंबर Meta में जुड़ा है।' },
  number_status: {
    summary: 'Meta में नंबर की स्थिति: {status}.',
    advice: 'कारण और हल देखने के लिए WhatsApp Manager → फ़ोन नंबर खोलें।',
  },
  name_shown: { summary: 'ग्राहकों को “{name}” दिखता है।' },
  name_missing: { summary: 'ग्राहकों को नंबर दिखता है, क्योंकि दिखने वाला नाम नहीं है।' },
  name_declined: { summary: 'Meta ने दिखने वाला नाम “{name}” अस्वीकार किया।', advice: nameFix },
  name_expired: { summary: 'दिखने वाले नाम “{name}” की मंज़ूरी समाप्त हो गई है।', advice: nameFix },
  name_in_review: {
    summary: 'Meta दिखने वाले नाम “{name}” की समीक्षा कर रहा है।',
    advice: 'प्रतीक्षा करें; इसमें दो दिन तक लगते हैं। तब तक ग्राहकों को शायद नंबर दिखे।',
  },
  quality_low: { summary: 'गुणवत्ता रेटिंग कम है।', advice: qualityFix },
  quality_medium: { summary: 'गुणवत्ता रेटिंग मध्यम है।', advice: qualityFix },
  quality_high: { summary: 'गुणवत्ता रेटिंग अच्छी है।' },
  quality_none: { summary: 'अभी कोई गुणवत्ता रेटिंग नहीं है, क्योंकि बहुत कम मैसेज भेजे गए हैं।' },
  limit_none: {
    summary: 'कोई सीमा नहीं है। पिछले 24 घंटों में आपने {count} ग्राहकों को पहले लिखा।',
  },
  limit_unknown: {
    summary: 'Meta कोई सीमा नहीं बताता। पिछले 24 घंटों में आपने {count} ग्राहकों को पहले लिखा।',
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice:
      'और ग्राहकों को लिखने से पहले प्रतीक्षा करें। जवाब नहीं गिने जाते। इस्तेमाल और गुणवत्ता के साथ Meta सीमा अपने आप बढ़ाता है।',
  },
  throughput_none: {
    summary: 'नंबर अभी मैसेज नहीं भेज सकता, क्योंकि यह पंजीकृत नहीं है।',
    advice: 'इसे छह अंकों के PIN के साथ फिर से जोड़ें।',
  },
  throughput: { summary: 'प्रति सेकंड {rate} मैसेज तक।' },
  phone_app_used: {
    summary:
      'नंबर WhatsApp Business ऐप में भी इस्तेमाल होता है। वहाँ लिखे मैसेज यहाँ दिखते हैं। प्रति सेकंड 20 मैसेज तक भेजे जा सकते हैं।',
  },
  phone_app_unused: { summary: 'नंबर WhatsApp Business ऐप में इस्तेमाल नहीं होता।' },
  account_approved: { summary: 'Meta ने WhatsApp खाता मंज़ूर किया है।' },
  account_not_approved: {
    summary: 'WhatsApp खाते पर Meta की समीक्षा: {status}.',
    advice: 'क्या बाकी है, यह देखने के लिए WhatsApp Manager → खाते का ओवरव्यू खोलें।',
  },

  queue_empty: { summary: 'कोई मैसेज प्रतीक्षा में नहीं है।' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'कतार वाले मैसेज की चैट खोलें और देखें कि वह किसकी प्रतीक्षा में है।',
  },
  failures_none: { summary: 'पिछले सात दिनों में कोई मैसेज विफल नहीं हुआ।' },
  failures: {
    summary: 'पिछले सात दिनों में विफल:\n{reasons}',
    advice: 'चैट में हर विफल मैसेज बताता है कि क्या करना है और क्या उसे फिर भेजा जा सकता है।',
  },
  events_read: { summary: 'सभी इवेंट पढ़े जा सके।' },
  events_unread: {
    summary: '{count} इवेंट पढ़े या सेव नहीं किए जा सके। कारण के साथ “कच्चे इवेंट” में देखें।',
    advice: 'सॉफ़्टवेयर अपडेट करें, फिर इन्हें दोबारा चलाएँ। कोई फिर भी विफल हो, तो उसकी रिपोर्ट करें।',
  },
  unrouted_none: { summary: 'बिना जुड़े नंबरों के वेबहुक नहीं आ रहे।' },
  unrouted: {
    summary: '{count} ऐसे नंबरों के वेबहुक आ रहे हैं जो जुड़े नहीं हैं, बंद हैं या किसी और ऐप के हैं। उनका जवाब नहीं दिया जाता।',
    advice: 'नंबर जोड़ें, या Meta में उसका सब्सक्रिप्शन बंद करें। सूची GET /api/unrouted में है।',
  },
  files_stored: { summary: 'फ़ाइलें आपके bucket में सेव होती हैं।' },
  files_not_stored: {
    summary: 'फ़ाइलें यहाँ सेव नहीं होतीं। WhatsApp उन्हें कुछ दिनों बाद मिटा देता है।',
    advice: 'अपने Cloudflare खाते में R2 चालू करें, फिर npm run deploy चलाएँ।',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'Cloudflare के मुफ़्त प्लान में सभी नंबर मिलकर 5 GB सेव कर सकते हैं। अगर आप उसी पर हैं, तो पेड प्लान लें या सेटिंग › डेटा कब तक रहे और एक्सपोर्ट में पुराने मैसेज मिटाएँ।',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'सभी मैसेज डेटाबेस में हैं। जब वह 6 GB से बड़ा होगा, तो 90 दिन से पुराने मैसेज की सामग्री आपके bucket में चली जाएगी।',
  },
  archive_used: { summary: 'जिन पुराने मैसेज की सामग्री आपके bucket में है: {count}। वे वहीं से पढ़े जाते हैं।' },
  archive_without_bucket: {
    summary: 'bucket के बिना सभी मैसेज डेटाबेस में रहते हैं। डेटाबेस 6 GB से बड़ा होने पर यह मायने रखेगा।',
    advice: 'अपने Cloudflare खाते में R2 चालू करें, फिर npm run deploy चलाएँ।',
  },
  archive_wanted: {
    summary: 'डेटाबेस 6 GB से बड़ा है, और पुराने मैसेज के लिए कोई bucket नहीं है।',
    advice: 'अपने Cloudflare खाते में R2 चालू करें, फिर npm run deploy चलाएँ।',
  },
  archive_lost: {
    summary: 'आर्काइव की फ़ाइलें जो आपके bucket में नहीं मिलीं: {count}। उनके मैसेज सामग्री के बिना दिखते हैं।',
    advice: 'फ़ाइलें वापस लाएँ, या वह bucket जोड़ें जिसमें वे हैं, फिर npm run deploy चलाएँ।',
  },
};
