/**
 * Example requests. The reference page, its samples and `openapi.json` show them, tests run the main ones against the
 * Worker, and a test checks every one against the schema of its route.
 */

export interface ExampleRequest {
  query?: Readonly<Record<string, string>>;
  body?: object;
  /** The header `Idempotency-Key`. */
  key?: string;
  /** The file that is the body. */
  file?: { name: string; type: string };
}

/** The ids in the example addresses. */
export const examplePath: Readonly<Record<string, string>> = {
  inbox: '106540352242922',
  number: '106540352242922',
  id: '1',
  seq: '1',
  phone: '15550100199',
  rule: 'RULE_ID',
  menu: 'MENU_ID',
  file: 'FILE_ID',
};

const openingHoursRule = {
  name: 'Opening hours',
  match: { type: 'contains', words: ['opening hours', 'when are you open'] },
  actions: [{ type: 'reply', content: { type: 'text', text: { body: 'We are open from 9:00 to 18:00.' } } }],
};

const mainMenu = {
  name: 'Main menu',
  questions: [
    {
      id: 'start',
      text: 'What is it about?',
      options: [
        {
          id: 'hours',
          title: 'Opening hours',
          actions: [
            { type: 'reply', content: { type: 'text', text: { body: 'We are open from 9:00 to 18:00.' } } },
          ],
        },
        { id: 'person', title: 'Talk to a person', actions: [{ type: 'hand-over' }] },
      ],
    },
  ],
  repeatText: 'Please choose one of these.',
};

const exampleFilter = {
  assignee: null,
  team: null,
  state: 'open',
  isUnread: false,
  needsReply: true,
  handledBy: null,
  window: 'closing',
  label: null,
  source: null,
};
const exampleView = {
  name: 'Answer soon',
  isShared: true,
  inbox: null,
  filter: exampleFilter,
  sort: 'closing',
};

const text = { type: 'text', text: { body: 'Your order is on its way.' } };
const template = {
  type: 'template',
  template: {
    name: 'order_update',
    language: { code: 'en_US' },
    components: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Ada' },
          { type: 'text', text: 'Monday' },
        ],
      },
    ],
  },
};

const definition = {
  name: 'order_ready',
  language: 'en',
  category: 'UTILITY',
  components: [
    {
      type: 'BODY',
      text: 'Your order {{1}} is ready, and you can collect it in our shop until six.',
      example: { body_text: [['A-17']] },
    },
  ],
};

/** By the name of a route. */
export const exampleRequests: Readonly<Record<string, ExampleRequest>> = {
  'POST /api/inboxes/:inbox/messages': {
    key: 'order-1042-shipped',
    body: { to: { phone: '+1 555 010 0199' }, content: text, reference: 'order-1042' },
  },
  'POST /api/inboxes/:inbox/conversations/:id/messages': { key: 'order-1042-reply', body: { content: text } },
  'GET /api/inboxes/:inbox/messages': { query: { search: 'order' } },
  'GET /api/inboxes/:inbox/conversations/:id/messages': { query: { limit: '20' } },
  'POST /api/inboxes/:inbox/media': {
    query: { kind: 'image', filename: 'cup.jpg' },
    file: { name: 'cup.jpg', type: 'image/jpeg' },
  },
  'GET /api/inboxes/:inbox/messages/:id/media': { query: { ticket: 'TICKET' } },
  'GET /api/inboxes/:inbox/conversations': { query: { state: 'open', limit: '20' } },
  'DELETE /api/inboxes/:inbox/conversations/:id/suggestion': { query: { turn: '1' } },
  'POST /api/inboxes/:inbox/conversations': { body: { phone: '+1 555 010 0199' } },
  'PUT /api/inboxes/:inbox/conversations/:id/state': { body: { state: 'resolved' } },
  'PUT /api/inboxes/:inbox/conversations/:id/assignee': { body: { team: 'TEAM_ID' } },
  'PUT /api/inboxes/:inbox/conversations/:id/labels': { body: { add: ['LABEL_ID'], remove: [] } },
  'PUT /api/inboxes/:inbox/conversations/:id/mode': { body: { mode: 'person' } },
  'POST /api/inboxes/:inbox/conversations/:id/hand-over': { body: { note: 'Asks for a refund.' } },
  'POST /api/inboxes/:inbox/conversations/:id/notes': {
    key: 'order-1042-note',
    body: { text: 'The parcel was sent again today.' },
  },
  'POST /api/inboxes/:inbox/conversations/:id/read': { body: { seq: 1 } },
  'POST /api/inboxes/:inbox/counts': { body: { filters: [exampleFilter] } },
  'POST /api/inboxes/:inbox/bulk': { body: { ids: [1], command: { type: 'state', state: 'resolved' } } },
  'PUT /api/inboxes/:inbox/conversations/:id/contact': {
    body: { bookName: 'Ada Quinn', note: 'Prefers morning deliveries.', fields: { FIELD_ID: 'Gold' } },
  },
  'PUT /api/inboxes/:inbox/conversations/:id/consent': { body: { source: 'Checkout, box ticked' } },
  'POST /api/inboxes/:inbox/conversations/:id/merge': { body: { with: 2, name: 'Ada Quinn' } },
  'POST /api/inboxes/:inbox/conversations/:id/erase': { body: { name: 'Ada Quinn' } },
  'GET /api/inboxes/:inbox/events': { query: { after: '0', types: 'message.received,message.failed' } },
  'POST /api/webhooks': {
    body: { name: 'Orders', url: 'https://shop.example/whatsapp', events: ['message.received'] },
  },
  'PUT /api/webhooks/:id': { body: { events: ['message.received', 'message.failed'] } },
  'POST /api/webhooks/:id/secret': { body: {} },
  'POST /api/webhooks/:id/test': { body: { type: 'message.received' } },
  'POST /api/webhooks/:id/replay': { body: { what: 'failed' } },
  'POST /api/inboxes': {
    body: {
      phoneNumberId: '106540352242922',
      wabaId: '419561257915477',
      accessToken: 'EAAG…',
      appSecret: '0123456789abcdef0123456789abcdef',
    },
  },
  'POST /api/connections/check': { body: { inbox: '106540352242922' } },
  'PUT /api/inboxes/:inbox/connection': { body: { accessToken: 'EAAG…' } },
  'POST /api/inboxes/:inbox/steps': { body: { step: 'subscribe' } },
  'PUT /api/me': { body: { name: 'Ada Okafor', isAway: false } },
  'PUT /api/me/picture': { file: { name: 'ada.jpg', type: 'image/jpeg' } },
  'POST /api/inboxes/:inbox/verification': { body: { method: 'sms', language: 'en_US' } },
  'PUT /api/inboxes/:inbox/life': { body: { life: 'enabled' } },
  'PUT /api/inboxes/:inbox/settings': { body: { receipts: 'on-open', language: 'es', sendsFiles: true } },
  'PUT /api/inboxes/:inbox/automation/assignment': {
    body: { distribution: 'round-robin', maxOpen: 20, reassign: { afterMinutes: 30, offlineMinutes: 10 } },
  },
  'PUT /api/inboxes/:inbox/policy': {
    body: {
      stopWords: { en: { stop: ['stop'], resume: ['start'] } },
      nudge: { text: 'Is there anything else we can help with?', minutesBefore: 60 },
      identityCheck: false,
      claimOnReply: true,
    },
  },
  'PUT /api/inboxes/:inbox/automation/assistant': {
    body: {
      mode: 'suggest',
      instructions: 'We are a small pottery. Be warm and brief.',
      mustNot: 'Do not promise delivery dates.',
      allowedDomains: ['example.com'],
    },
  },
  'POST /api/inboxes/:inbox/automation/assistant/dry-run': {
    body: { type: 'question', text: 'How much is shipping to Spain?' },
  },
  'POST /api/inboxes/:inbox/automation/knowledge': {
    body: {
      kind: 'question',
      title: 'How much is shipping?',
      text: 'Shipping within the EU costs 4.90 €.',
      language: 'en',
    },
  },
  'POST /api/inboxes/:inbox/automation/knowledge/page': { body: { url: 'https://example.com/delivery' } },
  'PUT /api/inboxes/:inbox/automation/knowledge/:id': {
    body: { title: 'How much is shipping?', text: 'Shipping within the EU costs 5.90 €.', version: 1 },
  },
  'PUT /api/inboxes/:inbox/automation/turns/:id/rating': { body: { isGood: true } },
  'PUT /api/automation/provider': {
    body: {
      ...{ url: 'https://api.openai.com/v1', model: 'gpt-5-mini', key: 'sk-proj-0123456789' },
      embeddingModel: 'text-embedding-3-small',
    },
  },
  'PUT /api/automation': { body: { isPaused: true } },
  'PUT /api/inboxes/:inbox/automation': {
    body: {
      welcome: { text: { en: 'Hello {{contact_first_name}}! How can we help?' }, againAfterDays: 30 },
      away: { text: { en: 'We are closed now, and answer from {{opens}}.' } },
      resumeAfterMinutes: 240,
    },
  },
  'POST /api/inboxes/:inbox/automation/rules': { body: openingHoursRule },
  'PUT /api/inboxes/:inbox/automation/rules/:rule': { body: openingHoursRule },
  'PUT /api/inboxes/:inbox/automation/rules/order': { body: { ids: ['RULE_ID'] } },
  'POST /api/inboxes/:inbox/automation/files': {
    query: { kind: 'document', filename: 'price-list.pdf' },
    file: { name: 'price-list.pdf', type: 'application/pdf' },
  },
  'POST /api/inboxes/:inbox/automation/menus': { body: mainMenu },
  'PUT /api/inboxes/:inbox/automation/menus/:menu': { body: mainMenu },
  'PUT /api/inboxes/:inbox/automation/follow-ups': {
    body: {
      resolve: { customerHours: 48, automatedHours: 24, text: { en: 'We close this conversation now.' } },
      satisfaction: {
        question: { en: 'How satisfied are you with our help?' },
        button: 'Rate us',
        thanks: { en: 'Thank you!' },
      },
    },
  },
  'PUT /api/inboxes/:inbox/automation/bot-hook': {
    body: { when: 'always', webhook: 'wh_0123456789abcdef', fallback: 'team', answerSeconds: 120 },
  },
  'POST /api/inboxes/:inbox/automation/turns/:turn': {
    body: {
      actions: [
        { type: 'reply', content: { type: 'text', text: { body: 'Your order is on its way.' } } },
        { type: 'label', add: ['Orders'] },
      ],
    },
  },
  'POST /api/inboxes/:inbox/automation/estimate': { body: { rule: openingHoursRule } },
  'POST /api/inboxes/:inbox/automation/trial': { body: { text: 'When are you open?' } },
  'PUT /api/inboxes/:inbox/button/settings': {
    body: { label: 'Chat with us', greeting: ['Hello! How can we help?'] },
  },
  'PUT /api/inboxes/:inbox/button/pictures': { file: { name: 'ada.jpg', type: 'image/jpeg' } },
  'PUT /api/inboxes/:inbox/hours': {
    body: { hours: { timeZone: 'Europe/Berlin', week: { monday: '09:00-12:30, 13:30-18:00' } } },
  },
  'PUT /api/inboxes/:inbox/places': {
    body: {
      places: [{ name: 'The shop', address: 'Kiln Lane 4, Berlin', latitude: 52.5163, longitude: 13.3777 }],
    },
  },
  'POST /api/inboxes/:inbox/templates': { body: { definition } },
  'PUT /api/inboxes/:inbox/templates/:id': { body: { definition } },
  'POST /api/inboxes/:inbox/template-check': { body: { definition } },
  'POST /api/inboxes/:inbox/template-drafts': { body: { definition } },
  'PUT /api/inboxes/:inbox/template-drafts/:id': { body: { definition, revision: 1 } },
  'PUT /api/inboxes/:inbox/template-marks': { body: { name: 'order_ready', isFavourite: true } },
  'POST /api/inboxes/:inbox/template-samples': { file: { name: 'bowl.jpg', type: 'image/jpeg' } },
  'POST /api/inboxes/:inbox/template-library': {
    body: {
      name: 'order_confirmed',
      language: 'en_US',
      category: 'UTILITY',
      entry: 'order_confirmation_1',
      buttons: [{ type: 'URL', url: { base_url: 'https://shop.example/orders/', url_suffix_example: '17' } }],
    },
  },
  'POST /api/inboxes/:inbox/catalog/lookup': { body: { retailerIds: ['bowl-blue', 'cup'] } },
  'PUT /api/inboxes/:inbox/catalog/settings': { body: { isVisible: true } },
  'PUT /api/inboxes/:inbox/profile': { body: { about: 'Lamps and cups, made by hand' } },
  'PUT /api/inboxes/:inbox/profile/photo': { file: { name: 'logo.png', type: 'image/png' } },
  'PUT /api/inboxes/:inbox/display-name': { body: { name: 'Lumen & Clay' } },
  'PUT /api/inboxes/:inbox/starters': {
    body: {
      welcomes: false,
      iceBreakers: ['Where is my order?'],
      commands: [{ name: 'help', description: 'Talk to us' }],
    },
  },
  'PUT /api/inboxes/:inbox/identity-check': { body: { isOn: true } },
  'POST /api/inboxes/:inbox/short-links': { body: { message: 'Hello! I have a question.' } },
  'PUT /api/inboxes/:inbox/short-links/:id': { body: { message: 'Hello! Is the lamp in stock?' } },
  'PUT /api/inboxes/:inbox/retention': { body: { messageDays: 365, rawDays: 7, eventDays: 7 } },
  'DELETE /api/inboxes/:inbox': { query: { confirm: '15550783881' } },
  'DELETE /api/inboxes/:inbox/conversations': { body: { displayPhoneNumber: '+1 555 078 3881' } },
  'GET /api/inboxes/:inbox/analytics': {
    query: { from: '2026-11-01', to: '2026-11-30', compare: '1' },
  },
  'GET /api/inboxes/:inbox/analytics/csv': {
    query: { from: '2026-11-01', to: '2026-11-30', table: 'days' },
  },
  'GET /api/inboxes/:inbox/analytics/conversations': {
    query: { from: '2026-11-01', to: '2026-11-30', figure: 'beyond-goal' },
  },
  'GET /api/inboxes/:inbox/analytics/meta-costs': { query: { from: '2026-11-01', to: '2026-11-30' } },
  'GET /api/inboxes/:inbox/analytics/template-insights': {
    query: { from: '2026-11-01', to: '2026-11-30', templates: '1162534567890123' },
  },
  'POST /api/inboxes/:inbox/analytics/template-insights': { body: { confirm: 'cannot-be-undone' } },
  'PUT /api/inboxes/:inbox/analytics/rates': {
    body: {
      table: {
        currency: 'EUR',
        rates: [
          { category: 'service', country: 'DE', price: 0.0456 },
          { category: 'service', country: '*', price: 0.0069, since: '2026-10-01' },
        ],
      },
    },
  },
  'PUT /api/inboxes/:inbox/analytics/settings': {
    body: { timeZone: 'Europe/Berlin', goalMinutes: 60, showsAgents: true },
  },
  'POST /api/presses': {
    body: { reference: 'k7f2p9', page: 'https://shop.example/lamps', title: 'Lamps' },
  },
  'POST /api/replies': {
    body: {
      isShared: true,
      shortcut: 'hours',
      title: 'Opening hours',
      text: 'We are open from 9 to 6, Monday to Friday.',
    },
  },
  'PUT /api/replies/:id': {
    body: {
      isShared: true,
      shortcut: 'hours',
      title: 'Opening hours',
      text: 'We are open from 9 to 5, Monday to Friday.',
    },
  },
  'PUT /api/replies/:id/favourite': { body: { isFavourite: true } },
  'PUT /api/replies/:id/file': {
    query: { filename: 'prices.pdf' },
    file: { name: 'prices.pdf', type: 'application/pdf' },
  },
  'POST /api/views': { body: exampleView },
  'PUT /api/views/:id': { body: exampleView },
  'POST /api/fields': { body: { name: 'Customer level', type: 'choice', choices: ['Silver', 'Gold'] } },
  'PUT /api/fields': { body: { order: ['FIELD_ID'] } },
  'PUT /api/fields/:id': { body: { name: 'Level', choices: ['Silver', 'Gold', 'Platinum'] } },
  'POST /api/teams': { body: { name: 'Sales', members: ['AGENT_ID'], distribution: 'round-robin' } },
  'PUT /api/teams/:id': { body: { name: 'Sales', members: ['AGENT_ID'] } },
  'POST /api/labels': { body: { name: 'Delivery', color: 'teal' } },
  'PUT /api/labels/:id': { body: { name: 'Shipping', color: 'blue' } },
  'POST /api/sessions': { body: { setupToken: 'SETUP_TOKEN' } },
  'POST /api/sessions/origin': { body: { origin: 'https://shop.example' } },
  'PUT /api/agents/:id': { body: { role: 'admin' } },
  'POST /api/invitations': { body: { name: 'Bea', role: 'agent' } },
  'POST /api/invitations/options': { body: { token: 'INVITATION_TOKEN' } },
  'POST /api/tokens': {
    body: { name: 'Order bot', scopes: ['conversations:read', 'conversations:write'] },
  },
  'PUT /api/setup': { body: { isDone: true } },
  'POST /api/signups': { body: { code: 'CODE', isOnPhone: false } },
  'POST /api/signups/:id/connect': {
    body: { phoneNumberId: '106540352242922', wabaId: '419561257915477' },
  },
  'PUT /api/settings/origins': { body: { origins: ['https://shop.example'] } },
  'PUT /api/settings/site-login': { body: { type: 'secret' } },
};

/** More requests to a route, each under the title of a task. */
export const furtherExamples: Readonly<Record<string, Readonly<Record<string, ExampleRequest>>>> = {
  'POST /api/inboxes/:inbox/messages': {
    'Send a template': {
      key: 'order-1043-update',
      body: { to: { phone: '+1 555 010 0199' }, content: template },
    },
    'Send a file': {
      key: 'order-1044-photo',
      body: {
        to: { phone: '+1 555 010 0199' },
        content: { type: 'image', image: { id: 'MEDIA_ID', caption: 'Your cup, just out of the kiln.' } },
      },
    },
  },
};
