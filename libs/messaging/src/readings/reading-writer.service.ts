import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Message, Reading, ReadingStatus, ReadingWarning } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { ContactTables } from '../contacts/contact-tables.js';
import { tellEvent } from '../threads/record.js';
import { judge, type MeterState } from './plausible.js';
import { ReadingEvents } from './reading-events.service.js';
import type { ReadingRow } from './reading.view.js';
import * as statements from './readings.sql.js';

/** What a meter shows, which meter it is, and when it was so. */
export interface Matter extends MeterState {
  serial: string | null;
}
export interface Judged {
  warnings: ReadingWarning[];
  previous: Reading['previous'];
}
/** Who says so: a colleague (or another system, without an id), or the customer. */
export interface By {
  kind: 'contact' | 'user';
  id: string | null;
  name: string;
}
interface Written {
  row: ReadingRow;
  /** The line in the thread that says what has happened. */
  line: Message;
}

/**
 * Writes readings in the caller's transaction, which holds the thread's row: each change with who made it, a line in the
 * thread, by which every screen hears of it, and an event for the company's own system where it concerns that.
 */
@Injectable()
export class ReadingWriter implements OnModuleInit {
  constructor(
    private readonly events: ReadingEvents,
    private readonly tables: ContactTables,
  ) {}

  onModuleInit(): void {
    // Whose the thread is, theirs is the reading.
    this.tables.follow({
      contacts: [
        { name: 'readings', since: 'exists (select from threads t where t.id = r.thread_id and t.contact_id = $2)' },
      ],
    });
  }

  /** By the confirmed readings of the same meter. `self`: not by itself. */
  async judge(sql: Sql, matter: Matter, contactId: string, self: string | null = null): Promise<Judged> {
    const { serial, unit, takenAt } = matter;
    await sql.query(statements.lockMeter, [serial, contactId]);
    const known = await sql.query<MeterState & { id: string } & Record<string, unknown>>(statements.knownReadings, [
      self,
      serial,
      contactId,
      unit,
      takenAt,
    ]);
    const { warnings, previous } = judge(matter, known);
    const { id, value } = previous ?? {};
    return { warnings, previous: previous && { id: id!, value: value!, takenAt: previous.takenAt.toISOString() } };
  }

  async add(
    sql: Sql,
    thread: { id: string; contactId: string },
    reading: Matter & Judged & { attachmentId: string | null; status: ReadingStatus },
    by: By,
  ): Promise<Written> {
    const [added] = await sql.query<{ id: string }>(statements.insertReading, [
      thread.id,
      thread.contactId,
      reading.attachmentId,
      reading.value,
      reading.register,
      reading.unit,
      reading.serial,
      reading.takenAt,
      'agent',
      reading.status,
      JSON.stringify(reading.warnings),
      reading.previous && JSON.stringify(reading.previous),
      by.id,
      by.name,
    ]);
    return this.written(sql, null, added!.id, by);
  }

  async change(
    sql: Sql,
    before: ReadingRow,
    reading: Matter & Judged & Pick<ReadingRow, 'status' | 'readBy'>,
    by: By,
  ): Promise<Written> {
    await sql.query(statements.updateReading, [
      before.id,
      reading.value,
      reading.register,
      reading.unit,
      reading.serial,
      reading.takenAt,
      reading.readBy,
      reading.status,
      JSON.stringify(reading.warnings),
      reading.previous && JSON.stringify(reading.previous),
    ]);
    // What was asked was about what it said before.
    if (before.askedAt) await sql.query(statements.setAsked, [before.threadId, null]);
    return this.written(sql, before, before.id, by);
  }

  /** The customer's no: a line about a reading that itself stays as it is. */
  async denied(sql: Sql, { id, threadId, value, unit, register }: ReadingRow): Promise<Message> {
    const data = { readingId: id, value, unit, register };
    const line = `The customer says that ${value} ${unit} is not right`;
    return tellEvent(sql, threadId, 'reading.denied', { data, doer: null, line });
  }

  private async written(sql: Sql, before: ReadingRow | null, id: string, by: By): Promise<Written> {
    const row = await this.read(sql, id);
    const { value, register, unit, serial, takenAt, status, version } = row;
    const data = JSON.stringify({ value, register, unit, serial, takenAt, status });
    await sql.query(statements.addChange, [id, version, by.kind, by.id, by.name, data]);
    await this.events.record(sql, before, row);
    const told = {
      readingId: id,
      value,
      unit,
      register,
      status,
      before: before && { value: before.value, unit: before.unit, register: before.register, status: before.status },
      warnings: row.warnings,
    };
    const line = await tellEvent(sql, row.threadId, 'reading.written', {
      data: told,
      doer: by.kind === 'user' ? { userId: by.id, name: by.name } : null,
      line: lineOf(before, row, by),
    });
    return { row, line };
  }

  async read(sql: Sql, id: string): Promise<ReadingRow> {
    const [row] = await sql.query<ReadingRow & Record<string, unknown>>(statements.readingById, [id]);
    return row!;
  }
}

/** What the thread says of it. */
function lineOf(before: ReadingRow | null, row: ReadingRow, { kind, name }: By): string {
  const by = kind === 'contact' ? 'by the customer' : `by ${name}`;
  const corrected = before && shown(before) !== shown(row);
  const said = corrected ? `Reading corrected from ${shown(before)} to ${shown(row)}` : `Reading ${shown(row)}`;
  const doubts = row.warnings.map(({ text }) => text).join(' ');
  if (row.status === 'questioned' && doubts)
    return `${said} ${corrected || !before ? by : `questioned ${by}`}. ${doubts}`;
  if (before?.status === row.status) return `${said} ${corrected ? by : `changed ${by}`}`;
  const verb = { proposed: 'noted', questioned: 'questioned', confirmed: 'confirmed', rejected: 'rejected' }[
    row.status
  ];
  return corrected ? `${said} and ${verb} ${by}` : `${said} ${verb} ${by}`;
}

const shown = ({ value, unit, register }: ReadingRow) => `${value} ${unit}${register ? ` (${register})` : ''}`;
