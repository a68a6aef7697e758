import { ConsoleLogger } from '@nestjs/common';
import type { Config } from './config.js';

/**
 * Readable lines on a terminal, JSON lines in production. Phone numbers are masked wherever they slip into a message,
 * so that a careless log line does not become a leak; texts of messages are never logged at all.
 */
export function createLogger(config: Pick<Config, 'production' | 'logLevel'>): ConsoleLogger {
  const levels = ['error', 'warn', 'log', 'debug'] as const;
  return new MaskingLogger('Shiftline', {
    json: config.production,
    colors: !config.production && process.stdout.isTTY,
    logLevels: levels.slice(0, levels.indexOf(config.logLevel) + 1),
  });
}

/** `+447700900123` becomes `+4477…23`: enough to tell two callers apart while reading a log. */
export const maskPhones = (text: string) =>
  text.replace(/\+?\d{9,15}(?!\d)/g, (digits) => `${digits.slice(0, 5)}…${digits.slice(-2)}`);

/** What Nest says of its own start: hundreds of lines that nobody reads, so only with LOG_LEVEL=debug. */
const startUp = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

class MaskingLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (this.isLevelEnabled('debug') || !startUp.has(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }

  protected override stringifyMessage(message: unknown, level: never): string {
    // Line breaks are escaped: nobody can forge a second log line.
    return maskPhones(String(super.stringifyMessage(message, level) as string)).replace(/\r/g, '\\r');
  }
}
