import { Injectable, Logger } from '@nestjs/common';
import { Feed, Threads, type Watched } from '#libs/messaging';
import { Repeat } from '#libs/platform';
import type { ConsoleNamespace } from './console-socket.service.js';
import { LiveInboxes } from './live-inboxes.service.js';
import { LivePeople } from './live-people.service.js';
import { LivePresence } from './live-presence.service.js';
import { LiveThreads } from './live-threads.service.js';
import { OtherHubs } from './other-hubs.service.js';

/** After this long a console knows also of what no hint told it. */
const headsMs = 3000;

/**
 * How screens hear of commits: of this hub's own at once by the feed, of other hubs' by their hints, and of whatever
 * neither told by a look at the heads of all that is watched, every few seconds.
 */
@Injectable()
export class Live {
  private readonly log = new Logger('Console');
  private looking: Repeat | undefined;

  constructor(
    private readonly feed: Feed,
    private readonly hubs: OtherHubs,
    private readonly threads: Threads,
    private readonly liveThreads: LiveThreads,
    private readonly inboxes: LiveInboxes,
    private readonly presence: LivePresence,
    private readonly people: LivePeople,
  ) {}

  /** By which hubs reach each other; undefined without Redis: Socket.IO's own, of one process. */
  get adapter() {
    return this.hubs.adapter;
  }

  start(namespace: ConsoleNamespace): void {
    this.inboxes.start(namespace);
    this.presence.start(namespace);
    this.people.start(namespace);
    this.feed.on('created', (message) => {
      this.liveThreads.created(message);
      this.hubs.tell((hints) => hints.created(message.threadId, message.seq));
    });
    this.feed.on('changed', (places) => {
      this.liveThreads.changed(places);
      this.hubs.tell((hints) => places.forEach((place) => hints.changed(place)));
    });
    this.feed.on('thread', (threadId, assigneeId, from) => {
      if (from) this.inboxes.was(threadId, from);
      this.inboxes.changed(threadId, assigneeId);
      this.hubs.tell((hints) => hints.thread(threadId, from));
    });
    this.hubs.start(namespace, ({ created, changed, moved, threads, presence, drafts, mentions }) => {
      for (const [threadId, seq] of created) this.liveThreads.reached(threadId, seq);
      this.liveThreads.changed(changed.map(([threadId, seq]) => ({ threadId, seq })));
      for (const [threadId, assigneeId, teamId] of moved) this.inboxes.was(threadId, { assigneeId, teamId });
      for (const threadId of threads) this.inboxes.changed(threadId);
      if (presence.length > 0) this.presence.heard(presence);
      this.people.heard(drafts, mentions);
    });
    this.looking = new Repeat(
      headsMs,
      () => this.look(),
      ({ message }) => this.log.warn(`heads not read: ${message}`),
    );
  }

  async stop(): Promise<void> {
    this.inboxes.stop();
    this.liveThreads.stop();
    await this.people.stop();
    await this.looking?.stop();
  }

  /** One query, and none where nobody watches anything. */
  private async look(): Promise<void> {
    this.presence.forgetTheGone();
    const watched: Watched = { ...this.liveThreads.watched(), ...this.inboxes.shown() };
    const { threads, all, unassigned, mine, teams, free } = watched;
    const lists = [threads, mine, teams, free];
    if (!all && !unassigned && lists.every((list) => list.length === 0)) return;
    const heads = await this.threads.heads(watched);
    this.liveThreads.compare(heads);
    this.inboxes.compare(heads);
  }
}
