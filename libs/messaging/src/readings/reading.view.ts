import type { Reading, ReadingStatus, ReadingWarning } from '#libs/contracts';

export interface ReadingRow {
  id: string;
  threadId: string;
  contactId: string;
  attachmentId: string | null;
  value: string;
  register: string;
  unit: string;
  serial: string | null;
  takenAt: Date;
  readBy: Reading['readBy'];
  status: ReadingStatus;
  warnings: ReadingWarning[];
  previous: Reading['previous'];
  askedAt: Date | null;
  createdBy: string | null;
  createdByName: string;
  createdAt: Date;
  confirmedAt: Date | null;
  version: number;
}

/** The columns of a `ReadingRow`, of `readings` and `threads` under the names given. */
export const readingColumns = (r: string, t: string) => `
  ${r}.id, ${r}.thread_id as "threadId", ${r}.contact_id as "contactId", ${r}.attachment_id as "attachmentId", ${r}.value,
  ${r}.register, ${r}.unit, ${r}.serial, ${r}.taken_at as "takenAt", ${r}.read_by as "readBy", ${r}.status, ${r}.warnings,
  ${r}.previous, case when ${t}.asked_reading = ${r}.id then ${r}.asked_at end as "askedAt",
  ${r}.created_by as "createdBy", ${r}.created_by_name as "createdByName", ${r}.created_at as "createdAt",
  ${r}.confirmed_at as "confirmedAt", ${r}.version`;

export function readingView(row: ReadingRow): Reading {
  return {
    id: row.id,
    threadId: row.threadId,
    contactId: row.contactId,
    attachmentId: row.attachmentId,
    value: row.value,
    register: row.register,
    unit: row.unit,
    serial: row.serial,
    takenAt: row.takenAt.toISOString(),
    readBy: row.readBy,
    status: row.status,
    warnings: row.warnings,
    previous: row.previous,
    askedAt: row.askedAt?.toISOString() ?? null,
    createdBy: { id: row.createdBy, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    version: row.version,
  };
}
