/**
 * Which file may import which. Imports point down only, types included; `npm run check` runs it.
 *
 * Within each area the order is a list, lowest first: a room imports from the rooms before it, and never from one after.
 */

/** `worker/`: the wire and the helpers that know no object, the protocol, the objects, the routes. */
const worker = [
  'worker/whatsapp/',
  'worker/assistant/',
  'worker/(api/|(cache-for|durable-object-rpc|errors|log|migrate|opening-hours)[.]ts)',
  'worker/env[.]ts',
  'worker/workspace/(assistant|audit|chores|schema|secrets|webhooks/subscriptions|numbers/(connections|health-state|number-check)|push/(web-push|quiet-hours|push-preferences)|people/(agents|api-tokens|call-rate|known-teams|sessions))',
  'worker/peers[.]ts',
  'worker/workspace/(numbers|push|people|shared|webhooks)/',
  'worker/workspace/context[.]ts',
  'worker/workspace/rpc/',
  'worker/inbox/',
  'worker/workspace/workspace[.]ts',
  'worker/objects[.]ts',
  'worker/routes/',
  'worker/mcp/',
  'worker/index[.]ts',
];

/** `worker/inbox/`: what can happen, what is stored, what hears of it, what acts, what wires it. */
const inbox = [
  'worker/inbox/facts[.]ts',
  'worker/inbox/records/',
  'worker/inbox/search/',
  'worker/inbox/media/',
  'worker/inbox/live/',
  'worker/inbox/contacts/',
  'worker/inbox/events/',
  'worker/inbox/deliveries/',
  'worker/inbox/number/',
  'worker/inbox/analytics/',
  'worker/inbox/automation/',
  'worker/inbox/sending/',
  'worker/inbox/receiving/',
  'worker/inbox/teamwork/',
  'worker/inbox/schema[.]ts',
  'worker/inbox/retention/',
  'worker/inbox/parts[.]ts',
  'worker/inbox/context[.]ts',
  'worker/inbox/rpc/',
  'worker/inbox/inbox[.]ts',
];

/** `worker/api/`: the small values, the resources, the routes of them. */
const api = [
  'worker/api/(values|roles|errors)[.]ts',
  'worker/api/(?!routes/|(values|roles|errors)[.]ts)',
  'worker/api/routes/',
];

/** `worker/routes/`: what every handler is given, the handlers by room, the table of them, the router. */
const routes = [
  'worker/routes/(http/|call|guard|authorize)',
  'worker/routes/meta/',
  'worker/routes/(people|numbers|conversations|automation|graph)/',
  'worker/routes/settings/',
  'worker/routes/table[.]ts',
  'worker/routes/router[.]ts',
];

/**
 * `widget/message-us/`: what knows no element, the element, what it loads when it is needed, and the entries. The element
 * imports those dynamically, and their types, so only what runs at once counts.
 */
const button = [
  'widget/message-us/(ask-consent|attribute-names|attributes|chat-link|events|explain|label|styles)[.]ts',
  'widget/message-us/message-us-element[.]ts',
  'widget/message-us/(connection|worker-address)[.]ts',
  'widget/message-us/repair/',
  'widget/message-us/click/',
  'widget/message-us/card/',
  'widget/message-us/page/',
  'widget/message-us/',
];

/** `widget/client/`: what the browser can do, what is known, how it is asked for, how it is kept current. */
const client = [
  'widget/client/browser/',
  'widget/client/state/',
  'widget/client/api/',
  'widget/client/signing-in/',
  'widget/client/live/',
  'widget/client/sending/',
  'widget/client/store/',
];

/** The pure files of the protocol that run in the browser as well. From the rest of the Worker it takes types only. */
const inTheBrowser = [
  'account/business-profile',
  'account/conversation-starters',
  'account/display-name',
  'account/short-links',
  'direction',
  'explanation',
  'files/webp',
  'graph/error-catalogue',
  'identity/phone-number',
  'content/(content|template)',
  'receiving/reference',
  'receiving/stop-words',
  'sentences',
  'sending/agent-name',
  'sending/format',
  'sending/limits',
  'sending/links',
  'sending/media',
  'sending/menu-limits',
  'sending/send',
  'sending/split',
  'sending/templates/(template|template-fields|template-parameters|template-preview|template-values|compose-template)',
  'templates/(definition|kind-rules|button-rules|languages|library-entry|lint|problem-texts|sample-handle|text-rules|variables)',
];

/** The rules of the protocol that the stand-in for WhatsApp shares with the product; whatever else it knows, it knows by itself. */
const inTheStandIn = [
  'account/business-profile',
  'account/conversation-starters',
  'files/picture-size',
  'account/short-links',
  'identity/aliases',
  'content/content',
  'receiving/signature',
  'content/interactive',
  'files/webp',
  'sending/media',
  'sending/outbound-content',
  'sending/send',
  'sending/templates/(template|template-fields|template-preview)',
  'sending/window',
];

const files = (names) => `^worker/whatsapp/(${names.join('|')})[.]ts$`;

/** One rule for each room: it imports none of those after it. A file belongs to the first room that names it. */
const downOnly = (area, rooms, uncounted = []) =>
  rooms.slice(0, -1).map((room, index) => ({
    name: `${area}-points-down`,
    comment: `${room} comes before these: what both need goes into the lower one.`,
    severity: 'error',
    from: { path: `^${room}` },
    to: {
      path: `^(${rooms.slice(index + 1).join('|')})`,
      pathNot: `^(${rooms.slice(0, index + 1).join('|')})`,
      dependencyTypesNot: uncounted,
    },
  }));

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Neither file can be read, tested or moved without the other. Types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...downOnly('worker', worker),
    ...downOnly('inbox', inbox),
    ...downOnly('api', api),
    ...downOnly('routes', routes),
    ...downOnly('button', button, ['type-only', 'dynamic-import']),
    ...downOnly('client', client),
    {
      name: 'the-client-renders-nothing',
      comment: 'widget/client knows no element: it runs under any of them, and in tests without a page.',
      severity: 'error',
      from: { path: '^widget/client/' },
      to: { path: '^(widget/(?!client/|locales/)|(node_modules/)?lit(/|$))' },
    },
    {
      name: 'the-protocol-stands-alone',
      comment: 'worker/whatsapp runs anywhere: nothing of Cloudflare, nothing of ours above it.',
      severity: 'error',
      from: { path: '^worker/whatsapp/' },
      to: { pathNot: '^(worker/whatsapp/|(node_modules/)?(valibot|libphonenumber-js)(/|$))' },
    },
    {
      name: 'the-assistant-stands-alone',
      comment: 'worker/assistant runs anywhere: it gets a model, knowledge and messages, and stores nothing.',
      severity: 'error',
      from: { path: '^worker/assistant/' },
      to: { pathNot: '^(worker/(assistant|whatsapp)/|(node_modules/)?valibot(/|$))' },
    },
    {
      name: 'the-widget-takes-types',
      comment:
        'The build of the package reads the declarations of the routes to write the types of the client.',
      severity: 'error',
      from: { path: '^widget/', pathNot: '^widget/package/client-types[.]ts$' },
      to: {
        path: '^worker/',
        pathNot: [files(inTheBrowser), '^worker/opening-hours[.]ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-stand-in-knows-by-itself',
      severity: 'error',
      from: { path: '^demo/cloud-api/' },
      to: { path: '^worker/', pathNot: files(inTheStandIn), dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
