import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { type api, type RouteInput, type SavedFilter, type SavedView, supervisors } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import * as errors from '../errors.js';
import { listConditions, Parameters, statusOf } from './list-conditions.js';

type Written = RouteInput<typeof api.createSavedView>['body'];
interface Row extends Written {
  id: string;
  userId: string | null;
}

/** More are not counted: what matters is whether there are any, or many. */
const mostCounted = 100;
const mostViews = 50;
const columns = 'id, user_id as "userId", name, shared, filter, sort';

const supervises = ({ role }: Principal) => supervisors.some((each) => each === role);
const mayEdit = ({ userId, shared }: Row, principal: Principal) =>
  (userId !== null && userId === principal.userId) || (shared && supervises(principal));

/** Filters that people keep: their own, and those that a supervisor shares with everybody. */
@Injectable()
export class SavedViews {
  constructor(private readonly db: Database) {}

  async list(principal: Principal): Promise<SavedView[]> {
    const rows = await this.db.query<Row & Record<string, unknown>>(
      `select ${columns} from saved_views where shared or user_id = $1 order by not shared, name, id`,
      [principal.userId],
    );
    return this.views(rows, principal);
  }

  async create(view: Written, principal: Principal): Promise<SavedView> {
    this.checkSharing(view, principal);
    const { name, shared, filter, sort } = view;
    const [row] = await this.db.query<Row & Record<string, unknown>>(
      `insert into saved_views (user_id, name, shared, filter, sort) select $1::bigint, $2, $3, $4, $5
       where (select count(*) from saved_views where user_id is not distinct from $1::bigint) < ${mostViews}
       returning ${columns}`,
      [principal.userId, name, shared, JSON.stringify(filter), sort],
    );
    if (!row) throw errors.tooManyViews(mostViews);
    return (await this.views([row], principal))[0]!;
  }

  async put(id: string, view: Written, principal: Principal): Promise<SavedView> {
    await this.editable(id, principal);
    this.checkSharing(view, principal);
    const { name, shared, filter, sort } = view;
    const [row] = await this.db.query<Row & Record<string, unknown>>(
      `update saved_views set name = $2, shared = $3, filter = $4, sort = $5 where id = $1 returning ${columns}`,
      [id, name, shared, JSON.stringify(filter), sort],
    );
    if (!row) throw notFound('view');
    return (await this.views([row], principal))[0]!;
  }

  async delete(id: string, principal: Principal): Promise<void> {
    await this.editable(id, principal);
    await this.db.query('delete from saved_views where id = $1', [id]);
  }

  private async editable(id: string, principal: Principal): Promise<void> {
    const [row] = await this.db.query<Row & Record<string, unknown>>(
      `select ${columns} from saved_views where id = $1`,
      [id],
    );
    if (!row || !mayEdit(row, principal)) throw notFound('view');
  }

  private checkSharing({ shared }: Written, principal: Principal): void {
    if (shared && !supervises(principal)) throw errors.sharingNotAllowed();
    // Nobody else could ever see it.
    if (!shared && principal.userId === null) throw errors.machineViewsAreShared();
  }

  private async views(rows: readonly Row[], principal: Principal): Promise<SavedView[]> {
    const counts = await this.counts(
      rows.map(({ filter }) => filter),
      principal,
    );
    return rows.map((row, n) => {
      const { id, name, shared, filter, sort } = row;
      return { id, name, shared, filter, sort, editable: mayEdit(row, principal), threads: counts[n] ?? null };
    });
  }

  /** All in one statement; of a search none. */
  private async counts(filters: readonly SavedFilter[], principal: Principal): Promise<(number | null)[]> {
    if (filters.length === 0) return [];
    const parameters = new Parameters();
    const columnsOf = filters.map((filter, n) => {
      if (filter.q) return `null::int as c${n}`;
      const { where } = listConditions(filter, statusOf(filter, false), principal, true, parameters);
      const rows = `select from threads t ${where.length > 0 ? `where ${where.join(' and ')}` : ''} limit ${mostCounted}`;
      return `(select count(*)::int from (${rows}) as shown) as c${n}`;
    });
    const [row] = await this.db.query<Record<string, number | null>>(
      `select ${columnsOf.join(', ')}`,
      parameters.values,
    );
    return filters.map((_, n) => row![`c${n}`] ?? null);
  }
}
