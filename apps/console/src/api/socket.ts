import { type ClientEvents, consoleNamespace, type ServerEvents, type SocketProblem } from '#libs/contracts';
import { io, type Socket } from 'socket.io-client';
import { refusalOf, unreachable } from './client.ts';

export type ConsoleSocket = Socket<ServerEvents, ClientEvents>;

/** One connection for the whole console, opened once somebody is signed in. Reconnects with jitter. */
export const socket: ConsoleSocket = io(consoleNamespace, {
  autoConnect: false,
  transports: ['websocket'],
  withCredentials: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 8_000,
  randomizationFactor: 0.7,
});

type Input<E extends keyof ClientEvents> = Parameters<ClientEvents[E]>[0];
type Answer<E extends keyof ClientEvents> = Exclude<Parameters<Parameters<ClientEvents[E]>[1]>[0], SocketProblem>;

const answerWithin = 8_000;

/** Emits and waits for the acknowledgement; a refusal or a silence is thrown. Never queued for a later connection. */
export async function ask<E extends keyof ClientEvents>(event: E, input: Input<E>): Promise<Answer<E>> {
  if (!socket.connected) throw unreachable();
  const emit = socket.timeout(answerWithin) as unknown as {
    emitWithAck(event: string, input: unknown): Promise<Answer<E> | SocketProblem>;
  };
  const answer = await emit.emitWithAck(event, input).catch(() => {
    throw unreachable();
  });
  if (answer && typeof answer === 'object' && 'error' in answer)
    throw await refusalOf({ status: 400, ...answer.error });
  return answer as Answer<E>;
}

/** For what may be lost, such as "is typing". */
export const tell = <E extends keyof ClientEvents>(event: E, input: Input<E>): void => {
  ask(event, input).catch(() => undefined);
};
