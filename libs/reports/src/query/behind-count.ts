import type { ReportedItem } from '#libs/contracts';
import { type Found, knownBy } from '../channel-shift/item.js';
import { itemsOf, type Part } from './behind-count.sql.js';
import type { Count, Row } from './counts.js';
import { cursorAt, type Place } from './place.js';
import type { Scope } from './scope.service.js';

interface Asked {
  row: Row;
  part: Part;
  limit: number;
  after: Place | undefined;
  /** What the report's statements name beside the scope. */
  values: Record<string, unknown>;
}

type FoundItem = Found & { at: Date; part: string };

/** A page of the calls and threads that a number of a table counts, each with why. */
export async function behindCount(scope: Scope, count: Count, { row, part, limit, after, values }: Asked) {
  const { asOf } = scope;
  const keys = Object.fromEntries(Object.entries(row).map(([key, value]) => [`row_${key}`, value]));
  const place = after && { afterAt: after.at, afterId: after.id, afterPart: after.part };
  const found = await scope.rows<FoundItem>(itemsOf(scope, count, row, part, limit + 1, after !== undefined), {
    ...values,
    ...keys,
    ...place,
  });
  const items = found.slice(0, limit).map((item): ReportedItem => {
    const { at, call_ids, thread_id, contact_id, contact_name, caller, queue, intent, amount } = item;
    // Not everything has an episode.
    const known = { ...knownBy(asOf, { ...item, recontacts: item.recontacts ?? [] }), at };
    return {
      at: at.toISOString(),
      callIds: call_ids ?? [],
      threadId: thread_id,
      contact: contact_id === null ? null : { id: contact_id, name: contact_name },
      from: caller,
      queue,
      intent,
      amount,
      why: count.source.why(known, asOf, row),
    };
  });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { items, nextCursor: last ? cursorAt(asOf, last) : null };
}
