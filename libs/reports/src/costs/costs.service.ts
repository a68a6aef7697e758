import { Injectable } from '@nestjs/common';
import { type api, type Cost, FeeUnit, type RouteInput } from '#libs/contracts';
import { WorkSettingsStore } from '#libs/messaging';
import { Database, notFound } from '#libs/platform';
import { otherCurrency } from '../errors.js';
import { momentIn } from '../query/period.js';
import type { Prices } from './prices.js';

interface PriceRow extends Record<string, unknown> {
  id: string;
  validFrom: Date;
  currency: string;
  voice: string | null;
  digital: string | null;
  fees: Prices['fees'];
  enteredAt: Date;
  enteredBy: string | null;
}

const columns = `id, valid_from as "validFrom", currency, voice::text, digital::text, fees, entered_at as "enteredAt",
  entered_by as "enteredBy"`;
const inOrder = `select ${columns} from report_costs order by valid_from`;
const number = (text: string | null) => (text === null ? null : Number(text));

/** What calls, threads and messages cost, each from a day on. */
@Injectable()
export class Costs {
  constructor(
    private readonly db: Database,
    private readonly work: WorkSettingsStore,
  ) {}

  /** In the order in which they begin to hold. */
  async all(): Promise<Prices[]> {
    const rows = await this.db.query<PriceRow>(inOrder);
    return rows.map(({ validFrom, currency, voice, digital, fees }) => {
      return { validFrom, currency, voice: number(voice), digital: number(digital), fees };
    });
  }

  async list(): Promise<{ items: Cost[]; timeZone: string }> {
    const rows = await this.db.query<PriceRow>(inOrder);
    return { items: rows.map(shown), timeZone: await this.timeZone() };
  }

  /** Figures in two currencies cannot be added up, so there is one for all entries. */
  async put(cost: RouteInput<typeof api.putCost>['body'], by: string): Promise<Cost> {
    const { voice, digital, currency, fees } = cost;
    const from = momentIn(cost.from, await this.timeZone());
    const each = typeof fees === 'number' ? Object.fromEntries(FeeUnit.options.map((unit) => [unit, fees])) : fees;
    return this.db.transaction(async (sql) => {
      // Two people who enter the first price in two currencies: the second waits, and is told.
      await sql.query('lock table report_costs in share row exclusive mode');
      const [other] = await sql.query<{ currency: string }>(
        'select currency from report_costs where valid_from <> $1 and currency <> $2 limit 1',
        [from, currency],
      );
      if (other) throw otherCurrency(currency, other.currency);
      const [row] = await sql.query<PriceRow>(
        `insert into report_costs (valid_from, currency, voice, digital, fees, entered_by) values ($1, $2, $3, $4, $5, $6)
         on conflict (valid_from) do update set currency = excluded.currency, voice = excluded.voice,
           digital = excluded.digital, fees = excluded.fees, entered_at = now(), entered_by = excluded.entered_by
         returning ${columns}`,
        [from, currency, voice, digital, JSON.stringify(each), by],
      );
      return shown(row!);
    });
  }

  async remove(id: string): Promise<void> {
    const gone = await this.db.query('delete from report_costs where id = $1 returning id', [id]);
    if (gone.length === 0) throw notFound('entry');
  }

  private async timeZone(): Promise<string> {
    return (await this.work.get()).calendar.timeZone;
  }
}

const shown = ({ id, validFrom, currency, voice, digital, fees, enteredAt, enteredBy }: PriceRow): Cost => ({
  id,
  from: validFrom.toISOString(),
  voice: number(voice),
  digital: number(digital),
  currency,
  fees,
  enteredAt: enteredAt.toISOString(),
  enteredBy,
});
