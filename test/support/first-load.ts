import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

/** What a browser loads before the inbox can be used, whoever is signed in already. */
const entries = ['index.html', 'src/routes/app-shell.tsx', 'src/routes/inbox-layout.tsx', 'src/routes/no-thread.tsx'];

/** The files of the built console's first load, below its folder. */
export function firstLoad(dist = path.resolve('dist/console')): string[] {
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const chunks = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the built console has no ${name}`);
    if (chunks.has(name)) return;
    chunks.add(name);
    chunk.imports?.forEach(add);
  };
  entries.forEach(add);
  const files = [...chunks].flatMap((name) => [manifest[name]!.file, ...(manifest[name]!.css ?? [])]);
  return [...new Set(files)].map((file) => path.join(dist, file)).filter((file) => existsSync(file));
}
