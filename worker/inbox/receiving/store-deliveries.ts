/**
 * Stores a batch of webhooks in one transaction. Only if an event fails is each stored alone, so the common case stays
 * cheap. The event that fails is set aside as a problem.
 */
import type { Policy } from '../number/policy.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Jobs } from '../records/changes/jobs.ts';
import { isStorageFault } from '../records/changes/storage-fault.ts';
import type { Delivery } from './intake.ts';
import type { Problems } from './problems.ts';
import { storeEvent } from './store-events.ts';

export function storeDeliveries(
  storage: DurableObjectStorage,
  { changes, problems, jobs, policy }: { changes: ChangeLog; problems: Problems; jobs: Jobs; policy: Policy },
  deliveries: readonly Delivery[],
): void {
  const events = deliveries.flatMap((delivery) =>
    delivery.events.map((event, index) => ({ event, digest: delivery.digests[index] ?? '' })),
  );
  const storeAll = (isAlone: boolean) =>
    storage.transactionSync(() => {
      for (const { event, digest } of events) {
        const now = Date.now();
        const store = () => {
          storeEvent(storage.sql, changes, { jobs, policy }, event, digest, now);
          problems.solved(event, digest);
        };
        if (isAlone) problems.attempt(event, digest, now, store);
        else store();
      }
    });
  try {
    storeAll(false);
  } catch (error) {
    if (isStorageFault(error)) throw error;
    storeAll(true);
    problems.refresh();
    // The alarm of a job that was rolled back may have replaced a later one.
    jobs.pump();
  }
  if (!problems.isEmpty) problems.refresh();
  changes.settle();
}
