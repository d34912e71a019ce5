import { counted } from '../../counted.ts';

const say = counted('en');

export const templates = {
  searchTemplates: 'Search templates',
  loadingTemplates: 'Loading templates …',
  noTemplates: 'No template matches.',
  refresh: 'Refresh',
  otherTemplate: 'Another template',
  templateField: (name: string) => (/^\d+$/.test(name) ? `Text for {{${name}}}` : name.replaceAll('_', ' ')),
  anyLanguage: 'Any language',
  anyCategory: 'Any category',
  cardNumber: (number: number) => `Card ${number}`,
  orLink: 'or a link to it',
  templatePart: {
    filename: 'File name',
    latitude: 'Latitude',
    longitude: 'Longitude',
    place_name: 'Name of the place',
    place_address: 'Address of the place',
    product: 'Product ID',
    products: 'Product IDs, one per line',
    catalog: 'Catalog ID',
    offer_end: 'Offer ends',
    url_suffix: 'End of the web address for',
    coupon_code: 'Code for',
    payload: 'Payload for your systems when the customer taps',
    flow_token: 'Flow token for',
    flow_data: 'Data for the first screen as JSON, for',
    thumbnail: 'Product ID of the picture',
  },
  optionalParts: 'More',
  obstacle: {
    paused:
      'WhatsApp has paused this template because of its low quality. It becomes available again automatically.',
    disabled: 'WhatsApp has permanently disabled this template. Use another one.',
    rejected: 'WhatsApp has rejected this template.',
    not_approved: 'WhatsApp has not approved this template yet.',
  },
  templateCategory: { MARKETING: 'Marketing', UTILITY: 'Utility', AUTHENTICATION: 'Authentication' },
  /** What WhatsApp charges it as. */
  templateRate: {
    MARKETING: 'Marketing rate',
    UTILITY: 'Utility rate',
    AUTHENTICATION: 'Authentication rate',
  },
  templateLifetime: (time: string) => `WhatsApp tries to deliver it for ${time}`,
  optInNeeded: 'Only send marketing to customers who agreed to it.',
  optInWays: 'Ways to get an opt-in',
  optInExamples: [
    'On your website: a box to tick at checkout, in a form or beside the WhatsApp button',
    'In the chat: ask, and record the answer in the contact details',
    'By text message or email',
    'On the phone, with an agent or an automatic menu',
    'In person, such as on a signed form',
  ],
  optInSays: 'Name your business, and say that the messages come on WhatsApp.',
  templatesNeedAttention: (count: number) =>
    say(count, { one: '# template needs attention.', other: '# templates need attention.' }),
  templateTooLong: 'With these values the template has more than 1,024 characters. Shorten them.',
  stillEmpty: (count: number) =>
    say(count, { one: 'One field is still empty.', other: '# fields are still empty.' }),
};
