/** Increase this with every change of the tables. Customers and messages stored by an older version are then deleted. */
export const schemaVersion = 8;
export const forgetConversations = [
  'customer',
  'user_id',
  'chat',
  'blocked_user',
  'message',
  'delivery',
  'number_page',
  'short_link',
  'media',
  'media_chunk',
  'template',
  'template_account',
  'blocked_template',
  'sent_template',
  'held_send',
]
  .map((table) => `DROP TABLE IF EXISTS ${table};`)
  .join(' ');

export const schema = `
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS number (id TEXT PRIMARY KEY, setup TEXT NOT NULL);
  -- Settings of a number, and unfinished uploads.
  CREATE TABLE IF NOT EXISTS number_page (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id, name)
  );
  CREATE TABLE IF NOT EXISTS short_link (
    id INTEGER PRIMARY KEY,
    number_id TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    message TEXT NOT NULL
  );
  -- Customers blocked by a business.
  CREATE TABLE IF NOT EXISTS blocked_user (
    number_id TEXT NOT NULL,
    customer TEXT NOT NULL,
    PRIMARY KEY (number_id, customer)
  );
  CREATE TABLE IF NOT EXISTS customer (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    username TEXT,
    online INTEGER NOT NULL DEFAULT 1,
    chat_open INTEGER NOT NULL DEFAULT 0,
    blocked INTEGER NOT NULL DEFAULT 0,
    typing_until INTEGER NOT NULL DEFAULT 0,
    -- Identifies the phone's keys. Changes when WhatsApp is reinstalled or the number has a new owner. Null: unchanged.
    identity TEXT,
    -- Webhooks omit the phone number.
    hides_number INTEGER NOT NULL DEFAULT 0,
    -- The owner of this number has moved to another one.
    is_gone INTEGER NOT NULL DEFAULT 0
  );
  -- Business-scoped user ids: one per customer and business portfolio. A retired one belongs to no customer.
  CREATE TABLE IF NOT EXISTS user_id (
    id TEXT NOT NULL,
    portfolio TEXT NOT NULL,
    customer TEXT NOT NULL,
    is_current INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (portfolio, id)
  );
  CREATE INDEX IF NOT EXISTS user_id_of_customer ON user_id (customer);
  -- When a customer last wrote to a number. Each number has its own reply window.
  CREATE TABLE IF NOT EXISTS chat (
    customer TEXT NOT NULL,
    number_id TEXT NOT NULL,
    wrote_at INTEGER NOT NULL,
    PRIMARY KEY (customer, number_id)
  );
  CREATE TABLE IF NOT EXISTS message (
    wamid TEXT PRIMARY KEY,
    number_id TEXT NOT NULL,
    customer TEXT NOT NULL,
    direction TEXT NOT NULL,
    at INTEGER NOT NULL,
    content TEXT NOT NULL,
    quoted TEXT,
    callback_data TEXT,
    status TEXT NOT NULL,
    -- The kind of id that the business sent to: 'phone' or 'user_id'. Null for a customer's message.
    sent_to TEXT,
    -- The user id, if it sent to one.
    sent_user_id TEXT
  );
  CREATE TABLE IF NOT EXISTS media (
    id TEXT PRIMARY KEY,
    mime_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    filename TEXT,
    expires_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS media_chunk (
    media_id TEXT NOT NULL,
    chunk INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (media_id, chunk)
  );
  CREATE INDEX IF NOT EXISTS message_from_ad ON message (number_id, customer, at)
    WHERE content ->> '$.referral.ctwa_clid' IS NOT NULL;

  CREATE TABLE IF NOT EXISTS template (
    waba_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    -- When it next changes automatically.
    due_at INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (waba_id, id),
    UNIQUE (waba_id, name, language)
  );
  CREATE INDEX IF NOT EXISTS template_due ON template (due_at);
  -- Accounts that have got their first templates.
  CREATE TABLE IF NOT EXISTS template_account (waba_id TEXT PRIMARY KEY);
  -- Names that a template has had and no new one can have until then; \`*\` means all languages.
  CREATE TABLE IF NOT EXISTS blocked_template (
    waba_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (waba_id, name, language)
  );
  -- The template of a message, as it was when the message was sent.
  CREATE TABLE IF NOT EXISTS sent_template (
    wamid TEXT PRIMARY KEY,
    waba_id TEXT NOT NULL,
    template_id TEXT NOT NULL,
    category TEXT NOT NULL,
    shown TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS sent_template_of ON sent_template (waba_id, template_id);
  -- Messages that Meta holds until it knows the quality of their template.
  CREATE TABLE IF NOT EXISTS held_send (wamid TEXT PRIMARY KEY, template_id TEXT NOT NULL);

  -- A webhook that has not been answered with 200.
  CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    number_id TEXT NOT NULL,
    -- The form of the body: 'number', 'account' or 'test'.
    level TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
  );
`;
