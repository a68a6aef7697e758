import { config } from 'zod';

// The contracts are zod schemas; without this zod probes `new Function`, which the content security policy reports.
// Imported before everything else, because schemas probe while they are built.
config({ jitless: true });
