import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation = 'उल्लंघन और उसकी अवधि देखने, और समीक्षा का अनुरोध करने के लिए WhatsApp Manager खोलें।';
const sendLess = 'मार्केटिंग टेम्पलेट कम भेजें। गुणवत्ता के साथ सीमा फिर बढ़ती है।';
const seeManager = 'विवरण WhatsApp Manager में है।';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'नंबर की गुणवत्ता कम है: ग्राहक इसे ब्लॉक या रिपोर्ट कर रहे हैं।',
    advice: 'मार्केटिंग टेम्पलेट कम भेजें, और सिर्फ़ उन्हें जिन्होंने सहमति दी है। Meta सात दिनों में फिर जाँचेगा।',
  },
  quality_restored: { summary: 'नंबर की गुणवत्ता फिर अच्छी है।' },
  quality_checked: { summary: 'Meta ने नंबर की गुणवत्ता जाँची।' },
  quality_event: { summary: 'Meta ने नंबर की गुणवत्ता जाँची ({event})।' },
  limit_lowered: { summary: 'मैसेज की सीमा घटी।', advice: sendLess },
  limit_lowered_to: { summary: 'मैसेज की सीमा घटकर {to} हुई।', advice: sendLess },
  limit_lowered_from: { summary: 'मैसेज की सीमा {from} से घटकर {to} हुई।', advice: sendLess },
  limit_raised: { summary: 'मैसेज की सीमा बढ़ी।' },
  limit_raised_to: { summary: 'मैसेज की सीमा बढ़कर {to} हुई।' },
  limit_raised_from: { summary: 'मैसेज की सीमा {from} से बढ़कर {to} हुई।' },
  limit_removed: { summary: 'मैसेज की सीमा अब नहीं है।' },
  limit_is: { summary: 'मैसेज की सीमा {to} है।' },
  throughput_raised: { summary: 'नंबर अब प्रति सेकंड {rate} मैसेज भेज सकता है।' },
  business_limits_changed: { summary: 'Meta ने बिज़नेस की सीमाएँ बदलीं।' },
  business_limit: { summary: 'बिज़नेस 24 घंटे में इतनी बातचीत शुरू कर सकता है: {limit}.' },

  name_approved: { summary: 'दिखने वाला नाम “{name}” मंज़ूर हुआ।' },
  name_rejected: {
    summary: 'दिखने वाला नाम “{name}” मंज़ूर नहीं हुआ: {reason}.',
    advice: 'WhatsApp Manager में दूसरे नाम का अनुरोध करें, जो बिज़नेस के बाकी जगह वाले नाम जैसा हो।',
  },

  account_rejected: {
    summary: 'Meta ने खाता अस्वीकार किया।',
    advice: 'WhatsApp Manager में कारण देखें और वहीं समीक्षा का अनुरोध करें।',
  },
  account_reviewed: { summary: 'Meta ने खाते की समीक्षा की: {decision}.' },
  account_restored: { summary: 'खाता फिर काम कर रहा है।' },
  account_disabling: { summary: 'Meta खाता बंद कर रहा है ({state})।', advice: seeViolation },
  account_violation: { summary: 'खाता किसी नीति का उल्लंघन करता है: {violation}.', advice: seeViolation },
  account_restricted: { summary: 'खाते पर पाबंदी है: {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'खाते पर पाबंदी है। Meta नहीं बताता कि कैसी।',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'खाता मिटा दिया गया है।',
    advice: 'न कुछ भेजा जा सकता है, न पाया जा सकता है। कोई दूसरा खाता जोड़ें।',
  },
  account_offboarded: {
    summary:
      'नंबर Cloud API से हट गया है: उसका WhatsApp Business ऐप किसी और फ़ोन पर ले जाया गया, दोबारा इंस्टॉल या पंजीकृत किया गया।',
    advice:
      'इसके लौटने तक यहाँ न कुछ भेजा जा सकता है, न पाया जा सकता है। फ़ोन पर पंजीकरण करते समय जुड़ी सेवाएँ चालू रहने दें; नंबर कुछ मिनटों में लौट आता है। नहीं तो नंबर फिर से जोड़ें।',
  },
  account_reconnected: { summary: 'नंबर अपने WhatsApp Business ऐप के साथ Cloud API पर लौट आया है।' },
  app_removed: {
    summary: 'ऐप को खाते से हटा दिया गया।',
    advice: 'मैसेज अब नहीं आते। नंबर को फिर से जोड़ें, ताकि ऐप को उसके वेबहुक मिलें।',
  },
  account_event: { summary: 'खाता: {event}.' },

  template_rejected: {
    summary: 'Meta ने टेम्पलेट “{name}” ({language}) अस्वीकार किया। इसे भेजा नहीं जा सकता।',
    advice: 'कारण देखने के लिए इसे सेटिंग › टेम्पलेट में खोलें और बदलें।',
  },
  template_paused: {
    summary: 'Meta ने टेम्पलेट “{name}” ({language}) रोक दिया। इसे भेजा नहीं जा सकता।',
    advice: 'ग्राहक इसे ब्लॉक या रिपोर्ट करते हैं। जब तक Meta इसे फिर शुरू न करे, कुछ और भेजें, या इसे सेटिंग › टेम्पलेट में बदलें।',
  },
  template_disabled: {
    summary: 'Meta ने टेम्पलेट “{name}” ({language}) हमेशा के लिए बंद कर दिया।',
    advice: 'ग्राहकों ने इसे बार-बार ब्लॉक या रिपोर्ट किया। नया टेम्पलेट लिखें, और इसे सेटिंग › टेम्पलेट में हटाएँ।',
  },
  template_now_marketing: {
    summary: 'Meta टेम्पलेट “{name}” ({language}) को मार्केटिंग श्रेणी में ले जा रहा है। इसका शुल्क मार्केटिंग का लगता है।',
    advice:
      'यह उन ग्राहकों तक नहीं पहुँचता जिन्होंने मार्केटिंग बंद की है। अगर यह प्रचार नहीं है, तो इसे सेटिंग › टेम्पलेट में बदलें, या WhatsApp Manager में समीक्षा माँगें।',
  },
  template_now_utility: {
    summary: 'Meta टेम्पलेट “{name}” ({language}) को यूटिलिटी श्रेणी में ले जा रहा है। इसका शुल्क यूटिलिटी का लगता है।',
  },
  template_now_authentication: {
    summary: 'Meta टेम्पलेट “{name}” ({language}) को प्रमाणीकरण श्रेणी में ले जा रहा है। इसका शुल्क प्रमाणीकरण का लगता है।',
  },
  template_moved: {
    summary: 'Meta टेम्पलेट “{name}” ({language}) को {category} श्रेणी में ले जा रहा है। इसका शुल्क उसी श्रेणी का लगता है।',
  },

  bot_hook_failing: {
    summary: 'बॉट वेबहुक “{name}” लगातार तीन बार नाकाम हुआ। उसकी जगह का विकल्प जवाब देता है।',
    advice: 'सेटिंग › ऑटोमेशन में बॉट वेबहुक पर देखें कि वह क्यों नाकाम है, और वहीं जाँचें।',
  },
  assistant_budget_day: {
    summary: 'असिस्टेंट ने आज के बजट का 80% इस्तेमाल कर लिया है।',
    advice: 'बजट खत्म होने पर टीम जवाब देती है। इसे सेटिंग › असिस्टेंट में बदलें।',
  },
  assistant_budget_month: {
    summary: 'असिस्टेंट ने इस महीने के बजट का 80% इस्तेमाल कर लिया है।',
    advice: 'बजट खत्म होने पर टीम जवाब देती है। इसे सेटिंग › असिस्टेंट में बदलें।',
  },
  free_messages_nearly_used: {
    summary: 'इस महीने नंबर के 1,000 मुफ़्त सर्विस मैसेज में से 80% इस्तेमाल हो चुके हैं।',
    advice:
      'इससे ज़्यादा के WhatsApp पैसे लेता है। Meta पर भुगतान का तरीका न हो, तो वे डिलीवर नहीं होते: WhatsApp Manager में एक जोड़ें।',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'Meta की चेतावनी: {kind}.', advice: seeManager },
  pin_event: {
    summary: 'नंबर का PIN: {event}.',
    advice: 'अगर यह आपकी टीम में किसी ने नहीं किया, तो Meta Business Suite में देखें कि खाता कौन संभाल सकता है।',
  },
};
