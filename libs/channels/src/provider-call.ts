import { parsed } from './loose.js';

/**
 * What became of one request to a provider. not_sent: no byte of it left, so it certainly had no effect. no_answer: it
 * may have had one. answered: with the status, and `json` undefined where the body could not be read or is no JSON.
 */
export type ProviderAnswer =
  | { kind: 'answered'; status: number; json: unknown }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'no_answer'; reason: string };

/** Far more than any provider's answer; a body beyond it counts as unreadable. */
const maxAnswerBytes = 1024 * 1024;

/** One request with a time limit for everything, body included. Never throws and follows no redirect. */
export async function callProvider(
  fetchFunction: typeof fetch,
  url: string,
  request: { method: string; headers: Record<string, string>; body?: string | FormData },
  timeoutMs: number,
): Promise<ProviderAnswer> {
  let response: Response;
  try {
    response = await fetchFunction(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    return { kind: leftNothing(error) ? 'not_sent' : 'no_answer', reason: reasonOf(error) };
  }
  const text = await readText(response).catch(() => null);
  return { kind: 'answered', status: response.status, json: text === null ? undefined : parsed(text) };
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxAnswerBytes) throw new Error('answer too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface SystemFault {
  code?: unknown;
  syscall?: unknown;
  errors?: unknown;
  cause?: unknown;
}

/** Node's fetch wraps what happened below it in `cause`; several addresses tried make an AggregateError. */
function faultsOf(error: unknown): SystemFault[] {
  const fault = error as SystemFault | null;
  if (typeof fault !== 'object' || fault === null) return [];
  if (Array.isArray(fault.errors) && fault.errors.length > 0) return fault.errors.flatMap(faultsOf);
  return fault.cause === undefined ? [fault] : faultsOf(fault.cause);
}

/** Failures of the look-up, of connecting and of the TLS handshake: all come before the first byte of the request. */
function leftNothing(error: unknown): boolean {
  const faults = faultsOf(error);
  return faults.length > 0 && faults.every(beforeTheRequest);
}

function beforeTheRequest({ code, syscall }: SystemFault): boolean {
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return typeof code === 'string' && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|.*CERT.*)$/.test(code);
}

/** Codes and names only: messages can quote addresses. */
function reasonOf(error: unknown): string {
  const codes = faultsOf(error).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  if (codes.length > 0) return [...new Set(codes)].join(', ');
  return error instanceof Error ? error.name : 'failed';
}
