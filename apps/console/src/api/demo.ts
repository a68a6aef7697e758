import type { Role } from '#libs/contracts';
import { queryOptions } from '@tanstack/react-query';

export interface Demo {
  company: string;
  users: { role: Role; name: string; email: string; password: string }[];
}

/** The sandbox names its company and its sign-ins; outside the sandbox there is nothing there, which is fine. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
  queryFn: async ({ signal }): Promise<Demo | null> => {
    const response = await fetch('/sandbox/api/demo', { signal, headers: { accept: 'application/json' } });
    const json = response.ok && response.headers.get('content-type')?.includes('json');
    return json ? ((await response.json()) as Demo) : null;
  },
});
