import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Mutant } from './mutants.js';

/**
 * A copy of what was built, so that a build in the meantime changes nothing under running hubs, and so that a mutant is
 * planted in the copy alone. Answers the program to start.
 */
export async function copyProgram(dir: string, mutant: Mutant | undefined): Promise<string> {
  await mkdir(dir, { recursive: true });
  for (const part of ['apps', 'libs', 'migrations'])
    await cp(path.resolve('dist', part), path.join(dir, 'dist', part), { recursive: true });
  await cp(path.resolve('package.json'), path.join(dir, 'package.json'));
  await symlink(path.resolve('node_modules'), path.join(dir, 'node_modules'));
  for (const { file, from, to } of mutant?.patches ?? []) {
    const at = path.join(dir, 'dist', file);
    const text = await readFile(at, 'utf8');
    if (!text.includes(from)) throw new Error(`mutant ${mutant!.name}: ${file} must hold ${JSON.stringify(from)}`);
    await writeFile(
      at,
      text.replaceAll(from, () => to),
    );
  }
  await promisify(execFile)(process.execPath, [path.resolve('scripts/bundle-hub.mjs'), path.join(dir, 'dist')]);
  return path.join(dir, 'dist/hub/main.cjs');
}
