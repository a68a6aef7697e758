import './zod-without-eval.ts';
import './styles/mantine.css';
import './styles/tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries.ts';
import { router } from './router.tsx';
import { language } from './text/t.ts';
import { theme } from './theme.ts';
import { later } from './ui/later.ts';

const Notices = later(async () => (await import('./ui/notices.tsx')).Notices);

// After an update the old page's chunks are gone from the hub: the new page has its own. Where the connection is what is
// missing, the page is still the hub's, and reloading it would lose it.
window.addEventListener('vite:preloadError', () => void reloadIfUpdated());
async function reloadIfUpdated(): Promise<void> {
  const script = document.querySelector('script[type=module][src]')?.getAttribute('src');
  const page = await fetch('/', { cache: 'no-store' }).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  );
  if (script && page !== null && !page.includes(script)) window.location.reload();
}

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
document.documentElement.lang = language();
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Suspense>
          <Notices />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
