/** live: connected, and every watch was acknowledged since; catching-up: on the way there; offline: no connection. */
export type ConnectionState = 'live' | 'catching-up' | 'offline';

export interface ConnectionFacts {
  connected: boolean;
  /** The very first attempt is still under way. */
  starting: boolean;
  /** For each watch, whether the hub has acknowledged it over the present connection. */
  acknowledged: readonly boolean[];
}

export function connectionState({ connected, starting, acknowledged }: ConnectionFacts): ConnectionState {
  if (!connected) return starting ? 'catching-up' : 'offline';
  return acknowledged.length > 0 && acknowledged.every(Boolean) ? 'live' : 'catching-up';
}
