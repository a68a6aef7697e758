import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { Message, MessagingKind } from '#libs/contracts';
import { Clock, Database, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import * as errors from '../errors.js';
import { checkSendable } from '../outbox/sendable.js';
import { appendMessage } from '../threads/append-message.js';
import { Messages } from '../threads/messages.service.js';
import { whyWritten } from '../threads/why-written.js';
import { type Answer, readAnswer } from './answer.js';
import { questionText } from './question-texts.js';
import { type By, type Judged, type Matter, ReadingWriter } from './reading-writer.service.js';
import type { ReadingRow } from './reading.view.js';
import * as statements from './readings.sql.js';

export interface LockedThread {
  id: string;
  status: string;
  channelId: string;
  channel: MessagingKind;
  address: string;
  contactId: string;
  windowStartedAt: Date | null;
  askedReading: string | null;
}
interface WrittenSince {
  seq: number;
  direction: 'inbound' | 'outbound';
  authorKind: string;
  authorName: string | null;
  text: string | null;
}

/** Asks the customer whether a reading is right, and takes their answer: a YES, or the number that it is. */
@Injectable()
export class ReadingQuestions implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly channels: Channels,
    private readonly messages: Messages,
    private readonly writer: ReadingWriter,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ threadId: string }>('reading.answered', {
      run: ({ payload }) => this.answered(payload.threadId),
    });
  }

  /** An ordinary reply, in the caller's transaction: what forbids one is thrown, and then nothing is written at all. */
  async ask(sql: Sql, thread: LockedThread, reading: ReadingRow, principal: Principal): Promise<Message> {
    if (thread.askedReading && thread.askedReading !== reading.id) throw errors.questionOpen(thread.askedReading);
    if (thread.status === 'resolved') throw errors.threadResolved();
    const text = await this.words(sql, reading);
    const body = { type: 'text', text } as const;
    const now = this.clock.now();
    const { windowStartedAt, channelId } = thread;
    const { channel, standing } = await checkSendable(
      sql,
      this.channels.byId(channelId),
      { ...thread, purpose: 'service' },
      body,
      now,
    );
    const { message } = await appendMessage(sql, thread.id, {
      direction: 'outbound',
      type: 'text',
      text,
      content: { readingId: reading.id },
      author: { kind: 'user', id: principal.userId, name: principal.name },
      send: {
        channelId: channel.id,
        channel: thread.channel,
        address: thread.address,
        body,
        why: whyWritten({
          purpose: 'service',
          cause: { kind: 'reply', by: principal.name, userId: principal.userId },
          standing,
          channel,
          windowStartedAt,
          now,
        }),
      },
    });
    await sql.query(statements.markAsked, [reading.id, message.seq]);
    await sql.query(statements.setAsked, [thread.id, reading.id]);
    return message;
  }

  private async words(sql: Sql, { value, unit, register, previous }: ReadingRow): Promise<string> {
    const [workspace] = await sql.query<{ company: string; language: string }>(
      'select company, language from workspace',
    );
    const { company, language } = workspace ?? { company: 'our company', language: 'en' };
    return questionText(language, {
      company,
      register,
      value: `${value} ${unit}`,
      previous: previous && { value: previous.value, takenAt: new Date(previous.takenAt) },
    });
  }

  /** Safe to run again, and for every message: an answer closes the question in the transaction that takes it. */
  private async answered(threadId: string): Promise<void> {
    const [asked] = await this.db.query<{ readingId: string | null }>(
      'select asked_reading as "readingId" from threads where id = $1',
      [threadId],
    );
    const readingId = asked?.readingId;
    if (!readingId) return;
    const entries = await this.db.transaction(async (sql) => {
      // In the order in which everybody else locks them.
      const [question] = await sql.query<{ seq: number }>(
        'select question_seq as seq from readings where id = $1 for update',
        [readingId],
      );
      const [thread] = await sql.query<LockedThread & Record<string, unknown>>(statements.lockThread, [threadId]);
      if (!question || thread?.askedReading !== readingId) return [];
      const reading = await this.writer.read(sql, readingId);
      for (const said of await sql.query<WrittenSince & Record<string, unknown>>(statements.writtenSince, [
        threadId,
        question.seq,
      ])) {
        if (said.direction === 'outbound' && said.authorKind === 'user') {
          // Somebody has written since: what the customer says now answers that.
          await sql.query(statements.setAsked, [threadId, null]);
          return [];
        }
        const answer = said.direction === 'inbound' ? readAnswer(said.text, reading.value) : null;
        if (answer) return this.take(sql, reading, answer, said);
      }
      return [];
    });
    if (entries.length === 0) return;
    this.messages.committed(entries, threadId);
    this.jobs.wake();
  }

  private async take(sql: Sql, reading: ReadingRow, answer: Answer, said: WrittenSince): Promise<Message[]> {
    const by: By = { kind: 'contact', id: reading.contactId, name: said.authorName ?? 'the customer' };
    if (answer.kind === 'no') {
      await sql.query(statements.setAsked, [reading.threadId, null]);
      return [await this.writer.denied(sql, reading)];
    }
    const { matter, judged } =
      answer.kind === 'yes' ? { matter: reading, judged: reading } : await this.likeliest(sql, reading, answer.values);
    // A number that looks wrong again is left to a person: nobody is asked for ever.
    const status = answer.kind === 'yes' || judged.warnings.length === 0 ? 'confirmed' : 'questioned';
    const { warnings, previous } = judged;
    const changed = { ...matter, warnings, previous, status, readBy: 'customer' } as const;
    return [(await this.writer.change(sql, reading, changed, by)).line];
  }

  /** Of the ways in which a number can be read the first that nothing is odd about. */
  private async likeliest(
    sql: Sql,
    reading: ReadingRow,
    values: readonly string[],
  ): Promise<{ matter: Matter; judged: Judged }> {
    const ways: { matter: Matter; judged: Judged }[] = [];
    for (const value of values) {
      const matter: Matter = { ...reading, value };
      ways.push({ matter, judged: await this.writer.judge(sql, matter, reading.contactId, reading.id) });
    }
    return ways.find(({ judged }) => judged.warnings.length === 0) ?? ways[0]!;
  }
}
