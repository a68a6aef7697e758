import { Injectable } from '@nestjs/common';
import type { ChannelShiftReport } from '#libs/contracts';
import { ChannelShift } from '../channel-shift/channel-shift.service.js';
import { summaryCsv } from '../channel-shift/summary-csv.js';
import { headlines, headlineFormat } from './headline.js';
import { mailWords } from './mail-words.js';
import type { Due, Reading, ReadRow, Schedulable } from './schedulable.js';
import { titleOf } from './words/report-words.js';

/** Channel shift: its headline numbers beside those of the period before, and its groups in the file. */
@Injectable()
export class ChannelShiftSchedulable implements Schedulable<ChannelShiftReport> {
  constructor(private readonly channelShift: ChannelShift) {}

  async draw({ filter, groupBy, period }: Due) {
    const asked = { ...filter, groupBy, ...period };
    const cohort = await this.channelShift.cohort(asked);
    const report = await this.channelShift.report(cohort, await this.channelShift.earlier(asked));
    return {
      report,
      files: [{ table: null, csv: summaryCsv(report, cohort) }],
      search: { compare: 'true', ...(groupBy.length > 0 && { groupBy: groupBy.join(',') }) },
    };
  }

  read(report: ChannelShiftReport, language: string): Reading {
    const words = mailWords(language);
    const { number, value, before } = words.columns;
    const format = headlineFormat(language, report.savings.currency ?? report.previous?.savings.currency ?? null);
    const earlier = report.previous ? headlines(report.previous, words) : [];
    let pending = false;
    const rows = headlines(report, words).map((one, n): ReadRow => {
      const open = one.window !== undefined && report.windows[one.window].status === 'pending';
      pending ||= open;
      const now = `${format(one)}${open ? `, ${words.pending}` : ''}`;
      const was = earlier[n] ? format(earlier[n]) : '';
      return { cells: [one.label, now, was], text: `${one.label}: ${now}${was && ` [${before}: ${was}]`}` };
    });
    return {
      title: titleOf('channel-shift', language),
      tables: [{ title: null, columns: [number, value, before], rows, more: 0 }],
      notes: [
        ...(pending ? [words.pendingNote] : []),
        ...(report.savings.missing.length ? [words.missing(report.savings.missing.join(', '))] : []),
        ...(report.checks.every(({ ok }) => ok) ? [] : [words.checks]),
      ],
    };
  }
}
