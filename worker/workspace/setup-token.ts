/** The deployment's SETUP_TOKEN: claims it for its first admin, and lets them in again when they have lost everything. */
import { ApiError } from '../errors.ts';
import { equalSecrets } from './secrets.ts';

/** Wrong tokens in a minute, from one address and from all, before nobody there may try. */
const mostWrong = { one: 10, all: 100 };

/** Throws unless `given` is the setup token. `address` is the caller's. */
export async function checkSetupToken(
  sql: SqlStorage,
  { given, setupToken, address }: { given: string; setupToken: string; address: string },
  now: number,
): Promise<void> {
  if (setupToken.length < 16) {
    throw new ApiError(
      500,
      'bad_setup_token',
      'SETUP_TOKEN must have 16 or more characters: openssl rand -hex 24',
    );
  }
  const isRight = await equalSecrets(given, setupToken);
  sql.exec('DELETE FROM refused_claim WHERE at < ?', now - 60_000);
  const wrong = sql
    .exec<{ one: number; total: number }>(
      'SELECT count(*) FILTER (WHERE address = ?) AS one, count(*) AS total FROM refused_claim',
      address,
    )
    .one();
  if (wrong.one >= mostWrong.one || wrong.total >= mostWrong.all) {
    throw new ApiError(429, 'too_many_attempts', 'Too many wrong setup tokens. Try again in a minute.');
  }
  if (!isRight) {
    sql.exec('INSERT INTO refused_claim (at, address) VALUES (?, ?)', now, address);
    throw new ApiError(401, 'wrong_setup_token', 'This is not the deployment’s setup token (SETUP_TOKEN).');
  }
}
