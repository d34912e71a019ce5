/** A number as Meta describes it, for Cloud API clients: its own fields, and nothing that hangs on them. */
import * as v from 'valibot';
import { type GraphNumber, graphNumber } from '../../api/developers/graph.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import { graphRequest } from '../../whatsapp/graph/graph.ts';
import type { SignedCall } from '../call.ts';
import { json } from '../http/json-answer.ts';
import { graphFor, patience } from '../http/meta-error.ts';
import { GraphApiError, refusedByMeta } from './graph-error.ts';

/**
 * Meta would also follow a field to the business and its people, with the rights of the number's access token, and give
 * out the certificate with which a number is registered.
 */
const fields: readonly string[] = [
  'account_mode',
  'code_verification_status',
  'conversational_automation',
  'display_phone_number',
  'health_status',
  'id',
  'is_official_business_account',
  'is_on_biz_app',
  'is_pin_enabled',
  'last_onboarded_time',
  'messaging_limit_tier',
  'name_status',
  'new_display_name',
  'new_name_status',
  'platform_type',
  'quality_rating',
  'quality_score',
  'status',
  'throughput',
  'username',
  'verified_name',
  'webhook_configuration',
  'whatsapp_business_manager_messaging_limit',
];

export async function describeNumber({ env, url }: SignedCall, number: InboxSummary): Promise<Response> {
  const wanted = url.searchParams.get('fields');
  for (const name of wanted?.split(',') ?? []) {
    if (fields.includes(name.trim())) continue;
    const message = `Tried accessing nonexisting field (${name.slice(0, 64)}) on node type (WhatsAppBusinessPhoneNumber)`;
    throw new GraphApiError(100, '', { message });
  }
  const { graph, phoneNumberId } = await graphFor({ env, params: { inbox: number.id } });
  const query = wanted === null ? {} : { query: { fields: wanted } };
  const answer = await graphRequest(
    graph,
    { method: 'GET', path: `/${phoneNumberId}`, ...query },
    patience(),
  );
  if (answer.outcome !== 'accepted') throw refusedByMeta(answer);
  const read = v.safeParse(graphNumber, answer.body);
  if (!read.success) throw new GraphApiError(131016, 'Meta described the number in an unknown form.');
  const known = Object.entries(read.output).filter(([name]) => fields.includes(name));
  return json({ ...Object.fromEntries(known), id: phoneNumberId } satisfies GraphNumber);
}
