import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, ListedThread, RouteInput, ThreadCounts, ThreadFacets } from '#libs/contracts';
import { Clock, Database } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { searchWords } from '../contacts/search-words.js';
import type { ThreadRow } from '../threads/threads.sql.js';
import { Threads } from '../threads/threads.service.js';
import { eyesOf } from '../threads/visible.js';
import { listConditions, Parameters, statusOf } from './list-conditions.js';
import { listCursor, readListCursor } from './list-cursor.js';
import { mayGoOn, snippetOf, timesBack, wordsOf } from './search.js';
import { searchParts } from './search.sql.js';
import { threadCounts, threadFacets } from './thread-counts.sql.js';
import { type OpenWindows, threadPage } from './thread-page.sql.js';

export type ListQuery = RouteInput<typeof api.listThreads>['query'];
type PageRow = ThreadRow & { pagePart: 0 | 1; pageAt: Date; hitSeq?: number | null; hitText?: string | null };

/** Pages of these lengths are what the console reads: their statements are planned once. */
const usualLimits = [25, 30];

/** The inbox: lists of threads, by view, filter and order, and how long they are. */
@Injectable()
export class ThreadLists {
  constructor(
    private readonly db: Database,
    private readonly threads: Threads,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  async list(query: ListQuery, principal: Principal): Promise<{ items: ListedThread[]; nextCursor: string | null }> {
    const { sort, limit, q, ...filter } = query;
    const cursor = readListCursor(sort, query.cursor);
    const asOf = sort === 'window' ? (cursor?.asOf ?? this.clock.now().toISOString()) : null;
    const parameters = new Parameters();
    const words = wordsOf(q ?? '');
    const searched = Boolean(q?.trim());
    const status = statusOf(filter, searched);
    const conditions = listConditions(filter, status, principal, searched, parameters);
    const search = searched ? this.searched(q!, words, parameters) : null;
    const page = { sort, cursor, rows: limit + 1, windows: this.openWindows(asOf), search };
    const text = threadPage(conditions, page, parameters);
    const rows = await this.read(nameOf(query, status, cursor?.part, principal), text, parameters.values);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = last && {
      part: last.pagePart,
      at: last.pageAt.toISOString(),
      id: last.id,
      asOf,
    };
    return {
      items: shown.map((row) => ({ ...this.threads.view(row), ...(searched && { hit: hitOf(row, words) }) })),
      nextCursor: next && rows.length > limit ? listCursor(sort, next) : null,
    };
  }

  async counts(principal: Principal): Promise<ThreadCounts> {
    const values = [...eyesOf(principal), principal.memberOf];
    const [c] = await this.db.named<Record<string, number>>('thread-counts', threadCounts, values);
    const of = (view: string) => ({ threads: c![`${view}Threads`] ?? 0, unread: c![`${view}Unread`] ?? 0 });
    return {
      mine: of('mine'),
      unassigned: of('unassigned'),
      team: of('team'),
      all: of('all'),
      snoozed: of('snoozed'),
      failed: { threads: c!.failedThreads! },
    };
  }

  /** Of the latest threads that may be seen: what somebody filters by is what they see about them. */
  async facets(principal: Principal): Promise<ThreadFacets> {
    const [facets] = await this.db.query<ThreadFacets & Record<string, unknown>>(threadFacets, eyesOf(principal));
    return { ...facets!, memberOf: principal.memberOf };
  }

  private searched(q: string, words: string[], parameters: Parameters): string {
    const { name, digits } = searchWords(q.trim());
    const times = timesBack(this.clock.now());
    return searchParts(
      { words: words.length > 0 ? words : null, goesOn: mayGoOn(words), times, name: name!, digits },
      parameters,
    );
  }

  private openWindows(asOf: string | null): OpenWindows {
    const hoursOf = this.channels
      .all()
      .map(({ id, capabilities }) => [id, capabilities?.replyWindowHours ?? 0] as const);
    const hours = Math.max(0, ...hoursOf.map(([, each]) => each));
    const since = asOf === null ? '' : new Date(Date.parse(asOf) - hours * 3_600_000).toISOString();
    return { channelIds: hoursOf.filter(([, each]) => each > 0).map(([id]) => id), since };
  }

  private read(name: string | null, text: string, values: unknown[]): Promise<PageRow[]> {
    return name === null ? this.db.query<PageRow>(text, values) : this.db.named<PageRow>(name, text, values);
  }
}

/** Of the lists that are read all day, the name by which their statement is prepared; null: it is planned for itself. */
function nameOf(query: ListQuery, status: string, part: number | undefined, { teams }: Principal): string | null {
  const { view, sort, limit, cursor: _cursor, status: _status, ...further } = query;
  const plain = Object.values(further).every((value) => value === undefined);
  if (!plain || !usualLimits.includes(limit)) return null;
  return `threads-${view}-${status}-${sort}-${limit}-${part ?? 'first'}${teams === null ? '' : '-kept'}`;
}

const hitOf = ({ hitSeq, hitText }: PageRow, words: readonly string[]): ListedThread['hit'] =>
  hitSeq && hitText ? { seq: hitSeq, parts: snippetOf(hitText, words) } : null;
