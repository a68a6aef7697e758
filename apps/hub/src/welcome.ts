import type { Config } from '#libs/platform';
import type { SandboxFile } from './demo.js';

/** What the terminal shows when the hub is ready: one address, and in the sandbox who can sign in. */
export function welcome(config: Config, sandbox: SandboxFile | undefined, seconds: number): string {
  const ready = `Shiftline is ready after ${seconds.toFixed(1)} s`;
  if (!sandbox) return `${ready}: ${config.publicUrl}`;
  const width = Math.max(...sandbox.users.map((user) => user.email.length));
  const users = sandbox.users.map((u) => `    ${u.role.padEnd(10)}  ${u.email.padEnd(width)}  ${u.password}`);
  return [
    '',
    `  ${ready}`,
    '',
    `  Open      ${config.publicUrl}/sandbox`,
    "            a phone to ring and text from, with the agents' console beside it",
    '',
    '  Demo sign-ins',
    ...users,
    '',
    `  Console   ${config.publicUrl}/`,
    `  API       ${config.publicUrl}/api/docs`,
    '',
  ].join('\n');
}
