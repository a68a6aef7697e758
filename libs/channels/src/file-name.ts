/** Marks that turn the direction of what follows: `photo[U+202E]gpj.exe` reads as `photoexe.jpg`. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A sender's file name without folders, and without what PostgreSQL, a header or a reader's eye cannot hold. */
export function plainFileName(name: string): string | null {
  const last = name.toWellFormed().split(/[\\/]/).at(-1)!;
  const plain = last
    .replace(/\p{Cc}/gu, '')
    .replace(turning, '')
    .trim();
  return plain.slice(-150).toWellFormed() || null;
}
