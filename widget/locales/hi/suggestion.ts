import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'सुझाया गया जवाब',
  left: 'असिस्टेंट इसे आप पर छोड़ता है',
  ignored: 'लगता है जवाब की ज़रूरत नहीं',
  closed: 'लगता है जवाब देने को कुछ बाकी नहीं',
  sources: 'स्रोत',
  noSources: 'जानकारी की कोई एंट्री इस्तेमाल नहीं हुई।',
  use: 'इस्तेमाल करें',
  dismiss: 'हटाएँ',
  rate: 'यह जवाब कैसा था?',
  good: 'अच्छा जवाब',
  bad: 'ख़राब जवाब',
  improve: 'जवाब सुधारें',
  notFound: 'इसका रिकॉर्ड अब सेव नहीं है।',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} टोकन · ${seconds} से.`,
};
