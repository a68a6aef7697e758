export interface Answer {
  /** 0: no answer came. */
  status: number;
  text: string;
}

/** One request; whatever goes wrong is status 0. */
export async function request(
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string | Buffer },
  timeoutMs = 15_000,
): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) } as RequestInit);
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}
