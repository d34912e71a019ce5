/** The errors of each route, by their codes: what follows from its declaration, and what only its handler refuses. */
import type { ListedRoute } from '../api/routes/index.ts';

export interface ErrorCode {
  status: number;
  code: string;
}

/** What the reply of a rule or of a menu is refused for. */
const replyCodes: Readonly<Record<string, number>> = {
  ...{ upload_not_found: 422, file_expires: 422, media_type: 422, media_too_large: 422 },
  ...{ files_off: 409, no_bucket: 409 },
  ...{ template_not_found: 422, template_not_sendable: 422, templates_unreachable: 502 },
  reply_not_found: 422,
};

/** What only a handler refuses, with its status. A test holds each of them to the source. */
const special: readonly { names: RegExp; codes: Readonly<Record<string, number>> }[] = [
  {
    names: /^POST .*\/messages$/,
    codes: {
      window_closed: 409,
      opted_out: 409,
      blocked: 409,
      no_recipient: 409,
      answered_meanwhile: 409,
      number_disabled: 409,
      files_off: 409,
      invalid_content: 422,
      upload_not_found: 422,
      follows_not_found: 422,
    },
  },
  { names: /^POST \/api\/inboxes\/:inbox\/messages$/, codes: { invalid_phone: 422 } },
  { names: /^POST .*\/conversations$/, codes: { invalid_phone: 422 } },
  { names: /^POST .*\/messages\/:id\/retry$/, codes: { not_failed: 409, part_before_failed: 409 } },
  { names: /^POST .*\/messages\/:id\/cancel$/, codes: { not_scheduled: 409 } },
  {
    names: /^POST .*\/media$/,
    codes: {
      ...{ files_off: 409, length_required: 411, sticker_size: 422 },
      ...{ file_not_stored: 502, upload_failed: 502 },
    },
  },
  {
    names: /^POST .*\/media\/copy$/,
    codes: {
      ...{ files_off: 409, media_not_found: 404, media_gone: 404 },
      ...{ sticker_size: 422, media_unreachable: 502 },
    },
  },
  { names: /^POST .*\/media\/retry$/, codes: { media_not_failed: 409 } },
  { names: /^GET .*\/messages\/:id\/media$/, codes: { ticket_refused: 401, media_not_found: 404 } },
  { names: /^POST .*\/typing$/, codes: { receipts_off: 409 } },
  {
    names: /^PUT .*\/assignee$/,
    codes: {
      already_assigned: 409,
      agent_not_found: 404,
      team_not_found: 422,
      nothing_to_assign: 422,
    },
  },

  { names: /^PUT .*\/state$/, codes: { customer_wrote: 409 } },
  { names: /^PUT .*:id\/labels$/, codes: { label_not_found: 422 } },
  {
    names: /^(PUT|DELETE) .*\/block$/,
    codes: { no_phone: 409, not_blockable: 409, block_failed: 502, number_disabled: 409 },
  },
  { names: /^DELETE .*\/blocked\/:phone$/, codes: { invalid_phone: 422 } },
  {
    names: /^POST .*\/merge$/,
    codes: { not_confirmed: 409, same_conversation: 409, group_not_mergeable: 409 },
  },
  { names: /^POST .*\/erase$/, codes: { not_confirmed: 409, merged_meanwhile: 409 } },
  {
    names: /^(POST|PUT) .*\/automation\/rules(\/:rule)?$/,
    codes: {
      ...{ label_not_found: 422, agent_not_found: 404, too_many_rules: 409 },
      ...{ invalid_content: 422, invalid_pattern: 422, patterns_too_large: 422, menu_unknown: 422 },
      ...replyCodes,
    },
  },
  {
    names: /^POST .*\/automation\/turns\/:turn$/,
    codes: { turn_token_wrong: 401, turn_not_found: 404, turn_over: 409, invalid_content: 422 },
  },
  { names: /^PUT .*\/bot-hook$/, codes: { webhook_not_found: 422, webhook_without_turns: 422 } },
  {
    names: /^(POST|PUT) .*\/automation\/menus(\/:menu)?$/,
    codes: {
      ...{ label_not_found: 422, agent_not_found: 404, too_many_menus: 409 },
      ...{ invalid_content: 422, menu_unknown: 422 },
      ...replyCodes,
    },
  },
  {
    names: /^POST .*\/automation\/files$/,
    codes: { files_off: 409, no_bucket: 409, media_type: 422, media_too_large: 422, length_required: 411 },
  },
  { names: /^GET .*\/automation\/files\/:file$/, codes: { media_not_found: 404 } },
  { names: /\/automation\/estimate$/, codes: { invalid_pattern: 422 } },
  { names: /\/automation\/menus\/:menu$/, codes: { menu_not_found: 404 } },
  { names: /^DELETE .*\/automation\/menus\/:menu$/, codes: { menu_in_use: 409 } },
  { names: /\/automation\/rules\/:rule$/, codes: { rule_not_found: 404 } },
  { names: /^PUT .*\/automation\/rules\/order$/, codes: { rules_changed: 409 } },
  {
    names: /\/automation\/knowledge(\/:id)?$/,
    codes: { knowledge_not_found: 404, knowledge_changed: 409, too_much_knowledge: 409 },
  },
  {
    names: /\/knowledge\/page$/,
    codes: {
      ...{ invalid_address: 422, private_address: 422, own_address: 422, page_redirects: 422 },
      ...{ page_not_found: 422, page_not_text: 422, page_empty: 422, page_too_large: 422 },
      ...{ knowledge_not_found: 404, too_much_knowledge: 409, page_unreachable: 502 },
    },
  },
  { names: /\/turns\/:id\/rating$/, codes: { turn_not_found: 404 } },
  {
    names: /^PUT \/api\/automation\/provider$/,
    codes: {
      ...{ invalid_address: 422, private_address: 422, own_address: 422 },
      provider_not_working: 422,
    },
  },
  { names: /^POST \/api\/automation\/provider\/test$/, codes: { no_provider: 409 } },
  { names: /^GET .*\/templates$/, codes: { templates_unreachable: 502 } },
  {
    names: /\/catalog(\/products|\/lookup)?$/,
    codes: { catalog_not_connected: 409, catalog_permission_missing: 409, catalog_unreachable: 502 },
  },
  {
    names: /\/products\/:id\/picture$/,
    codes: { ticket_refused: 401, picture_not_found: 404, media_unreachable: 502 },
  },
  {
    names: /^POST \/api\/webhooks$/,
    codes: {
      invalid_address: 422,
      private_address: 422,
      own_address: 422,
      invalid_secret: 422,
      handshake_failed: 422,
      number_not_connected: 422,
      webhook_overlaps: 409,
      too_many_webhooks: 409,
    },
  },
  {
    names: /^PUT \/api\/webhooks\/:id$/,
    codes: {
      invalid_address: 422,
      private_address: 422,
      own_address: 422,
      wrong_format: 422,
      verify_token_needed: 422,
      handshake_failed: 422,
      webhook_overlaps: 409,
    },
  },
  { names: /^POST \/api\/webhooks\/:id\/secret$/, codes: { invalid_secret: 422, not_rotatable: 409 } },
  { names: /^POST \/api\/webhooks\/:id\/test$/, codes: { no_app_secret: 409 } },
  { names: / \/api\/webhooks\/:id/, codes: { webhook_not_found: 404 } },
  { names: /\/deliveries\/:number\/:seq$/, codes: { event_not_found: 404 } },
  { names: /^PUT \/api\/me\/picture$/, codes: { picture_invalid: 422, picture_not_square: 422 } },
  { names: /^GET \/api\/agents\/:id\/pictures/, codes: { picture_not_found: 404 } },
  { names: /^POST \/api\/inboxes$/, codes: { already_connected: 409, connection_refused: 422 } },
  { names: /^POST \/api\/tokens$/, codes: { too_many_tokens: 409 } },
  { names: /\/tokens\/:id$/, codes: { token_not_found: 404 } },
  {
    names: /^POST \/api\/fields$/,
    codes: { field_exists: 409, too_many_fields: 409, choices_needed: 422 },
  },
  { names: /^PUT \/api\/fields$/, codes: { fields_changed: 409 } },
  { names: / \/api\/fields\/:id$/, codes: { field_not_found: 404 } },
  { names: /^PUT \/api\/fields\/:id$/, codes: { field_exists: 409, choices_needed: 422 } },
  {
    names: /^PUT .*\/contact$/,
    codes: {
      field_not_found: 422,
      field_needs_text: 422,
      field_needs_number: 422,
      field_needs_date: 422,
      field_needs_choice: 422,
    },
  },
  { names: /^(POST|PUT) \/api\/labels/, codes: { label_exists: 409 } },
  { names: / \/api\/labels\/:id$/, codes: { label_not_found: 404 } },
  { names: /^PUT .*\/automation\/assignment$/, codes: { team_not_found: 422 } },
  { names: /^POST \/api\/teams$/, codes: { too_many_teams: 409 } },
  { names: /^(POST|PUT) \/api\/teams/, codes: { team_exists: 409, agent_not_found: 422 } },
  { names: / \/api\/teams\/:id$/, codes: { team_not_found: 404 } },
  { names: /\/templates\/:id/, codes: { template_not_found: 404 } },
  {
    names: /^(POST|PUT) .*\/templates(\/:id)?$/,
    codes: { template_problems: 422, template_refused: 422, sample_not_found: 422, app_unknown: 409 },
  },
  { names: /^POST .*\/templates$/, codes: { template_unconfirmed: 502 } },
  {
    names: /^POST .*\/template-library$/,
    codes: { template_refused: 422, template_unconfirmed: 502 },
  },
  {
    names: /^PUT .*\/templates\/:id$/,
    codes: { template_not_editable: 409, template_edited_recently: 409 },
  },
  { names: /^DELETE .*\/templates\/:id$/, codes: { template_refused: 422 } },
  { names: /\/unpause$/, codes: { template_not_paused: 409, template_refused: 422 } },
  { names: /^POST .*\/template-drafts$/, codes: { too_many_template_drafts: 409 } },
  { names: /\/template-drafts\/:id$/, codes: { template_draft_not_found: 404 } },
  { names: /^PUT .*\/template-drafts\/:id$/, codes: { template_draft_changed: 409 } },
  {
    names: /\/template-samples\/:sample$/,
    codes: { sample_not_found: 404 },
  },
  {
    names: /\/template-samples$/,
    codes: { length_required: 411, sample_type: 422, sample_too_large: 422, app_unknown: 409 },
  },
  { names: /^POST \/api\/views$/, codes: { too_many_views: 409 } },
  { names: / \/api\/views\/:id$/, codes: { view_not_found: 404, view_of_another: 403 } },
  { names: / \/api\/replies\/:id/, codes: { reply_not_found: 404 } },
  { names: /^(POST|PUT) \/api\/replies(\/:id)?$/, codes: { shortcut_taken: 409 } },
  { names: /\/short-links\/:id$/, codes: { short_link_not_found: 404 } },
  {
    names: /\/analytics(\/csv|\/conversations)?$/,
    codes: {
      own_figures_only: 403,
      agent_figures_off: 409,
      still_counting: 409,
      period_invalid: 422,
      period_too_long: 422,
    },
  },
  {
    names: /\/analytics\/template-insights$/,
    codes: { period_invalid: 422, refused_by_meta: 422, meta_busy: 502, meta_unreachable: 502 },
  },
  { names: /\/analytics\/meta-costs$/, codes: { period_invalid: 422 } },
  {
    names: /^(GET|POST) \/api\/.*\/(messages(\/:id)?|files|export)$/,
    codes: { archive_unreachable: 503 },
  },
  { names: /\/live$/, codes: { websocket_required: 426 } },
];

/** Sorted by status. */
export function errorCodesOf(route: ListedRoute): ErrorCode[] {
  const { name, path, role, scope, isForEveryToken, input, isKeyed, isCounted } = route;
  const codes: Record<string, number> = {
    ...(role !== 'anyone' && { sign_in_required: 401 }),
    ...(role !== 'anyone' && !isForEveryToken && { scope_missing: 403 }),
    ...(role === 'admin' && { admin_only: 403 }),
    ...(path.includes(':inbox') && { inbox_not_found: 404 }),
    ...(path.includes(':inbox') && role !== 'anyone' && { number_not_allowed: 403 }),
    ...(path.includes('/conversations/:id') && { conversation_not_found: 404 }),
    ...(path.includes('/messages/:id') && { message_not_found: 404 }),
    ...(isKeyed && { key_required: 400, idempotency_key_reused: 422 }),
    ...(input === 'json' && { invalid_json: 400, body_too_large: 413 }),
    ...((input === 'json' || hasEntries(route.query)) && { invalid_input: 422 }),
    ...(isCounted && { too_many_requests: 429 }),
    ...((scope !== undefined || isForEveryToken) && { rate_limited: 429 }),
  };
  for (const { names, codes: more } of special) if (names.test(name)) Object.assign(codes, more);
  return Object.entries(codes)
    .map(([code, status]) => ({ code, status }))
    .sort((a, b) => a.status - b.status || a.code.localeCompare(b.code));
}

/** Every code that a route is documented with. */
export function documentedCodes(routes: readonly ListedRoute[]): Set<string> {
  return new Set(routes.flatMap((route) => errorCodesOf(route).map(({ code }) => code)));
}

function hasEntries(schema: object): boolean {
  return 'entries' in schema && Object.keys(Object(schema.entries)).length > 0;
}
