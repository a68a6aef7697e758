import { createContext } from 'react';

/** A message by its place. */
export interface Place {
  threadId: string;
  seq: number;
}

/** Brings a message into sight, wherever it is. */
export const JumpTo = createContext<(place: Place) => void>(() => undefined);
