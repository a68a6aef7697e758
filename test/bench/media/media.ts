import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxFile } from '../../../apps/hub/src/demo.js';
import { stopChild } from '../child.js';
import { postmasterOf } from '../database.js';
import { freePort, startHubProcess } from '../hub-process.js';
import { wholeNumbers } from '../options.js';
import { median, percentile, spread } from '../percentiles.js';
import { childrenOf, residentMiB } from '../process-stats.js';
import { machine, number, table } from '../report.js';
import { Teardown } from '../teardown.js';
import { type Decoded, decodeAll, pipeline, sharpAlone } from './decoding.js';
import { makePhotos, type PhonePhoto } from './phone-photos.js';
import { PhotoTraffic } from './photo-traffic.js';
import { startPhotoProvider } from './photo-provider.js';

/**
 * `npm run bench:media`: photos of 12 megapixels through the pipeline beside sharp alone on the same files, the hub's memory
 * while many arrive at once, and how long a photo takes to a screen. Figures and ratios; never fails on one.
 */
const teardown = new Teardown();
const defaults = { photos: 6, rounds: 5, steady: 40, burst: 50 };
try {
  await bench(wholeNumbers(process.argv.slice(2), defaults, { photos: 50, rounds: 20, steady: 1000, burst: 500 }));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench(options: typeof defaults): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shiftline-bench-media-'));
  teardown.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o755);
  progress(`taking ${options.photos} photos of 12 megapixels`);
  const photos = await makePhotos(folder, options.photos);
  const [ours, alone] = await decoding(folder, photos, options.rounds);
  const hub = await arriving(folder, photos, options);
  const size = number(median(photos.map(({ bytes }) => bytes)) / 1024 / 1024);
  const per = (each: Decoded[], of: (d: Decoded) => number) => median(each.map(of));
  const row = (name: string, of: (d: Decoded) => number) => {
    const [o, a] = [per(ours, of), per(alone, of)];
    return [name, number(o), number(a), number(o / a, 2)];
  };
  console.log(`
${machine('PostgreSQL as `npm start` runs it')}

Photos of 12 megapixels (JPEG, ${size} MB) to a viewing size and a thumbnail; medians of ${options.rounds} rounds, in turns
${table(
  ['', 'pipeline', 'sharp alone', 'ratio'],
  [
    row('per second and core', ({ cpuMs }) => 1000 / cpuMs),
    row('CPU ms a photo', ({ cpuMs }) => cpuMs),
    row('ms a photo, one after the other', ({ wallMs }) => wallMs),
  ],
)}

Photo on a watching socket after its webhook, in ms
${table(
  ['', 'photos', 'p50', 'p99', 'last'],
  [hub.steady, hub.burst].map((times, n) => [
    n ? 'all at once' : 'one after the other',
    String(times.length),
    number(spread(times).p50, 0),
    number(spread(times).p99, 0),
    number(percentile(times, 1), 0),
  ]),
)}

Memory of the hub and its decoding process (RSS), MiB; wanted: less than 300 above idle
${table(
  ['idle', `most while ${options.burst} arrive`, 'above idle', 'of it the hub', 'its decoding'],
  [
    [hub.idle, hub.peak.all, hub.peak.all - hub.idle, hub.peak.hub - hub.idle, hub.peak.decoding].map((v) =>
      number(v, 0),
    ),
  ],
)}`);
}

async function decoding(
  folder: string,
  photos: readonly PhonePhoto[],
  rounds: number,
): Promise<[Decoded[], Decoded[]]> {
  const contenders = [pipeline(folder), sharpAlone()] as const;
  const figures: [Decoded[], Decoded[]] = [[], []];
  for (const contender of contenders) await decodeAll(contender, photos.slice(0, 1));
  for (let round = 0; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}: decoding`);
    for (const which of round % 2 ? [1, 0] : [0, 1]) figures[which]!.push(await decodeAll(contenders[which]!, photos));
  }
  for (const contender of contenders) contender.stop();
  return figures;
}

async function arriving(folder: string, photos: readonly PhonePhoto[], { steady, burst }: typeof defaults) {
  progress('starting a hub');
  const provider = await startPhotoProvider(photos);
  teardown.add(() => provider.close());
  const dataDir = path.join(folder, 'data');
  const started = await startHub(dataDir, provider.url);
  const hub = {
    ...started,
    sandbox: JSON.parse(readFileSync(path.join(dataDir, 'sandbox.json'), 'utf8')) as SandboxFile,
  };
  const traffic = await PhotoTraffic.open(hub, 10);
  teardown.add(() => traffic.close());
  await sleep(5000);
  const idle = residentMiB(hub.pid);
  progress(`${steady} photos one after the other`);
  const first = await traffic.photo();
  progress(`the first one took ${first.toFixed(0)} ms, with the start of the decoding process`);
  const times: number[] = [];
  for (let n = 0; n < steady; n++) times.push(await traffic.photo());
  progress(`${burst} photos at once`);
  const peak = { all: 0, hub: 0, decoding: 0 };
  const watch = setInterval(() => {
    const own = residentMiB(hub.pid);
    const decoders = childrenOf(hub.pid, 'decode-photos').reduce((sum, pid) => sum + (residentMiB(pid) || 0), 0);
    if (own + decoders > peak.all) Object.assign(peak, { all: own + decoders, hub: own, decoding: decoders });
  }, 20);
  const atOnce = await Promise.all(Array.from({ length: burst }, () => traffic.photo()));
  clearInterval(watch);
  return { idle, peak, steady: times, burst: atOnce };
}

async function startHub(dataDir: string, graphUrl: string) {
  await mkdir(dataDir, { mode: 0o755 });
  return startHubProcess(dataDir, await freePort(), { META_GRAPH_URL: graphUrl }, (child) => {
    teardown.add(async () => {
      await stopChild(child);
      // A hub that had to be killed leaves its database behind. SIGINT is PostgreSQL's fast shutdown.
      const postmaster = postmasterOf(dataDir);
      if (postmaster) process.kill(postmaster, 'SIGINT');
      for (let n = 0; n < 100 && postmasterOf(dataDir); n++) await sleep(100);
    });
  });
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
