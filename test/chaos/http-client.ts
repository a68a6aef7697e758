import http from 'node:http';

export interface Answer {
  /** 0: no answer came. */
  status: number;
  text: string;
}

/** As many connections as a provider keeps to one address; what is more waits its turn instead of flooding who comes back. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });

/** One request; whatever goes wrong is status 0. `timeoutMs`: from when it has a connection. */
export function request(
  url: string,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: string | Buffer },
  timeoutMs = 15_000,
): Promise<Answer> {
  return new Promise((resolve) => {
    const asked = http.request(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() }));
    });
    let timer: NodeJS.Timeout | undefined;
    asked.on('socket', () => (timer = setTimeout(() => asked.destroy(), timeoutMs)));
    // Always the last event, also of a request that went wrong; what was resolved before stays so.
    asked.on('close', () => {
      clearTimeout(timer);
      resolve({ status: 0, text: '' });
    });
    asked.on('error', () => {});
    asked.end(body);
  });
}
