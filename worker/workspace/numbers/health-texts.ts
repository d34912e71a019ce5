/** The English texts of the health page, by code. The other languages are in `widget/locales/<tag>/health.ts`. */
import { explainWith } from '../../whatsapp/explanation.ts';

const newToken =
  'In Meta Business Suite, open Settings → System users, generate a token for your app with whatsapp_business_management and whatsapp_business_messaging and without an expiry date, and enter it in this number’s connection.';
const signatureWrong =
  'A webhook for this number was signed with the secret of another app. Secrets tried: {tried}.';
const callbackFix =
  'Connect the number again, which sets the address. Or paste {url} with the verify token into WhatsApp → Configuration → Callback URL at Meta.';
const fieldsFix = 'Subscribe to them at Meta: your app → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion =
  'Set GRAPH_VERSION to {current} in wrangler.toml, deploy, then run these checks again.';
const nameFix =
  'Request another name in WhatsApp Manager → Phone numbers. Without an approved name, messages can be rejected (131037).';
const qualityFix =
  'Customers block or report the number. Send fewer marketing templates, and only to customers who opted in.';

const databaseSize = 'The database has {gigabytes} GB of at most 10 GB.';
const growing = {
  one: 'The database has {gigabytes} GB of at most 10 GB. At the present rate it is full in {count} month.',
  other:
    'The database has {gigabytes} GB of at most 10 GB. At the present rate it is full in {count} months.',
} as const;
const makeRoom =
  'Have old messages deleted under Settings › Retention and export before the database is full. Once it is, nothing more can be stored.';

export const healthTexts = {
  not_checked: { summary: 'Not checked with Meta yet.', advice: 'Select “Run checks”.' },
  check_failed: {
    summary: 'Meta did not answer: {problem}',
    advice:
      'Check the access token and its permissions (whatsapp_business_management, whatsapp_business_messaging), then select “Run checks”.',
  },

  webhooks_received: { summary: 'Webhooks arrive for this number.' },
  webhooks_never: {
    summary: 'Meta has never sent a webhook for this number.',
    advice:
      'Send a message to the number from a phone. If nothing arrives, check the rows below. If you use your own domain, check its firewall as well: Meta must not get 403, 418 or 428 from it. Let {path} pass with a WAF rule that skips everything and turn off Bot Fight Mode, which no rule can skip. Or use the workers.dev address.',
  },
  app_secret_missing: {
    summary: 'There is no app secret to verify webhooks with, so all of them are rejected.',
    advice:
      'Enter the app secret of your Meta app (App settings → Basic) in this number’s connection, or set META_APP_SECRET.',
  },
  signatures_valid: { summary: 'No webhook of this number was rejected.' },
  signature_missing: {
    summary: 'A webhook without a signature was rejected. It did not come from Meta.',
  },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'At Meta, open the app that sends these webhooks, copy its app secret from App settings → Basic, and enter it in this number’s connection. Meta sends rejected webhooks again for up to seven days.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'Valid webhooks have arrived since then. If it happens again, a second app of yours also sends webhooks to this address.',
  },
  self_test_passed: { summary: 'A signed test webhook was stored.' },
  self_test_failed: {
    summary: 'A signed test webhook was not stored: {problem}.',
    advice:
      'The problem is in this Worker, not at Meta. Look at its log with npx wrangler tail, then deploy again.',
  },
  self_test_lost: {
    summary: 'A signed test webhook did not arrive.',
    advice:
      'The problem is in this Worker, not at Meta. Look at its log with npx wrangler tail, then deploy again.',
  },

  token_rejected: {
    summary: 'Meta rejects the access token. Nothing is sent; messages stay in the queue.',
    advice: newToken,
  },
  token_cannot_send: {
    summary:
      'The access token does not have the permission whatsapp_business_messaging, so no message can be sent.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary:
      'The access token does not have the permission whatsapp_business_management, so templates and settings cannot be read.',
    advice: newToken,
  },
  token_valid: { summary: 'The access token is valid and has no expiry date.' },
  token_expires: { summary: 'The access token is valid until its expiry date.' },
  token_expires_soon: { summary: 'The access token expires soon.', advice: newToken },

  graph_version_current: { summary: 'Graph API {version} is in use.' },
  graph_version_until: { summary: 'Graph API {version} is in use. Meta ends it on {day}.' },
  graph_version_ends_soon: { summary: 'Meta ends Graph API {version} on {day}.', advice: newGraphVersion },
  graph_version_ended: { summary: 'Meta has ended Graph API {version}.', advice: newGraphVersion },

  app_subscribed: { summary: 'Your app receives the webhooks of the WhatsApp account.' },
  app_not_subscribed: {
    summary: 'Your app does not receive the webhooks of the WhatsApp account.',
    advice:
      'Connect the number again, which subscribes the app. Or send POST /WABA_ID/subscribed_apps with the access token yourself.',
  },
  callback_correct: { summary: 'Meta sends webhooks to {url}.' },
  callback_unknown: { summary: 'Meta does not say where it sends webhooks.', advice: callbackFix },
  callback_elsewhere: { summary: 'Meta sends webhooks to {actual}, not to {url}.', advice: callbackFix },

  fields_unknown: {
    summary: 'The subscribed webhook fields can only be read with the app secret.',
    advice: 'Enter the app secret in this number’s connection, then select “Run checks”.',
  },
  fields_required_missing: {
    summary: 'No messages arrive, because the webhook field {fields} is not subscribed.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'Messages arrive. These webhook fields are not subscribed: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'Messages arrive here, but the callback of the app is {actual}. Meta sends everything about the account there: marketing opt-outs that customers choose in WhatsApp (user_preferences), and changes to templates, quality and the account.',
    advice:
      'Have that system forward these webhooks to {url} unchanged. Or make {url} the callback of the app in WhatsApp → Configuration at Meta.',
  },
  fields_subscribed: { summary: 'All webhook fields in use are subscribed.' },

  number_registered: { summary: 'The number is registered for the Cloud API.' },
  number_not_registered: {
    summary: 'The number is not registered for the Cloud API ({platform}).',
    advice:
      'Connect it again and enter its six-digit PIN, which registers it. If another provider has the number, it must be released there first.',
  },
  number_connected: { summary: 'The number is connected at Meta.' },
  number_status: {
    summary: 'Status of the number at Meta: {status}.',
    advice: 'Open WhatsApp Manager → Phone numbers to see the reason and how to fix it.',
  },
  name_shown: { summary: 'Customers see “{name}”.' },
  name_missing: { summary: 'Customers see the number, because it has no display name.' },
  name_declined: { summary: 'Meta declined the display name “{name}”.', advice: nameFix },
  name_expired: { summary: 'The approval of the display name “{name}” has expired.', advice: nameFix },
  name_in_review: {
    summary: 'Meta is reviewing the display name “{name}”.',
    advice: 'Wait. This takes up to two days. Until then, customers may see the number instead.',
  },
  quality_low: { summary: 'The quality rating is low.', advice: qualityFix },
  quality_medium: { summary: 'The quality rating is medium.', advice: qualityFix },
  quality_high: { summary: 'The quality rating is high.' },
  quality_none: { summary: 'There is no quality rating yet, because too few messages were sent.' },
  limit_none: {
    summary: {
      one: 'There is no limit. In the last 24 hours, you wrote to {count} customer first.',
      other: 'There is no limit. In the last 24 hours, you wrote to {count} customers first.',
    },
  },
  limit_unknown: {
    summary: {
      one: 'Meta does not state a limit. In the last 24 hours, you wrote to {count} customer first.',
      other: 'Meta does not state a limit. In the last 24 hours, you wrote to {count} customers first.',
    },
  },
  limit_open: {
    summary:
      'All numbers of the business together can write to {limit} customers first in 24 hours. You wrote to {count}.',
  },
  limit_near: {
    summary:
      'All numbers of the business together can write to {limit} customers first in 24 hours. You wrote to {count}.',
    advice:
      'Wait before you write to more customers. Replies do not count. Meta raises the limit automatically with use and quality.',
  },
  throughput_none: {
    summary: 'The number cannot send yet, because it is not registered.',
    advice: 'Connect it again with its six-digit PIN.',
  },
  throughput: { summary: 'Up to {rate} messages per second.' },
  phone_app_used: {
    summary:
      'The number is also used in the WhatsApp Business app. Messages written there appear here. Up to 20 messages per second can be sent.',
  },
  phone_app_unused: { summary: 'The number is not used in the WhatsApp Business app.' },
  account_approved: { summary: 'Meta has approved the WhatsApp account.' },
  account_not_approved: {
    summary: 'Meta’s review of the WhatsApp account: {status}.',
    advice: 'Open WhatsApp Manager → Account overview to see what is missing.',
  },

  queue_empty: { summary: 'No messages are waiting.' },
  queue_short: {
    summary: {
      one: '{count} message is waiting to be sent.',
      other: '{count} messages are waiting to be sent.',
    },
  },
  queue_long: {
    summary: {
      one: '{count} message is waiting to be sent.',
      other: '{count} messages are waiting to be sent.',
    },
    advice: 'Open a conversation with a queued message to see what it is waiting for.',
  },
  failures_none: { summary: 'No message has failed in the last seven days.' },
  failures: {
    summary: 'Failed in the last seven days:\n{reasons}',
    advice: 'In the conversation, each failed message says what to do and whether it can be sent again.',
  },
  events_read: { summary: 'All events could be read.' },
  events_unread: {
    summary: {
      one: '{count} event could not be read or stored. It is listed under “Raw events” with the reason.',
      other:
        '{count} events could not be read or stored. They are listed under “Raw events” with the reason.',
    },
    advice: 'Upgrade, then replay them. If some still fail, report one of them.',
  },
  unrouted_none: { summary: 'No webhooks arrive for numbers that are not connected.' },
  unrouted: {
    summary: {
      one: 'Webhooks arrive for {count} number that is not connected, is turned off or belongs to another app. They are not answered.',
      other:
        'Webhooks arrive for {count} numbers that are not connected, are turned off or belong to another app. They are not answered.',
    },
    advice: 'Connect the number, or end its subscription at Meta. GET /api/unrouted lists them.',
  },
  files_stored: { summary: 'Files are stored in your bucket.' },
  files_not_stored: {
    summary: 'Files are not stored here. WhatsApp deletes them after a few days.',
    advice: 'Turn on R2 in your Cloudflare account, then run npm run deploy.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'On Cloudflare’s free plan, all numbers together can store 5 GB. There, change to the paid plan or delete old messages under Settings › Retention and export.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'All messages are in the database. Once it has more than 6 GB, the content of those older than 90 days moves to your bucket.',
  },
  archive_used: {
    summary: 'Old messages whose content is in your bucket: {count}. They are read from there.',
  },
  archive_without_bucket: {
    summary: 'Without a bucket, all messages stay in the database. This matters once it has more than 6 GB.',
    advice: 'Turn on R2 in your Cloudflare account, then run npm run deploy.',
  },
  archive_wanted: {
    summary: 'The database has more than 6 GB, and there is no bucket for old messages.',
    advice: 'Turn on R2 in your Cloudflare account, then run npm run deploy.',
  },
  archive_lost: {
    summary:
      'Files of the archive that are missing from your bucket: {count}. Their messages are shown without content.',
    advice: 'Restore these files, or connect the bucket that has them, then run npm run deploy.',
  },
} as const;

export type HealthTexts = typeof healthTexts;

export const explainHealth = explainWith(healthTexts);
