/**
 * The tables of the workspace. A change of the schema is a new entry at the end, never an edit of an earlier one:
 * what stands here has already run somewhere.
 */
export const migrations: readonly string[] = [
  `
  -- A connected number. Secrets are sealed by the vault.
  CREATE TABLE connection (
    phone_number_id TEXT PRIMARY KEY,
    waba_id TEXT NOT NULL,
    display_phone_number TEXT NOT NULL,
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    access_token TEXT NOT NULL,
    app_secret TEXT
  );
  CREATE INDEX connection_by_waba ON connection (waba_id);

  -- Someone who answers customers.
  CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL
  );

  -- A signed-in agent, by the hash of the session's token.
  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    agent_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  );

  -- A wrong setup token, to slow down guessing.
  CREATE TABLE refused_claim (at INTEGER NOT NULL);

  -- One setting of the deployment.
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

  -- A page of another site on which the console may run.
  CREATE TABLE allowed_origin (origin TEXT PRIMARY KEY);

  -- An event that belongs to no inbox, whole.
  CREATE TABLE kept (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    phone_number_id TEXT,
    waba_id TEXT,
    at INTEGER NOT NULL
  );
  CREATE INDEX kept_by_number ON kept (reason, phone_number_id, waba_id);

  -- A piece of a kept event's JSON: one value may not exceed 2 MB.
  CREATE TABLE kept_part (
    kept_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (kept_id, part)
  );
  `,
  `
  -- When customers are told that they were read, and how many messages a second the number may send.
  ALTER TABLE connection ADD COLUMN receipts TEXT NOT NULL DEFAULT 'on-open';
  ALTER TABLE connection ADD COLUMN messages_per_second INTEGER NOT NULL DEFAULT 80;
  `,
  `
  -- An account's templates as JSON; without a row they have to be fetched from Meta.
  CREATE TABLE template_list (waba_id TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL);
  CREATE TABLE template (waba_id TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (waba_id, id));
  `,
  `
  -- Characters that the console puts into one message.
  ALTER TABLE connection ADD COLUMN longest_text INTEGER NOT NULL DEFAULT 4096;
  `,
];
