import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutgoingMessage } from '#libs/channels';
import type { Message, MessagingKind } from '#libs/contracts';
import { Clock, Database, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import type { LiveChannel } from '../channels/channels.service.js';
import { standing } from '../consent/consents.sql.js';
import { appendMessage, type NewMessage } from '../threads/append-message.js';
import { Messages } from '../threads/messages.service.js';
import { whyWritten } from '../threads/why-written.js';
import { askFailed } from './surveys.sql.js';

export interface SurveyMessage extends Pick<NewMessage, 'type' | 'text'> {
  survey: { id: string; cycle: number };
  to: { threadId: string; contactId: string; windowStartedAt: Date | null };
  channel: LiveChannel;
  kind: MessagingKind;
  address: string;
  body: OutgoingMessage['body'];
  content?: Record<string, unknown> | undefined;
}

/**
 * What a survey says to a customer: in the company's name, and no dead letter that somebody has to decide about. What asks and
 * does not arrive is asked by the next way.
 */
@Injectable()
export class SurveySends implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ outboxId: string }>('survey.sent', {
      run: async ({ payload }) => {
        const changed = await this.db.query<{ threadId: string; seq: number }>(
          `update outbox set attention = null where id = $1 and state = 'rejected' and attention is not null
           returning thread_id as "threadId", seq`,
          [payload.outboxId],
        );
        if (changed.length > 0) this.messages.changed(changed);
        await this.db.query(askFailed, [payload.outboxId]);
        this.jobs.wake();
      },
    });
  }

  async append(sql: Sql, given: SurveyMessage): Promise<Message> {
    const { survey, to, channel, kind, address, body, type, text, content } = given;
    const [workspace] = await sql.query<{ company: string }>('select company from workspace');
    const { message } = await appendMessage(sql, to.threadId, {
      direction: 'outbound',
      type,
      text,
      content: { ...content, surveyId: survey.id },
      author: { kind: 'system', id: null, name: workspace?.company ?? null },
      send: {
        channelId: channel.id,
        channel: kind,
        address,
        body,
        purpose: 'notice',
        notify: 'survey.sent',
        why: whyWritten({
          purpose: 'service',
          cause: { kind: 'survey', surveyId: survey.id, cycle: survey.cycle },
          standing: await standing(sql, to.contactId, channel.id, 'service'),
          channel,
          windowStartedAt: to.windowStartedAt,
          now: this.clock.now(),
        }),
      },
    });
    return message;
  }
}
