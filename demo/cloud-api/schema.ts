export const schema = `
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS number (id TEXT PRIMARY KEY, setup TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS customer (
    phone TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    online INTEGER NOT NULL DEFAULT 1,
    chat_open INTEGER NOT NULL DEFAULT 0,
    blocked INTEGER NOT NULL DEFAULT 0,
    wrote_at INTEGER,
    typing_until INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS message (
    wamid TEXT PRIMARY KEY,
    number_id TEXT NOT NULL,
    phone TEXT NOT NULL,
    direction TEXT NOT NULL,
    at INTEGER NOT NULL,
    content TEXT NOT NULL,
    quoted TEXT,
    callback_data TEXT,
    status TEXT NOT NULL
  );
  -- A webhook that has not been answered with 200.
  CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    number_id TEXT NOT NULL,
    value TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
  );
`;
