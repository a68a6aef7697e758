import type { Message } from '#libs/contracts';

export interface Reaction {
  emoji: string;
  /** Who reacted with it. */
  by: string;
}

const targetOf = ({ threadId, quoted, content }: Message, byProviderId: ReadonlyMap<string, number>) =>
  quoted?.threadId === threadId ? quoted.seq : byProviderId.get(String(content?.messageId));

/**
 * What stands on each message, by its number: of each person the last word, which may be none. `targets`: of the
 * reactions whose message is here, its number.
 */
export function reactionsOf(messages: readonly Message[]): {
  on: Map<number, Reaction[]>;
  targets: Map<number, number>;
} {
  const here = new Set(messages.map(({ seq }) => seq));
  const byProviderId = new Map(messages.flatMap((m) => (m.providerMessageId ? [[m.providerMessageId, m.seq]] : [])));
  const last = new Map<string, { target: number; reaction: Reaction | null }>();
  const targets = new Map<number, number>();
  for (const message of messages) {
    if (message.type !== 'reaction') continue;
    const target = targetOf(message, byProviderId);
    if (target === undefined || !here.has(target)) continue;
    targets.set(message.seq, target);
    const { author, content, text } = message;
    const emoji = typeof content?.emoji === 'string' ? content.emoji : text;
    const who = `${target} ${author.kind} ${author.id}`;
    // Map keeps the first place of a key: who changes their mind goes to the end.
    last.delete(who);
    last.set(who, { target, reaction: emoji ? { emoji, by: author.name ?? '' } : null });
  }
  const on = new Map<number, Reaction[]>();
  for (const { target, reaction } of last.values()) if (reaction) on.set(target, [...(on.get(target) ?? []), reaction]);
  return { on, targets };
}
