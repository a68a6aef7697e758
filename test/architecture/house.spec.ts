import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  api,
  channelShiftRoutes,
  liveBoardRoutes,
  moreReportRoutes,
  reportCostRoutes,
  reportRoutes,
  reportScheduleRoutes,
  reportTargetRoutes,
} from '#libs/contracts';

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
const read = (file: string) => readFileSync(file, 'utf8');
const sources = tracked.filter((f) => /^(libs|apps)\/.*\.tsx?$/.test(f) && !f.endsWith('.spec.ts'));

describe('the house', () => {
  it('names a provider only inside its own folder', () => {
    const named = sources
      .filter((f) => f.startsWith('libs/') && !f.startsWith('libs/channels/'))
      .flatMap((f) =>
        read(f)
          .split('\n')
          .map((line) => [f, line] as const),
      )
      .filter(([, line]) => /\b(twilio|meta)(\b|_)/i.test(line) && !/import\.meta|<meta |^\s*(\/\/|\/?\*)/.test(line));
    expect(named).toEqual([]);
  });

  it('uses names that say what a file is', () => {
    expect(tracked.filter((f) => /(^|\/)(utils?|helpers?|common|manager|base)(\.|\/)/.test(f))).toEqual([]);
  });

  it('has an access rule and a summary for every operation, and no operation twice', () => {
    const operations = Object.values(api).map((route) => `${route.method} ${route.path}`);
    expect(new Set(operations).size).toBe(operations.length);
    for (const route of Object.values(api)) {
      expect(route.access === 'public' || route.access.length > 0).toBe(true);
      expect(route.summary).not.toBe('');
    }
  });

  it('binds every operation of the contract to exactly one handler', () => {
    const bound = sources.flatMap((f) => [...read(f).matchAll(/@Route\(api\.(\w+)\)/g)].map((m) => m[1]!));
    for (const [, name] of sources.flatMap((f) => [...read(f).matchAll(/tablesController\(moreReports\.(\w+)/g)]))
      bound.push(name!, `${name}Csv`, `${name}Calls`);
    expect(bound.sort()).toEqual(Object.keys(api).sort());
  });

  it('reads of a route only what the built console still has', () => {
    const console = sources.filter((f) => f.startsWith('apps/console/') && !f.endsWith('.spec.ts'));
    const fields = console.flatMap((f) => [...read(f).matchAll(/\bapi\.\w+\.(\w+)/g)].map((m) => m[1]!));
    const kept = /const needed = \[(.*)\]/.exec(read('apps/console/slim-contracts.ts'))![1]!;
    const asked = console.flatMap((f) => [...read(f).matchAll(/\bapi\.(\w+)/g)].map((m) => m[1]!));
    const apart = {
      ...reportRoutes,
      ...channelShiftRoutes,
      ...moreReportRoutes,
      ...reportCostRoutes,
      ...reportTargetRoutes,
      ...reportScheduleRoutes,
      ...liveBoardRoutes,
    };
    expect(asked.filter((name) => name in apart)).toEqual([]);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => !kept.includes(`'${field}'`))).toEqual([]);
  });

  it('keeps registry addresses out of the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "http/);
  });
});
