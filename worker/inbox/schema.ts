/**
 * The tables of one inbox. Add a step at the end for each change, and never edit an earlier step: it has already run in
 * existing deployments.
 */
import type { Step } from '../migrate.ts';
import { foldNames } from './search/contact-names.ts';

export const migrations: readonly Step[] = [
  `
  -- A customer and the one conversation with them. Times are Unix milliseconds.
  CREATE TABLE conversation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Number of the row's last change; the counter is shared with message and merge.
    seq INTEGER NOT NULL,
    -- What the phone's address book calls them.
    book_name TEXT,
    book_name_at INTEGER NOT NULL DEFAULT 0,
    profile_name TEXT,
    profile_name_at INTEGER NOT NULL DEFAULT 0,
    -- Shown only on the conversation that was seen with it last: usernames change hands.
    username TEXT,
    username_at INTEGER NOT NULL DEFAULT 0,
    -- The customer service window: the customer's last message, and the last time Meta said that it is closed.
    opened_at INTEGER,
    refused_at INTEGER,
    -- The team has seen every message whose id is not above this one.
    read_seq INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    -- Newest message in the order of the thread; null while there is none, and then it is in no list.
    last_message_at INTEGER,
    last_message_id INTEGER
  );
  CREATE INDEX conversation_by_time ON conversation (last_message_at, id) WHERE last_message_at IS NOT NULL;
  CREATE INDEX conversation_by_seq ON conversation (seq);
  CREATE INDEX conversation_by_username ON conversation (username) WHERE username IS NOT NULL;

  -- An id by which Meta knows a customer, and whose it is now.
  CREATE TABLE alias (
    kind TEXT NOT NULL,
    -- Form in which two spellings of one phone number are equal.
    key TEXT NOT NULL,
    -- As Meta wrote it first, and when.
    value TEXT NOT NULL,
    since INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID;
  CREATE INDEX alias_by_conversation ON alias (conversation_id, kind, since);

  -- One message, in or out. Its id is the number of the change that brought it: the order of arrival.
  CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    -- Number of the row's last change; equal to id until there is one.
    seq INTEGER NOT NULL,
    -- message: from the customer. echo: from the phone app. history: from before. send: from our API.
    origin TEXT NOT NULL,
    direction TEXT NOT NULL,
    wamid TEXT,
    sent_at INTEGER NOT NULL,
    -- The JSON as received; for a send, the content. Its first part when it is too long for one row.
    body TEXT NOT NULL,
    -- Only for outbound messages from here on.
    key TEXT,
    reply_to TEXT,
    status TEXT,
    -- MessageError as JSON.
    error TEXT,
    retry_at INTEGER,
    -- Author as JSON.
    author TEXT
  );
  CREATE UNIQUE INDEX message_by_wamid ON message (wamid) WHERE wamid IS NOT NULL;
  CREATE UNIQUE INDEX message_by_key ON message (key) WHERE key IS NOT NULL;
  CREATE INDEX message_by_time ON message (conversation_id, sent_at, id);
  CREATE INDEX message_by_change ON message (seq) WHERE seq > id;

  -- A further piece of a message's JSON that is too long for one row.
  CREATE TABLE message_part (
    message_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (message_id, part)
  );

  -- The reaction of one side to one message, which may come before the message. An empty emoji: taken back.
  CREATE TABLE reaction (
    target TEXT NOT NULL,
    direction TEXT NOT NULL,
    emoji TEXT NOT NULL,
    at INTEGER NOT NULL,
    wamid TEXT NOT NULL,
    conversation_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (target, direction)
  );

  -- A status that Meta reported, also for messages that are not stored here.
  CREATE TABLE status (
    wamid TEXT NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL,
    errors TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (wamid, status)
  );

  -- One request to Meta to send a message; the id is its biz_opaque_callback_data.
  CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    message_id INTEGER NOT NULL,
    -- sending: the request may be on its way. accepted, rejected, in_doubt: how it ended.
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    wamid TEXT
  );
  CREATE INDEX attempt_by_message ON attempt (message_id);
  CREATE INDEX attempt_by_wamid ON attempt (wamid) WHERE wamid IS NOT NULL;
  CREATE INDEX attempt_open ON attempt (state) WHERE state = 'sending';

  -- Work for later. A lane's jobs run one after another, by id.
  CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL,
    -- Of the message to send.
    message_id INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX job_by_lane ON job (lane, id);
  CREATE INDEX job_by_time ON job (run_at);

  -- Something Meta told us that is neither message nor status, or that we could not read.
  CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    field TEXT,
    at INTEGER,
    -- Why it could not be read.
    unread_because TEXT,
    digest TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  );

  -- Conversation \`gone\` turned out to be the same customer's as \`into\`.
  CREATE TABLE merge (
    seq INTEGER PRIMARY KEY,
    gone INTEGER NOT NULL UNIQUE,
    into_id INTEGER NOT NULL
  );

  -- A ticket that was issued and not used yet, by its hash.
  CREATE TABLE ticket (
    hash TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    agent TEXT NOT NULL
  );
  `,
  `
  -- The wamid of the message that this one reacts to, edits or takes back: it changes that one, and has no place of
  -- its own in the thread.
  ALTER TABLE message ADD COLUMN target TEXT;
  CREATE INDEX message_by_target ON message (target, sent_at, id) WHERE target IS NOT NULL;

  -- What a job does: send a message, or fetch its media.
  ALTER TABLE job ADD COLUMN kind TEXT NOT NULL DEFAULT 'send';

  -- A file of a message, where we keep it ourselves.
  CREATE TABLE media (
    message_id INTEGER PRIMARY KEY,
    -- waiting: to be fetched. stored: in the bucket. failed: MessageError says why.
    state TEXT NOT NULL,
    object TEXT,
    mime_type TEXT,
    size INTEGER,
    error TEXT
  );

  -- A file that an agent gave us to send. Its id stands in messages where Meta's would.
  CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    -- Null without a bucket: then Meta has the only copy.
    object TEXT,
    mime_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    filename TEXT,
    -- Meta's id of it, and until when Meta keeps it.
    graph_id TEXT,
    graph_id_until INTEGER,
    created_at INTEGER NOT NULL
  );

  -- Without \`since\`, which changes with each message: a customer has few aliases, and they are sorted when read.
  DROP INDEX alias_by_conversation;
  CREATE INDEX alias_by_conversation ON alias (conversation_id);
  `,
  `
  -- When the attempt ended, and why it was refused: MessageError as JSON.
  ALTER TABLE attempt ADD COLUMN ended_at INTEGER;
  ALTER TABLE attempt ADD COLUMN error TEXT;

  -- How much of WhatsApp's burst to this customer is used: the theoretical arrival time of the next message.
  ALTER TABLE conversation ADD COLUMN paced_at INTEGER NOT NULL DEFAULT 0;
  -- The customer's newest message that WhatsApp was told is read.
  ALTER TABLE conversation ADD COLUMN receipt_id INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Whether the customer has said no to marketing messages, and when they last said anything about it.
  ALTER TABLE conversation ADD COLUMN marketing_stopped INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN marketing_at INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Only the first job of a lane has a time, so that what is due is found without looking at what waits behind it.
  UPDATE job SET run_at = 9007199254740991 WHERE id NOT IN (SELECT min(id) FROM job GROUP BY lane);
  `,
  `
  -- What a customer is called, by any of their names, as words to search for.
  CREATE VIRTUAL TABLE customer_name USING fts5 (
    names, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
  );
  INSERT INTO customer_name (rowid, names)
    SELECT id, concat_ws(' ', book_name, profile_name, username) FROM conversation
    WHERE coalesce(book_name, profile_name, username) IS NOT NULL;
  CREATE TRIGGER conversation_renamed AFTER UPDATE OF book_name, profile_name, username ON conversation
    WHEN new.book_name IS NOT old.book_name OR new.profile_name IS NOT old.profile_name
      OR new.username IS NOT old.username
  BEGIN
    DELETE FROM customer_name WHERE rowid = new.id;
    INSERT INTO customer_name (rowid, names)
      VALUES (new.id, concat_ws(' ', new.book_name, new.profile_name, new.username));
  END;
  CREATE TRIGGER conversation_gone AFTER DELETE ON conversation BEGIN
    DELETE FROM customer_name WHERE rowid = old.id;
  END;
  `,
  `
  -- One setting of the number that the inbox acts on by itself, as JSON.
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

  -- How and when the customer agreed to marketing messages: MarketingConsent as JSON.
  ALTER TABLE conversation ADD COLUMN consent TEXT;

  -- The hash of the customer's identity that is trusted, and the newest that was seen. An empty one: WhatsApp said only
  -- that it has changed.
  ALTER TABLE conversation ADD COLUMN identity TEXT;
  ALTER TABLE conversation ADD COLUMN identity_seen TEXT;
  ALTER TABLE conversation ADD COLUMN identity_at INTEGER NOT NULL DEFAULT 0;

  -- When a message is to go out that somebody wrote for later; null as soon as it is in the queue.
  ALTER TABLE message ADD COLUMN send_at INTEGER;
  `,
  `
  -- What is due is looked for kind by kind.
  DROP INDEX job_by_time;
  CREATE INDEX job_by_kind ON job (kind, run_at);
  `,
  `
  -- The words of a message in their searchable form. \`place\` is its place among all messages by time, so that the
  -- newest are found first.
  CREATE TABLE search_entry (
    place INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL UNIQUE,
    words TEXT NOT NULL
  );
  CREATE VIRTUAL TABLE message_word USING fts5 (
    words, content = 'search_entry', content_rowid = 'place', tokenize = 'ascii', prefix = '2 3 4'
  );
  CREATE TRIGGER search_entry_new AFTER INSERT ON search_entry BEGIN
    INSERT INTO message_word (rowid, words) VALUES (new.place, new.words);
  END;
  CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
    INSERT INTO message_word (message_word, rowid, words) VALUES ('delete', old.place, old.words);
  END;
  -- What is taken out of an index is not in it any more, rather than marked as such until some later day.
  INSERT INTO message_word (message_word, rank) VALUES ('secure-delete', 1);
  INSERT INTO customer_name (customer_name, rank) VALUES ('secure-delete', 1);
  INSERT INTO customer_name (customer_name) VALUES ('optimize');
  -- Messages from down_to up to up_to are in the index; what is older follows in the background.
  CREATE TABLE search_progress (up_to INTEGER NOT NULL, down_to INTEGER NOT NULL);
  INSERT INTO search_progress SELECT coalesce(max(id), 0), coalesce(max(id) + 1, 0) FROM message;
  `,
  `
  -- What the team has noted of a customer: ContactNote as JSON.
  ALTER TABLE conversation ADD COLUMN note TEXT;
  -- Since when WhatsApp keeps them from writing, at our wish.
  ALTER TABLE conversation ADD COLUMN blocked_at INTEGER;

  -- A conversation that was erased.
  CREATE TABLE erasure (seq INTEGER PRIMARY KEY, gone INTEGER NOT NULL);
  -- Made of the id of an erased message: should Meta bring it once more, it is not taken in.
  CREATE TABLE erased_mark (mark INTEGER PRIMARY KEY, at INTEGER NOT NULL);
  `,
  `
  -- A press of the button on a page of the owner's, until it is three months old: ConversationSource as JSON, and the
  -- conversation whose message has carried its reference.
  CREATE TABLE press (
    reference TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    page TEXT NOT NULL,
    campaign TEXT NOT NULL,
    source TEXT NOT NULL,
    conversation_id INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX press_by_time ON press (at);
  CREATE INDEX press_by_conversation ON press (conversation_id) WHERE conversation_id IS NOT NULL;

  -- Where the customer came from: ConversationSource as JSON.
  ALTER TABLE conversation ADD COLUMN source TEXT;
  `,
  `
  -- What the team does with a conversation: open, snoozed until a time, or resolved; and who has taken it on.
  ALTER TABLE conversation ADD COLUMN state TEXT NOT NULL DEFAULT 'open';
  ALTER TABLE conversation ADD COLUMN snoozed_until INTEGER;
  ALTER TABLE conversation ADD COLUMN assignee TEXT;
  ALTER TABLE conversation ADD COLUMN assignee_name TEXT;
  -- The newest arrival of what counts as unread, our newest answer, and the first of the customer's messages after it.
  ALTER TABLE conversation ADD COLUMN received_id INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN replied_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN replied_id INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN waiting_at INTEGER;
  -- The hour of \`opened_at\`: it orders windows as well, and its index is written once an hour and not with each message.
  ALTER TABLE conversation ADD COLUMN opened_hour INTEGER;
  UPDATE conversation SET
    opened_hour = opened_at / 3600000,
    received_id = coalesce((SELECT max(id) FROM message WHERE conversation_id = conversation.id
      AND origin IN ('message', 'call') AND target IS NULL), 0),
    replied_at = coalesce((SELECT sent_at FROM message WHERE conversation_id = conversation.id
      AND direction = 'out' AND target IS NULL ORDER BY sent_at DESC, id DESC LIMIT 1), 0),
    replied_id = coalesce((SELECT id FROM message WHERE conversation_id = conversation.id
      AND direction = 'out' AND target IS NULL ORDER BY sent_at DESC, id DESC LIMIT 1), 0);
  UPDATE conversation SET waiting_at = (SELECT min(sent_at) FROM message WHERE conversation_id = conversation.id
    AND origin IN ('message', 'call') AND target IS NULL AND (sent_at, id) > (replied_at, replied_id));
  DROP INDEX conversation_by_time;
  CREATE INDEX conversation_by_state ON conversation (state, last_message_at, id, assignee)
    WHERE last_message_at IS NOT NULL;
  CREATE INDEX conversation_by_assignee ON conversation (assignee, state, last_message_at, id)
    WHERE assignee IS NOT NULL;
  CREATE INDEX conversation_by_wait ON conversation (waiting_at, id) WHERE waiting_at IS NOT NULL;
  CREATE INDEX conversation_by_window ON conversation (opened_hour) WHERE opened_hour IS NOT NULL;
  CREATE INDEX conversation_by_snooze ON conversation (snoozed_until) WHERE snoozed_until IS NOT NULL;
  ALTER TABLE conversation DROP COLUMN unread;

  -- What the team puts into a thread for itself: a note, or what somebody did. It is in no table that anything is
  -- sent from. Its id is a number of the shared counter; body and author are JSON.
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- Null for what happened by itself.
    by TEXT,
    key TEXT
  );
  CREATE INDEX entry_by_time ON entry (conversation_id, at, id);
  CREATE UNIQUE INDEX entry_by_key ON entry (key) WHERE key IS NOT NULL;

  -- How far one agent has read a conversation, and the newest note that names them. Without a row they have not, and
  -- what is unread is what the customer waits for. \`read_seq\` of the conversation: read before this was kept.
  CREATE TABLE reading (
    conversation_id INTEGER NOT NULL,
    agent_id TEXT NOT NULL,
    read_seq INTEGER NOT NULL,
    mention_id INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, agent_id)
  ) WITHOUT ROWID;
  CREATE INDEX reading_by_seq ON reading (seq);

  -- A label, which the workspace names, on a conversation.
  CREATE TABLE conversation_label (
    conversation_id INTEGER NOT NULL,
    label_id TEXT NOT NULL,
    PRIMARY KEY (conversation_id, label_id)
  ) WITHOUT ROWID;
  CREATE INDEX conversation_by_label ON conversation_label (label_id, conversation_id);
  `,
  `
  -- Stop words are grouped by language; what one list for all held counts as before.
  UPDATE setting SET value = json_set(value, '$.stopWords', json_object('other', json_extract(value, '$.stopWords')))
    WHERE name = 'policy';
  `,
  `
  -- Notes are found by their words as well, under the ids of their entries, which no message has. Entries up to this
  -- one are in the index.
  ALTER TABLE search_progress ADD COLUMN entries_up_to INTEGER NOT NULL DEFAULT 0;
  CREATE TRIGGER entry_gone AFTER DELETE ON entry BEGIN
    DELETE FROM search_entry WHERE message_id = old.id;
  END;
  `,
  `
  -- The message that it goes on after, which must have gone before it does.
  ALTER TABLE message ADD COLUMN follows INTEGER;
  CREATE INDEX message_by_leader ON message (follows) WHERE follows IS NOT NULL;
  `,
  `
  -- An event that could not be stored is a notice with its reason. Whom it is about, where its JSON does not say it: an
  -- entry of Meta's \`contacts\` list.
  ALTER TABLE notice ADD COLUMN contact TEXT;
  CREATE INDEX notice_unread ON notice (id) WHERE unread_because IS NOT NULL;

  -- A further piece of a notice's JSON that is too long for one row.
  CREATE TABLE notice_part (
    notice_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (notice_id, part)
  ) WITHOUT ROWID;
  CREATE TRIGGER notice_gone AFTER DELETE ON notice BEGIN
    DELETE FROM notice_part WHERE notice_id = old.id;
  END;
  CREATE TRIGGER notice_emptied AFTER UPDATE OF body ON notice WHEN new.body = '' BEGIN
    DELETE FROM notice_part WHERE notice_id = new.id;
  END;
  `,
  foldNames,
  `
  -- An id by which Meta knows a customer. A phone number has a row for each user id that it was seen with (\`owner\`), and
  -- one for where it was named alone: numbers change hands.
  ALTER TABLE alias RENAME TO alias_before;
  CREATE TABLE alias (
    kind TEXT NOT NULL,
    -- Form in which two spellings of one phone number are equal.
    key TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT '',
    -- As Meta wrote it first, and when it was seen first and last.
    value TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    -- Does not reach this customer any more.
    lost INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, key, owner)
  ) WITHOUT ROWID;
  INSERT INTO alias (kind, key, owner, value, first_at, since, conversation_id)
    SELECT kind, key,
      CASE WHEN kind = 'phone' THEN coalesce((SELECT key FROM alias_before AS other
        WHERE other.conversation_id = one.conversation_id AND kind IN ('user_id', 'parent_user_id')
        ORDER BY kind DESC, since DESC LIMIT 1), '') ELSE '' END,
      value, 0, since, conversation_id
    FROM alias_before AS one;
  DROP TABLE alias_before;
  CREATE INDEX alias_by_conversation ON alias (conversation_id);
  CREATE INDEX alias_by_owner ON alias (owner) WHERE owner <> '';

  -- Two ids that are one person's: IdLink.
  CREATE TABLE identity_link (
    one_kind TEXT NOT NULL,
    one_key TEXT NOT NULL,
    other_kind TEXT NOT NULL,
    other_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (one_key, other_key, at, type)
  ) WITHOUT ROWID;
  CREATE INDEX identity_link_by_other ON identity_link (other_key);
  -- What stood in one conversation before this was kept, stays together.
  INSERT OR IGNORE INTO identity_link
    SELECT CASE one.kind WHEN 'phone' THEN 'phone' ELSE 'user' END, one.key,
      CASE other.kind WHEN 'phone' THEN 'phone' ELSE 'user' END, other.key,
      0, CASE one.kind WHEN 'phone' THEN 'hand' ELSE 'same' END
    FROM alias AS one JOIN alias AS other USING (conversation_id)
    WHERE one.owner = '' AND other.owner = '' AND (one.kind, one.key) < (other.kind, other.key)
      AND one.kind <> 'group' AND (one.kind = 'phone') = (other.kind = 'phone');
  CREATE TRIGGER alias_gone AFTER DELETE ON alias BEGIN
    DELETE FROM identity_link WHERE one_key = old.key;
    DELETE FROM identity_link WHERE other_key = old.key;
  END;

  -- The id that an event named its customer by: a user id, or else the phone number's key; null for what we sent.
  ALTER TABLE message ADD COLUMN party TEXT;
  -- It names only a phone number that more than one customer has had: it may be another one's.
  ALTER TABLE message ADD COLUMN is_uncertain INTEGER NOT NULL DEFAULT 0;
  -- The wamid of the message that it would change, and that is not here; then \`target\` is null.
  ALTER TABLE message ADD COLUMN stray TEXT;
  CREATE INDEX message_by_stray ON message (stray) WHERE stray IS NOT NULL;
  `,
  `
  -- A JSON array of further messages that it goes on after, beside \`follows\`: a text after several files.
  ALTER TABLE message ADD COLUMN also_follows TEXT;
  CREATE INDEX message_by_leaders ON message (conversation_id) WHERE also_follows IS NOT NULL;
  `,
  `
  -- What is known of an id goes with the last contact who has had it: a number that changed hands says something about
  -- the others as well.
  DROP TRIGGER alias_gone;
  CREATE TRIGGER alias_gone AFTER DELETE ON alias
    WHEN NOT EXISTS (SELECT 1 FROM alias WHERE kind IN ('phone', 'user_id', 'parent_user_id') AND key = old.key)
  BEGIN
    DELETE FROM identity_link WHERE one_key = old.key;
    DELETE FROM identity_link WHERE other_key = old.key;
  END;
  `,
  `
  -- The caller's own reference, which every event of the message repeats.
  ALTER TABLE message ADD COLUMN reference TEXT;

  -- Something that an endpoint or an API token wants to know. Its seq is a number of the shared counter. The columns are
  -- not called conversation_id and message_id, because the row outlives both: it is delivered as erased then.
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,
    conversation INTEGER,
    -- Id of the row that it is about, in the table that the type says.
    subject INTEGER,
    -- What is in no row that stays as it is, as JSON.
    extra TEXT
  );

  -- How far an endpoint has got: it began after begin_seq, and everything up to seq is delivered, held or not wanted.
  -- last: the last event up to there that it wants. failure: Failure as JSON, while no attempt succeeds.
  CREATE TABLE delivery_cursor (
    endpoint TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL,
    begin_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    last INTEGER,
    failure TEXT
  ) WITHOUT ROWID;

  -- An event that an endpoint refuses, and behind it those of the same conversation up to the cursor.
  CREATE TABLE delivery_hold (
    endpoint TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    PRIMARY KEY (endpoint, conversation)
  ) WITHOUT ROWID;

  -- An event that was given up.
  CREATE TABLE delivery_failed (
    endpoint TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (endpoint, seq)
  ) WITHOUT ROWID;

  -- Events to deliver once more: those from seq to up_to, or of them those that were given up.
  CREATE TABLE delivery_replay (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL,
    seq INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    only_failed INTEGER NOT NULL
  );

  -- The last attempts of each endpoint, in a ring.
  CREATE TABLE delivery_log (
    endpoint TEXT NOT NULL,
    slot INTEGER NOT NULL,
    id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    is_replay INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    error TEXT,
    answer TEXT NOT NULL,
    PRIMARY KEY (endpoint, slot)
  ) WITHOUT ROWID;
  `,
  `
  -- Who answers, since when, and until when if the timer ends it. bot_seq: what happened before is not for the bot.
  ALTER TABLE conversation ADD COLUMN mode TEXT NOT NULL DEFAULT 'automatic';
  ALTER TABLE conversation ADD COLUMN mode_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN mode_until INTEGER;
  ALTER TABLE conversation ADD COLUMN bot_seq INTEGER NOT NULL DEFAULT 0;
  -- pending: the bot has until bot_until to answer. answered: it has answered everything. Null: it handles nothing here.
  ALTER TABLE conversation ADD COLUMN bot_state TEXT;
  ALTER TABLE conversation ADD COLUMN bot_until INTEGER;
  -- Id of the entry by which the bot left the conversation to the team, who has to answer after it.
  ALTER TABLE conversation ADD COLUMN handed_id INTEGER;
  CREATE INDEX conversation_by_bot ON conversation (bot_until) WHERE bot_until IS NOT NULL;
  `,
  `
  -- The hours belong to the number. A button that had hours opened a card.
  INSERT OR IGNORE INTO setting
    SELECT 'hours', json_extract(value, '$.hours') FROM setting
      WHERE name = 'button' AND json_extract(value, '$.hours') IS NOT NULL;
  UPDATE setting SET value = json_set(json_remove(value, '$.hours'), '$.card', json('true'))
    WHERE name = 'button' AND json_extract(value, '$.hours') IS NOT NULL;
  `,
  `
  -- The values of a contact's custom fields: JSON by the field's id. Only contacts with a value have a row.
  CREATE TABLE contact_field (conversation_id INTEGER PRIMARY KEY, fields TEXT NOT NULL);
  `,
  `
  -- The searchable words of a message or note, at its place by time: one row is written, where \`search_entry\` needs
  -- three. That table keeps what it has.
  CREATE VIRTUAL TABLE message_text USING fts5 (
    words, message_id UNINDEXED, tokenize = 'ascii', prefix = '2 3 4', columnsize = 0
  );
  INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER message_gone AFTER DELETE ON message BEGIN
    DELETE FROM message_text WHERE message_id = old.id
      AND rowid BETWEEN min(max(0, old.sent_at / 1000), 4294967295) * 1048576 + old.id % 1048576 AND min(max(0, old.sent_at / 1000), 4294967295) * 1048576 + old.id % 1048576 + 63;
  END;
  CREATE TRIGGER message_moved AFTER UPDATE OF sent_at ON message WHEN new.sent_at <> old.sent_at BEGIN
    DELETE FROM message_text WHERE message_id = old.id
      AND rowid BETWEEN min(max(0, old.sent_at / 1000), 4294967295) * 1048576 + old.id % 1048576 AND min(max(0, old.sent_at / 1000), 4294967295) * 1048576 + old.id % 1048576 + 63;
  END;
  DROP TRIGGER entry_gone;
  CREATE TRIGGER entry_gone AFTER DELETE ON entry BEGIN
    DELETE FROM search_entry WHERE message_id = old.id;
    DELETE FROM message_text WHERE message_id = old.id
      AND rowid BETWEEN min(max(0, old.at / 1000), 4294967295) * 1048576 + old.id % 1048576 AND min(max(0, old.at / 1000), 4294967295) * 1048576 + old.id % 1048576 + 63;
  END;

  -- Conversations that changed otherwise than by their newest message, whose id is one lower then.
  DROP INDEX conversation_by_seq;
  CREATE INDEX conversation_by_change ON conversation (seq) WHERE seq IS NOT last_message_id + 1;
  `,
  `
  -- The current attempt to send a message: its id, without the message before it, when it began, and when Meta accepted
  -- it. An id without a time: it is about to be sent, and has no job.
  ALTER TABLE message ADD COLUMN attempt TEXT;
  ALTER TABLE message ADD COLUMN attempt_at INTEGER;
  ALTER TABLE message ADD COLUMN attempt_ended_at INTEGER;
  -- What Meta has reported about it: an array of Report as JSON.
  ALTER TABLE message ADD COLUMN reports TEXT;
  CREATE INDEX message_underway ON message (id) WHERE attempt IS NOT NULL AND attempt_ended_at IS NULL;
  -- Every attempt, also those that have moved to the table \`attempt\`.
  CREATE VIEW message_attempt AS
    SELECT id, message_id, state, started_at, ended_at, error, wamid FROM attempt
    UNION ALL SELECT id || '.' || attempt, id, iif(attempt_ended_at IS NULL, 'sending', 'accepted'), attempt_at,
      attempt_ended_at, NULL, wamid FROM message WHERE attempt_at IS NOT NULL;
  `,
  `
  -- The pixels of a picture, sticker or video as displayed. Null if they are unknown.
  ALTER TABLE media ADD COLUMN width INTEGER;
  ALTER TABLE media ADD COLUMN height INTEGER;
  ALTER TABLE upload ADD COLUMN width INTEGER;
  ALTER TABLE upload ADD COLUMN height INTEGER;
  `,
  `
  -- An automatic turn: what answered the customer's messages from first_id to last_id, or why nothing did. outcome:
  -- TurnOutcome; due_at: when it goes on, until it has ended. plan: what it sends, as JSON. A follow-up has no messages
  -- that it answers, and both ids are 0.
  CREATE TABLE turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    -- Id of the rule or menu.
    subject TEXT,
    outcome TEXT NOT NULL,
    -- TurnReason.
    because TEXT,
    began_at INTEGER NOT NULL,
    due_at INTEGER,
    ended_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    plan TEXT,
    -- What its source says about it, as JSON.
    details TEXT
  );
  CREATE INDEX turn_by_conversation ON turn (conversation_id, id);
  CREATE INDEX turn_due ON turn (due_at) WHERE due_at IS NOT NULL;

  -- How many messages were sent automatically in a month, such as 2026-11.
  CREATE TABLE automatic_month (month TEXT PRIMARY KEY, messages INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- The team that a conversation is assigned to, since when its assignee has it, and who had it before it was unassigned.
  ALTER TABLE conversation ADD COLUMN team TEXT;
  ALTER TABLE conversation ADD COLUMN team_name TEXT;
  ALTER TABLE conversation ADD COLUMN assigned_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN last_assignee TEXT;
  CREATE INDEX conversation_by_team ON conversation (team, state, last_message_at, id) WHERE team IS NOT NULL;
  `,
  `
  -- A rule: what a message has to be, and what is done then. body: NewRule, names: KnownNames, as JSON. hits and
  -- last_hit_at are written now and then.
  CREATE TABLE rule (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    names TEXT NOT NULL,
    hits INTEGER NOT NULL DEFAULT 0,
    last_hit_at INTEGER
  ) WITHOUT ROWID;
  `,
  `
  -- What the assistant may answer from. updated_by: Person as JSON; tokens: how much of a prompt it takes.
  CREATE TABLE knowledge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT,
    valid_until INTEGER,
    url TEXT,
    filename TEXT,
    version INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
  );
  -- What an entry said before it was changed.
  CREATE TABLE knowledge_version (
    entry INTEGER NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (entry, version)
  ) WITHOUT ROWID;
  -- The searchable words of an entry's title and of one of its passages.
  CREATE VIRTUAL TABLE knowledge_text USING fts5(
    title, words, entry UNINDEXED, passage UNINDEXED, tokenize = 'ascii'
  );
  -- What the assistant has used on a day (UTC), such as 2026-11-30.
  CREATE TABLE assistant_day (
    day TEXT PRIMARY KEY,
    turns INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    neurons INTEGER NOT NULL
  ) WITHOUT ROWID;
  -- What the assistant suggests as an answer in a conversation: Suggestion as JSON.
  CREATE TABLE suggestion (conversation_id INTEGER PRIMARY KEY, suggestion TEXT NOT NULL);
  `,
  `
  -- A menu: questions with answers to tap. body: NewMenu, names: KnownNames, as JSON.
  CREATE TABLE menu (id TEXT PRIMARY KEY, body TEXT NOT NULL, names TEXT NOT NULL) WITHOUT ROWID;
  `,
  `
  -- A stretch of a conversation from open to resolved. Its id is that of the message or entry that began it.
  CREATE TABLE episode (
    conversation_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    -- customer or team.
    began_by TEXT NOT NULL,
    -- The customer's first message in it.
    received_id INTEGER,
    ended_at INTEGER,
    -- The entry that ended it, and the agent; null if it was merged or ended automatically.
    ended_id INTEGER,
    ended_by TEXT,
    -- The ids of the labels that it had when it was resolved, as JSON.
    labels TEXT,
    PRIMARY KEY (conversation_id, id)
  ) WITHOUT ROWID;

  -- What was counted on one local day, which is a number of days since 1970: Figures, People and Exact as JSON; null until
  -- the day is over. kept: CountedDay of contacts who were erased since. No change of the day is before first_id.
  CREATE TABLE day (
    day INTEGER PRIMARY KEY,
    first_id INTEGER,
    figures TEXT,
    people TEXT,
    exact TEXT,
    kept TEXT
  );

  -- How far the days are counted, and Progress as JSON while it runs. What was stored before is counted at once.
  CREATE TABLE roll_up (id INTEGER PRIMARY KEY CHECK (id = 1), counted_up_to INTEGER, state TEXT);
  INSERT INTO roll_up (id, state) SELECT 1, '{"phase":"episodes","after":0}' WHERE EXISTS (SELECT 1 FROM message);
  `,
  `
  -- How satisfied a customer was, from 1 to 5, and with whom: an agent's id, or '' for the phone app. turn_id: the turn that
  -- took the answer.
  CREATE TABLE satisfaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL,
    agent TEXT,
    agent_name TEXT,
    score INTEGER NOT NULL,
    comment TEXT,
    at INTEGER NOT NULL,
    turn_id INTEGER NOT NULL
  );
  CREATE INDEX satisfaction_by_conversation ON satisfaction (conversation_id, id);
  CREATE INDEX satisfaction_by_time ON satisfaction (at);
  `,
  `
  -- The pointer of the distribution: the agent with the lowest seq of a queue is next. queue: a team's id, or empty.
  CREATE TABLE assignment_turn (
    queue TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (queue, agent_id)
  ) WITHOUT ROWID;
  -- Since when an agent with waiting conversations is offline. Only if such conversations are reassigned.
  CREATE TABLE agent_away (agent_id TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- When a contact has opted in to marketing messages (1), or out (0). What is only said again has no row.
  CREATE TABLE consent_change (
    at INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    wants INTEGER NOT NULL,
    PRIMARY KEY (at, conversation_id)
  ) WITHOUT ROWID;
  CREATE INDEX consent_change_by_conversation ON consent_change (conversation_id);
  `,
  `
  -- What Meta says that it delivered and charged on a day (UTC), such as 2026-11-30, as JSON.
  CREATE TABLE meta_day (day TEXT PRIMARY KEY, charges TEXT NOT NULL) WITHOUT ROWID;
  `,
  `
  -- A file in the bucket with the content of old messages. stale: how many changes there were since its file was written
  -- that take messages out of it. lost: the bucket did not have the file when it was last read.
  CREATE TABLE segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    object TEXT NOT NULL,
    messages INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    lost INTEGER NOT NULL DEFAULT 0
  );
  -- A file in the bucket that is to be deleted, or that is being written and has no segment yet.
  CREATE TABLE discarded_object (object TEXT PRIMARY KEY) WITHOUT ROWID;
  -- Messages up to this one have been looked through, since that time.
  CREATE TABLE archive (id INTEGER PRIMARY KEY CHECK (id = 1), read_to INTEGER NOT NULL, began_at INTEGER NOT NULL);
  INSERT INTO archive VALUES (1, 0, 0);
  -- The segment that has the content of the message; then \`body\` has little more than its type.
  ALTER TABLE message ADD COLUMN segment INTEGER;
  CREATE TRIGGER archived_message_gone AFTER DELETE ON message WHEN old.segment IS NOT NULL BEGIN
    UPDATE segment SET stale = stale + 1 WHERE id = old.segment;
  END;
  `,
  `
  -- Who answered in messages of an episode that are deleted, added up: 1 a person, 2 something automatic, 4 the assistant.
  ALTER TABLE episode ADD COLUMN deleted_answers INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- The vectors of an entry's passages, in their order, for the search by meaning; null: they are in Vectorize. model: what
  -- made them.
  CREATE TABLE knowledge_vector (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL,
    version INTEGER NOT NULL,
    model TEXT NOT NULL,
    passages INTEGER NOT NULL,
    vectors BLOB
  );
  `,
  `
  -- A file that rules and menus reply with. is_kept: 1 while one of them does. idle_at: since when none does; until one
  -- does, when it was uploaded. sent_at: when it was first sent. A file that an agent sends has none of these.
  ALTER TABLE upload ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE upload ADD COLUMN idle_at INTEGER;
  ALTER TABLE upload ADD COLUMN sent_at INTEGER;
  -- The file of a saved reply that this one is a copy of: its key in the bucket. Then idle_at is when it was last sent.
  ALTER TABLE upload ADD COLUMN source TEXT;
  CREATE INDEX upload_by_source ON upload (source) WHERE source IS NOT NULL;
  `,
  `
  -- Contacts who are not new although no episode says so: only imported messages of theirs were stored, and are deleted.
  CREATE TABLE wrote_before (conversation_id INTEGER PRIMARY KEY) WITHOUT ROWID;
  `,
];
