/**
 * The settings of a number: business profile and photo, conversation starters, short links and the identity check.
 * Sources: Meta's OpenAPI description v23.0, and where it is outdated, the pages cited in `worker/whatsapp`.
 */
import * as v from 'valibot';
import {
  photoRules,
  photoSizeProblem,
  profileLimits,
  verticals,
} from '../../../worker/whatsapp/account/business-profile.ts';
import { emoji, starterLimits } from '../../../worker/whatsapp/account/conversation-starters.ts';
import { maxLinkMessageLength } from '../../../worker/whatsapp/account/short-links.ts';
import { pictureSize } from '../../../worker/whatsapp/files/picture-size.ts';
import { GraphApiError, unknownObject } from '../graph/graph-error.ts';
import type { MediaStore } from '../graph/media.ts';
import type { Uploads } from '../graph/uploads.ts';
import { accountOf, pick } from './account.ts';
import type { NumberSetup } from './number-setup.ts';
import { type OwnedNumber, requireScope } from './onboarding.ts';

const edges = /^\/(\d+)\/(whatsapp_business_profile|conversational_automation|settings|uploads)$/;
const links = /^\/(\d+)\/message_qrdls(?:\/(\w+))?$/;
const upload = /^\/(upload:[\w-]+)$/;

interface LinkRow extends Record<string, SqlStorageValue> {
  id: number;
  code: string;
  message: string;
}

export class NumberPages {
  #sql: SqlStorage;
  #media: MediaStore;
  #uploads: Uploads;
  #change: (id: string, setup: Partial<NumberSetup>) => void;

  constructor(
    sql: SqlStorage,
    media: MediaStore,
    uploads: Uploads,
    change: (id: string, setup: Partial<NumberSetup>) => void,
  ) {
    this.#sql = sql;
    this.#media = media;
    this.#uploads = uploads;
    this.#change = change;
  }

  /** Answers one of these calls; null for any other call. `owned` are the numbers of the token. */
  async answer(
    request: Request,
    url: URL,
    path: string,
    owned: readonly OwnedNumber[],
  ): Promise<Response | null> {
    const [, uploadId] = upload.exec(path) ?? [];
    if (uploadId !== undefined) return this.#uploads.answer(request, uploadId, url);
    const [, ofLinks, code] = links.exec(path) ?? [];
    const [, id = ofLinks, edge = 'links'] = edges.exec(path) ?? [];
    if (id === undefined) return null;
    const own =
      edge === 'uploads' ? owned.find(({ setup }) => accountOf(setup).appId === id) : numberIn(owned, id);
    if (!own) throw unknownObject(id, request.method);
    requireScope(own.setup, 'whatsapp_business_management');
    switch (`${request.method} ${edge}`) {
      case 'POST uploads':
        return this.#uploads.begin(url);
      case 'GET whatsapp_business_profile':
        return this.#profile(id, url);
      case 'POST whatsapp_business_profile':
        return this.#changeProfile(id, await bodyOf(request, profileChange), url.origin);
      case 'POST conversational_automation':
        this.#put(id, 'starters', await bodyOf(request, starters));
        return Response.json({ success: true });
      case 'GET settings':
        // Meta's description of this call does not include the identity check.
        return Response.json({ storage_configuration: { status: 'default' } });
      case 'POST settings': {
        const { user_identity_change: wanted } = await bodyOf(request, settings);
        this.#change(id, { checksIdentity: wanted.enable_identity_key_check });
        return Response.json({ success: true });
      }
      case 'GET links':
        return this.#links(id, code ?? null, url);
      case 'POST links':
        return this.#putLink(id, await parametersOf(request, url, linkParameters));
      case 'DELETE links':
        return this.#removeLink(id, code ?? '');
      default:
        throw new GraphApiError(100, 'Unsupported request method for this edge.');
    }
  }

  /** The field `conversational_automation` of a number, if it has been set. */
  starters(id: string): unknown {
    return this.#get(id, 'starters') ?? undefined;
  }

  #profile(id: string, url: URL): Promise<Response> {
    const known = v.parse(storedProfile, this.#get(id, 'profile') ?? {});
    const all = Object.fromEntries([...profileFields].map((field) => [field, Reflect.get(known, field)]));
    const answer = pick(id, { ...all, messaging_product: 'whatsapp' }, url, 'messaging_product');
    return wrapped(answer);
  }

  async #changeProfile(
    id: string,
    change: v.InferOutput<typeof profileChange>,
    origin: string,
  ): Promise<Response> {
    const { messaging_product: _, profile_picture_handle: handle, ...words } = change;
    const photo = handle === undefined ? {} : { profile_picture_url: await this.#photoOf(handle, origin) };
    const before = v.parse(storedProfile, this.#get(id, 'profile') ?? {});
    this.#put(id, 'profile', { ...before, ...words, ...photo });
    return Response.json({ success: true });
  }

  async #photoOf(handle: string, origin: string): Promise<string> {
    const media = this.#uploads.fileOf(handle);
    if (!media) throw new GraphApiError(100, 'The profile picture handle is invalid or expired.');
    if (!photoRules.types.some((type) => type === media.mimeType) || media.size > photoRules.maxBytes)
      throw new GraphApiError(100, 'The profile picture must be a JPEG or PNG of at most 5 MB.');
    const size = pictureSize(await this.#media.bytesOf(media).bytes());
    if (photoSizeProblem(size))
      throw new GraphApiError(100, 'The profile picture must be at least 192 x 192 pixels.');
    return `${origin}/control/media/${media.id}`;
  }

  #links(id: string, code: string | null, url: URL): Response {
    const limit = Number(url.searchParams.get('limit') ?? 25);
    if (!(limit >= 1 && limit <= 25)) throw new GraphApiError(100, 'Param limit must be from 1 to 25.');
    const after = Number(url.searchParams.get('after') ?? Number.MAX_SAFE_INTEGER);
    const rows = this.#sql
      .exec<LinkRow>(
        'SELECT * FROM short_link WHERE number_id = ? AND id < ? AND code = coalesce(?, code) ORDER BY id DESC LIMIT ?',
        ...[id, after, code, limit + 1],
      )
      .toArray();
    if (code !== null && rows.length === 0) throw new GraphApiError(803, 'QR code not found');
    const shown = rows.slice(0, limit);
    const cursor = String(shown.at(-1)?.id ?? '');
    const isMore = rows.length > limit;
    return Response.json({
      data: shown.map(linkOf),
      ...(shown.length > 0 && {
        paging: {
          cursors: { after: cursor },
          ...(isMore && { next: `${url.origin}${url.pathname}?after=${cursor}` }),
        },
      }),
    });
  }

  #putLink(id: string, { prefilled_message: message, code }: v.InferOutput<typeof linkParameters>): Response {
    if (code !== undefined && !this.#hasLink(id, code)) throw new GraphApiError(803, 'QR code not found');
    const named = code ?? newCode();
    this.#sql.exec(
      `INSERT INTO short_link (number_id, code, message) VALUES (?, ?, ?)
       ON CONFLICT (code) DO UPDATE SET message = excluded.message`,
      ...[id, named, message],
    );
    return Response.json(linkOf({ code: named, message }));
  }

  #removeLink(id: string, code: string): Response {
    if (!this.#hasLink(id, code)) throw new GraphApiError(803, 'QR code not found');
    this.#sql.exec('DELETE FROM short_link WHERE code = ?', code);
    return Response.json({ success: true });
  }

  #hasLink(id: string, code: string): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM short_link WHERE number_id = ? AND code = ?', id, code).toArray().length >
      0
    );
  }

  #get(id: string, name: string): unknown {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM number_page WHERE id = ? AND name = ?', id, name)
      .toArray();
    return row ? JSON.parse(row.value) : null;
  }

  #put(id: string, name: string, value: unknown): void {
    this.#sql.exec('INSERT OR REPLACE INTO number_page VALUES (?, ?, ?)', id, name, JSON.stringify(value));
  }
}

function numberIn(owned: readonly OwnedNumber[], id: string): OwnedNumber | undefined {
  return owned.find((one) => one.id === id);
}

/** Wraps an answer in a list, without the id that other nodes have. */
async function wrapped(answer: Response): Promise<Response> {
  const { id: _, ...profile } = await answer.json<Record<string, unknown>>();
  return Response.json({ data: [profile] });
}

function linkOf({ code, message }: { code: string; message: string }) {
  return { code, prefilled_message: message, deep_link_url: `https://wa.me/message/${code}` };
}

function newCode(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(crypto.getRandomValues(new Uint8Array(14)), (byte) => letters[byte % 32]).join('');
}

const upTo = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength, `must be at most ${maxLength} characters long`));

const words = {
  about: v.exactOptional(v.pipe(upTo(profileLimits.about), v.nonEmpty('must not be empty'))),
  address: v.exactOptional(upTo(profileLimits.address)),
  description: v.exactOptional(upTo(profileLimits.description)),
  email: v.exactOptional(
    v.union([v.literal(''), v.pipe(upTo(profileLimits.email), v.email())], 'must be a valid email address'),
  ),
  websites: v.exactOptional(
    v.pipe(
      v.array(v.pipe(upTo(profileLimits.website), v.url('must be a valid URL'))),
      v.maxLength(profileLimits.websites, `must have at most ${profileLimits.websites} entries`),
    ),
  ),
  vertical: v.exactOptional(v.picklist(verticals, 'must be one of the known values')),
};
const profileChange = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  ...words,
  profile_picture_handle: v.exactOptional(v.string()),
});
const storedProfile = v.object({ ...words, profile_picture_url: v.exactOptional(v.string()) });
const profileFields = Object.keys(storedProfile.entries);

const noEmoji = v.check<string, string>((text) => !emoji.test(text), 'must not contain emojis');
const starters = v.strictObject({
  enable_welcome_message: v.exactOptional(v.boolean(), false),
  prompts: v.exactOptional(
    v.pipe(
      v.array(v.pipe(upTo(starterLimits.iceBreaker), v.nonEmpty('must not be empty'), noEmoji)),
      v.maxLength(starterLimits.iceBreakers, `Maximum allowed is ${starterLimits.iceBreakers}`),
    ),
    [],
  ),
  commands: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          command_name: v.pipe(
            upTo(starterLimits.name),
            v.regex(/^[a-zA-Z0-9_]+$/, 'must contain only alphanumeric characters and underscores'),
          ),
          command_description: v.pipe(
            upTo(starterLimits.description),
            v.nonEmpty('must not be empty'),
            noEmoji,
          ),
        }),
      ),
      v.maxLength(starterLimits.commands, `Maximum allowed is ${starterLimits.commands}`),
      v.check(
        (all) => new Set(all.map(({ command_name }) => command_name)).size === all.length,
        'Command names must be unique',
      ),
    ),
    [],
  ),
});
const settings = v.strictObject({
  user_identity_change: v.strictObject({ enable_identity_key_check: v.boolean() }),
});
const linkParameters = v.strictObject({
  prefilled_message: v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.maxLength(maxLinkMessageLength, `Invalid length. Maximum ${maxLinkMessageLength} characters allowed`),
  ),
  code: v.exactOptional(v.string()),
  generate_qr_image: v.exactOptional(v.picklist(['PNG', 'SVG'])),
});

async function bodyOf<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  return readAs(schema, await request.json().catch(() => null));
}

/** Graph accepts parameters in the query and in the body. */
async function parametersOf<Schema extends v.GenericSchema>(
  request: Request,
  url: URL,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const body: unknown = await request.json().catch(() => ({}));
  const { access_token, appsecret_proof, ...inAddress } = Object.fromEntries(url.searchParams);
  return readAs(schema, v.is(v.record(v.string(), v.unknown()), body) ? { ...inAddress, ...body } : body);
}

function readAs<Schema extends v.GenericSchema>(schema: Schema, given: unknown): v.InferOutput<Schema> {
  const read = v.safeParse(schema, given);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new GraphApiError(100, `Param ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
