import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { FeeUnit, Prices } from './prices.js';

interface PriceRow extends Record<string, unknown> {
  validFrom: Date;
  currency: string;
  voice: string | null;
  digital: string | null;
  fees: Partial<Record<FeeUnit, number>>;
}

/** What calls, threads and messages cost, each from a day on. */
@Injectable()
export class Costs {
  constructor(private readonly db: Database) {}

  /** In the order in which they begin to hold. */
  async all(): Promise<Prices[]> {
    const rows = await this.db.query<PriceRow>(
      `select valid_from as "validFrom", currency, voice::text, digital::text, fees from report_costs order by valid_from`,
    );
    const number = (text: string | null) => (text === null ? null : Number(text));
    return rows.map((row) => ({ ...row, voice: number(row.voice), digital: number(row.digital) }));
  }
}
