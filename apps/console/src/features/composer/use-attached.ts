import { useRef, useState } from 'react';
import { wordsOf } from '../../api/client.ts';
import { uploadFile } from '../../api/upload.ts';

/** A file beside a reply that is being written. */
export interface Attached {
  key: string;
  name: string;
  /** The hub's, once it is there. */
  id: string | null;
  /** From 0 to 1. */
  progress: number;
  thumbnailUrl: string | null;
  /** Why it cannot be sent. */
  problem: string | null;
}

export const mostFiles = 10;
export const accepted = 'image/jpeg,image/png,image/webp,application/pdf,audio/*,video/mp4,video/3gpp';

/** The files of the reply that is being written: uploaded at once, one after the other's choice, in that order. */
export function useAttached() {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const uploads = useRef(new Map<string, AbortController>());
  const change = (key: string, fields: Partial<Attached>) =>
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...fields } : file)));

  const add = (chosen: readonly File[]) => {
    for (const file of chosen.slice(0, mostFiles - files.length)) {
      const key = crypto.randomUUID();
      const upload = new AbortController();
      uploads.current.set(key, upload);
      const fresh = { key, name: file.name, id: null, progress: 0, thumbnailUrl: null, problem: null };
      setFiles((all) => [...all, fresh]);
      uploadFile(file, (progress) => change(key, { progress }), upload.signal).then(
        ({ id, thumbnailUrl }) => change(key, { id, thumbnailUrl, progress: 1 }),
        (error: unknown) => change(key, { problem: wordsOf(error) }),
      );
    }
  };

  const remove = (key: string) => {
    uploads.current.get(key)?.abort();
    setFiles((all) => all.filter((file) => file.key !== key));
  };

  return {
    files,
    add,
    remove,
    clear: () => setFiles([]),
    /** Of a reply that was refused and is written once more. */
    putBack: (back: readonly Attached[]) => setFiles((all) => [...back, ...all]),
    ready: files.every(({ id }) => id !== null),
  };
}
