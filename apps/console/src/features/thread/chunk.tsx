import { memo, type ReactNode, type RefObject, useRef } from 'react';
import { authorOf } from './author.ts';
import type { Chunk as ChunkOf } from './chunks.ts';
import css from './conversation.module.css';
import type { StreamItem } from './stream.ts';
import { plainText } from './plain-text.ts';
import { useNear } from './use-near.ts';

interface Props {
  chunk: ChunkOf;
  scroller: RefObject<HTMLElement | null>;
  customer: string;
  /** Must stay the same as long as what it draws does. */
  draw: (item: StreamItem) => ReactNode;
}

/** Where nothing was ever drawn: about what a short message takes. */
const usualHeight = 58;

const messagesOf = (item: StreamItem) =>
  item.kind === 'message' ? [item.message] : item.kind === 'album' ? item.messages : [];

/**
 * A stretch of the conversation. Far from what is in sight only its words are there, in a box of the same height: a
 * thread of thousands stays light, and a search in the page or a screen reader still finds everything.
 */
export const Chunk = memo(function Chunk({ chunk, scroller, customer, draw }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const { near, height } = useNear(list, scroller, chunk.eager);
  if (near) {
    return (
      <ol ref={list} className={css.stream}>
        {chunk.items.map(draw)}
      </ol>
    );
  }
  const messages = chunk.items.flatMap(messagesOf);
  return (
    <ol ref={list} data-far="" className={css.far} style={{ height: height ?? chunk.items.length * usualHeight }}>
      {messages.map((message) => (
        <li key={message.id} data-at={message.id}>
          {authorOf(message, customer)}: {plainText(message)}
        </li>
      ))}
    </ol>
  );
});
