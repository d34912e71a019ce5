/** Looks up the labels and agents whose ids are in actions. */
import type { RuleAction } from '../../api/automation/rules.ts';
import { ApiError } from '../../errors.ts';
import type { KnownNames } from '../../inbox/records/rule-rows.ts';
import { workspaceOf } from '../../objects.ts';
import type { SignedCall } from '../call.ts';
import { colleague } from '../guard.ts';

/** Throws if one of them does not exist. */
export async function namesIn(call: SignedCall, actions: readonly RuleAction[]): Promise<KnownNames> {
  const ids = actions.flatMap((action) => (action.type === 'label' ? [...action.add, ...action.remove] : []));
  const agents = actions.flatMap((action) => (action.type === 'assign' ? [action.to] : []));
  const known = ids.length > 0 ? await workspaceOf(call.env).shared.labels() : [];
  const labels = [...new Set(ids)].map((id) => {
    const label = known.find((one) => one.id === id);
    if (label) return label;
    throw new ApiError(422, 'label_not_found', 'There is no label with this id. GET /api/labels lists them.');
  });
  const people = await Promise.all([...new Set(agents)].map((id) => colleague(call, id)));
  return {
    labels,
    people: people.flatMap((person) => (person ? [{ id: person.id, name: person.name }] : [])),
  };
}
