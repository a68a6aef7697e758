import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { ConfigError, readConfig } from '#libs/platform';
import { type RunningHub, startHub } from './start.js';
import { welcome } from './welcome.js';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const hub = await startHub(config, { lively: true });
  stopOnSignal(hub);
  console.log(welcome(config, hub.sandbox, process.uptime()));
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});

function stopOnSignal(hub: RunningHub): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void hub
        .stop()
        .catch((error: Error) => new Logger('Hub').error(error.message))
        .finally(() => process.exit(0));
    });
  }
}
