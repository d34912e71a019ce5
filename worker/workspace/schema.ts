/**
 * The tables of the workspace. Add a step at the end for each change, and never edit an earlier step: it has already run
 * in existing deployments.
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
  `
  -- How and where a session began, the only origin that may use it, and when it ends.
  ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'setup-token';
  ALTER TABLE session ADD COLUMN origin TEXT;
  ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
  ALTER TABLE session ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
  UPDATE session SET expires_at = created_at + 2592000000;
  CREATE INDEX session_by_agent ON session (agent_id);

  -- From which address a wrong setup token came.
  ALTER TABLE refused_claim ADD COLUMN address TEXT NOT NULL DEFAULT '';

  -- A passkey, by its credential id.
  CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    counter INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  );
  CREATE INDEX passkey_by_agent ON passkey (agent_id);

  -- A challenge that was answered, until it would be over anyway.
  CREATE TABLE used_challenge (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL);

  -- A link by which somebody joins, or, with an agent, comes back; by the hash of its token.
  CREATE TABLE invitation (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    agent_id TEXT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  );

  -- A token for another program; scopes are a JSON array.
  CREATE TABLE api_token (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
  );

  -- Who did what.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    agent_id TEXT,
    agent_name TEXT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
  );
  CREATE INDEX audit_by_time ON audit (at);

  -- A page that wanted the inbox and is not on the list.
  CREATE TABLE refused_origin (origin TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL);
  `,
  `
  -- The numbers that an agent may see, as a JSON array of their ids; null: all of them.
  ALTER TABLE agent ADD COLUMN numbers TEXT;
  ALTER TABLE invitation ADD COLUMN numbers TEXT;
  `,
  `
  -- The inbox that has the number's history, and stays when the number changes.
  ALTER TABLE connection ADD COLUMN inbox TEXT NOT NULL DEFAULT '';
  UPDATE connection SET inbox = phone_number_id;
  CREATE UNIQUE INDEX connection_by_inbox ON connection (inbox);
  -- The app secret before this one, and until when it counts.
  ALTER TABLE connection ADD COLUMN former_app_secret TEXT;
  ALTER TABLE connection ADD COLUMN former_until INTEGER NOT NULL DEFAULT 0;
  -- Since when Meta has been told to send nothing more; whether the number is in the phone app, too.
  ALTER TABLE connection ADD COLUMN disconnected_at INTEGER;
  ALTER TABLE connection ADD COLUMN is_on_phone INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Something that the workspace does by itself, and when.
  CREATE TABLE chore (name TEXT PRIMARY KEY, run_at INTEGER NOT NULL);
  `,
  `
  -- How a number stands with Meta: NumberCheck as JSON, when it was made, and when to look again. Since when Meta
  -- refuses its token, and when a refusal was last found to be none.
  CREATE TABLE number_health (
    inbox TEXT PRIMARY KEY,
    checked TEXT,
    checked_at INTEGER,
    look_at INTEGER NOT NULL DEFAULT 0,
    token_refused_at INTEGER,
    token_cleared_at INTEGER
  );
  -- What an event is about, by its webhook field.
  ALTER TABLE kept ADD COLUMN field TEXT;
  CREATE INDEX kept_by_time ON kept (at);
  `,
  `
  -- An Embedded Signup that has given a token, sealed, and is not connected yet.
  CREATE TABLE signup (
    id TEXT PRIMARY KEY,
    access_token TEXT NOT NULL,
    waba_id TEXT,
    phone_number_id TEXT,
    is_on_phone INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  );

  -- Whoever has connected a number before there was a guide has no need of it.
  INSERT OR IGNORE INTO setting SELECT 'set_up', '1' WHERE EXISTS (SELECT 1 FROM connection);
  `,
  `
  -- A device that an agent is told on, by the hash of its push service's address. preferences: PushPreferences as JSON.
  CREATE TABLE push_device (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    device TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    preferences TEXT NOT NULL,
    created_at INTEGER NOT NULL
  );
  CREATE INDEX push_device_by_agent ON push_device (agent_id, created_at);
  CREATE TRIGGER agent_gone AFTER DELETE ON agent BEGIN
    DELETE FROM push_device WHERE agent_id = old.id;
  END;
  `,
  `
  -- A label that agents put on conversations.
  CREATE TABLE label (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, color TEXT NOT NULL);
  `,
  `
  -- A text that agents have ready. The owner is an agent, or '' for everybody; buttons are a JSON array of titles.
  CREATE TABLE saved_reply (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    shortcut TEXT NOT NULL COLLATE NOCASE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    buttons TEXT NOT NULL,
    UNIQUE (owner, shortcut)
  );

  -- A saved reply that an agent wants to find first.
  CREATE TABLE favourite_reply (
    agent_id TEXT NOT NULL,
    reply_id TEXT NOT NULL,
    PRIMARY KEY (agent_id, reply_id)
  );
  CREATE TRIGGER agent_gone_with_replies AFTER DELETE ON agent BEGIN
    DELETE FROM saved_reply WHERE owner = old.id;
    DELETE FROM favourite_reply WHERE agent_id = old.id;
  END;
  `,
  `
  -- Whether customers see who of the team writes.
  ALTER TABLE connection ADD COLUMN shows_agent_name INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- A saved reply's file: where it is in the bucket, filename, mimeType and size as JSON.
  ALTER TABLE saved_reply ADD COLUMN file TEXT;

  -- A file that belongs to nothing any more, until it is out of the bucket.
  CREATE TABLE dropped_file (object TEXT PRIMARY KEY);
  CREATE TRIGGER reply_gone_with_file AFTER DELETE ON saved_reply WHEN old.file IS NOT NULL BEGIN
    INSERT OR IGNORE INTO dropped_file VALUES (old.file ->> 'object');
  END;
  CREATE TRIGGER reply_file_replaced AFTER UPDATE OF file ON saved_reply
    WHEN old.file IS NOT NULL AND old.file IS NOT new.file BEGIN
    INSERT OR IGNORE INTO dropped_file VALUES (old.file ->> 'object');
  END;
  `,
  `
  -- What an admin should see at once of a number: NumberAlerts as JSON.
  ALTER TABLE number_health ADD COLUMN alerts TEXT NOT NULL DEFAULT '[]';

  -- A device that was told of an alert, for as long as the alert lasts. alert: NumberAlert as JSON.
  CREATE TABLE told_alert (
    inbox TEXT NOT NULL,
    alert TEXT NOT NULL,
    device_id TEXT NOT NULL,
    PRIMARY KEY (inbox, alert, device_id)
  );
  CREATE TRIGGER device_gone AFTER DELETE ON push_device BEGIN
    DELETE FROM told_alert WHERE device_id = old.id;
  END;
  UPDATE push_device SET preferences = json_set(preferences, '$.alerts', json('true'));
  `,
  `
  -- What a site's own login last said of an agent: role and numbers as JSON. Null: it has said nothing.
  ALTER TABLE agent ADD COLUMN claimed TEXT;

  -- An agent of a site's own login whom an admin has removed: the site may not sign them in again.
  CREATE TABLE removed_agent (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    numbers TEXT,
    claimed TEXT,
    removed_at INTEGER NOT NULL
  );

  -- The admin who made an invitation. Null: it was made before this was stored.
  ALTER TABLE invitation ADD COLUMN invited_by TEXT;
  `,
  `
  -- An endpoint that receives events. secret and former_secret are sealed; without a secret the number's app secret signs.
  CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    -- JSON arrays; content_types and inboxes: null for all.
    events TEXT NOT NULL,
    content_types TEXT,
    fields TEXT NOT NULL,
    inboxes TEXT,
    includes_statuses INTEGER NOT NULL,
    timeout_seconds INTEGER NOT NULL,
    secret TEXT,
    secret_end TEXT,
    former_secret TEXT,
    former_until INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    -- Person as JSON; a token's endpoints go when the token does.
    created_by TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    disabled_at INTEGER,
    disabled_because TEXT
  );

  -- An endpoint that has taken nothing of a number since then.
  CREATE TABLE webhook_failure (
    webhook_id TEXT NOT NULL,
    inbox TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, inbox)
  ) WITHOUT ROWID;
  CREATE TRIGGER webhook_gone AFTER DELETE ON webhook BEGIN
    DELETE FROM webhook_failure WHERE webhook_id = old.id;
  END;
  `,
  `
  -- The numbers that an API token is limited to, as a JSON array; null: all. When it ends; null: when it is revoked.
  ALTER TABLE api_token ADD COLUMN numbers TEXT;
  ALTER TABLE api_token ADD COLUMN expires_at INTEGER;
  `,
  `
  -- Whether what a token sends counts as written by a bot or by a person.
  ALTER TABLE api_token ADD COLUMN sends_as TEXT NOT NULL DEFAULT 'bot';

  -- The bot of a number: NumberBot as JSON. Null: it has none.
  ALTER TABLE connection ADD COLUMN bot TEXT;
  CREATE TRIGGER webhook_gone_with_bot AFTER DELETE ON webhook BEGIN
    UPDATE connection SET bot = NULL WHERE bot ->> 'webhook' = old.id;
  END;
  `,
  `
  -- The last bot of a number that was stopped because it sent too many messages in a minute.
  CREATE TABLE bot_loop (inbox TEXT PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TRIGGER connection_gone_with_loop AFTER DELETE ON connection BEGIN
    DELETE FROM bot_loop WHERE inbox = old.inbox;
  END;
  `,
  `
  -- A saved view of the list of conversations: NewSavedView as JSON. A private one goes with its owner.
  CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    is_shared INTEGER NOT NULL,
    view TEXT NOT NULL
  );
  CREATE TRIGGER agent_gone_with_views AFTER DELETE ON agent BEGIN
    DELETE FROM saved_view WHERE owner = old.id AND NOT is_shared;
  END;
  `,
  `
  -- The custom fields of contacts. choices: a JSON array.
  CREATE TABLE contact_field (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    choices TEXT NOT NULL
  );

  -- The language of what customers see, null: not set. Whether files may be sent from the number.
  ALTER TABLE connection ADD COLUMN language TEXT;
  ALTER TABLE connection ADD COLUMN sends_files INTEGER NOT NULL DEFAULT 1;
  `,
  `
  -- What the workshop for templates keeps of an account. definition: TemplateDefinition as JSON.
  CREATE TABLE template_draft (
    id TEXT PRIMARY KEY,
    waba_id TEXT NOT NULL,
    definition TEXT NOT NULL,
    -- The id of the template that it will change; null for a new one.
    base TEXT,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Person as JSON.
    updated_by TEXT NOT NULL
  );
  CREATE INDEX template_draft_by_account ON template_draft (waba_id);
  CREATE TABLE template_mark (
    waba_id TEXT NOT NULL,
    name TEXT NOT NULL,
    is_favourite INTEGER NOT NULL,
    is_hidden INTEGER NOT NULL,
    PRIMARY KEY (waba_id, name)
  ) WITHOUT ROWID;
  -- What was submitted last under a name in a language.
  CREATE TABLE template_source (
    waba_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (waba_id, name, language)
  ) WITHOUT ROWID;
  -- What happened to a template: TemplateEvent as JSON.
  CREATE TABLE template_event (
    id INTEGER PRIMARY KEY,
    waba_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL
  );
  CREATE INDEX template_event_by_template ON template_event (waba_id, name, language, at);
  -- Templates were stored without what nothing here read; they are fetched again, as Meta has them.
  DELETE FROM template_list;
  `,
  `
  -- An agent's own picture. It goes with the agent.
  CREATE TABLE agent_picture (
    agent_id TEXT PRIMARY KEY,
    -- A hash of the picture.
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes BLOB NOT NULL
  );
  CREATE TRIGGER agent_gone_with_picture AFTER DELETE ON agent BEGIN
    DELETE FROM agent_picture WHERE agent_id = old.id;
  END;
  `,
  `
  -- What an admin has allowed an agent beyond their role: a list of permissions as JSON.
  ALTER TABLE agent ADD COLUMN permissions TEXT;
  `,
  `
  -- The product catalog of an account, as Meta listed it last.
  CREATE TABLE catalog (
    waba_id TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    product_count INTEGER NOT NULL,
    -- 0: it has more products than are read.
    is_complete INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  -- A page of its products: StoredProduct as a JSON array.
  CREATE TABLE catalog_page (
    waba_id TEXT NOT NULL,
    page INTEGER NOT NULL,
    products TEXT NOT NULL,
    PRIMARY KEY (waba_id, page)
  ) WITHOUT ROWID;
  `,
  `
  -- When a template was last sent from here, to the day. Meta archives what is neither sent nor edited for a year.
  CREATE TABLE template_use (
    waba_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (waba_id, name, language)
  ) WITHOUT ROWID;
  `,
  `
  -- What the invited agent may do beyond their role: a list of permissions as JSON.
  ALTER TABLE invitation ADD COLUMN permissions TEXT;
  `,
  `
  -- Whether the number answers automatically, as its inbox has said last: NumberAutomation as JSON.
  ALTER TABLE connection ADD COLUMN automation TEXT;
  `,
  `
  -- A named team. distribution, max_open: null if they are those of each number.
  CREATE TABLE team (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    distribution TEXT,
    max_open INTEGER
  );
  CREATE TABLE team_member (
    team_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    PRIMARY KEY (team_id, agent_id)
  ) WITHOUT ROWID;
  CREATE TRIGGER team_gone AFTER DELETE ON team BEGIN
    DELETE FROM team_member WHERE team_id = old.id;
  END;
  CREATE TRIGGER agent_gone_from_teams AFTER DELETE ON agent BEGIN
    DELETE FROM team_member WHERE agent_id = old.id;
  END;
  `,
  `
  -- Counts the changes of what the webhook route knows about numbers: a Worker that has the same count has the same list.
  CREATE TABLE routing (changes INTEGER NOT NULL);
  INSERT INTO routing VALUES (1);
  CREATE TRIGGER connection_added AFTER INSERT ON connection BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER connection_removed AFTER DELETE ON connection BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER connection_rerouted AFTER UPDATE OF inbox, phone_number_id, waba_id, display_phone_number, enabled, app_secret, former_app_secret, former_until ON connection BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER webhook_added AFTER INSERT ON webhook BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER webhook_removed AFTER DELETE ON webhook BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER webhook_rerouted AFTER UPDATE OF format, events, fields, inboxes ON webhook BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER token_added AFTER INSERT ON api_token BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER token_removed AFTER DELETE ON api_token BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  CREATE TRIGGER token_rerouted AFTER UPDATE OF scopes ON api_token BEGIN
    UPDATE routing SET changes = changes + 1;
  END;
  `,
  `
  -- An inbox that has not got its newest subscriptions. since: they have changed, as \`webhook_version\` was counted.
  CREATE TABLE subscriptions_wanted (inbox TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO subscriptions_wanted SELECT inbox, 0 FROM connection
    WHERE EXISTS (SELECT 1 FROM chore WHERE name = 'webhooks');
  `,
  `
  -- A device that was sent the figures of a week, which ends on this day.
  CREATE TABLE told_week (
    inbox TEXT NOT NULL,
    week TEXT NOT NULL,
    device_id TEXT NOT NULL,
    PRIMARY KEY (inbox, week, device_id)
  ) WITHOUT ROWID;
  CREATE TRIGGER week_device_gone AFTER DELETE ON push_device BEGIN
    DELETE FROM told_week WHERE device_id = old.id;
  END;
  `,
  `
  -- 1: they have chosen to be away.
  ALTER TABLE agent ADD COLUMN is_away INTEGER NOT NULL DEFAULT 0;
  `,
];
