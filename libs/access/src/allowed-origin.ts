import type { IncomingHttpHeaders } from 'node:http';

/**
 * True where a browser's request comes from a page of this very host. `Sec-Fetch-Site` decides where it is sent (every
 * current browser); else Origin must name the host asked for; requests without either come from no browser.
 */
export function allowedOrigin(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const { origin, host } = headers;
  if (origin) {
    if (!URL.canParse(origin)) return false;
    return new URL(origin).host === host || origin === (publicUrl && new URL(publicUrl).origin);
  }
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
