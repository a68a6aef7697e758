// Reads digits off photos in a process of its own: the hub asks by messages, one photo at a time, and ends it where it takes
// too long. A plain program, so that the bundle, the compiled modules and the tests all start the same file. Nothing is
// fetched: program and data come with their packages.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM, PSM } from 'tesseract.js';

sharp.cache(false);
sharp.concurrency(1);

try {
  setPriority(10);
  await writeFile('/proc/self/oom_score_adj', '1000');
} catch {
  // Not Linux, or not allowed.
}
process.on('disconnect', () => process.exit());

const data = path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
const worker = await createWorker('eng', OEM.LSTM_ONLY, {
  langPath: path.join(data, '4.0.0_best_int'),
  gzip: true,
  cacheMethod: 'none',
});

process.on('message', ({ id, photo, rotation }) => {
  read(photo, rotation).then(
    (found) => process.send({ id, found }),
    () => process.send({ id, found: [] }),
  );
});
process.send({ ready: true });

// As wide as digits are read best, and small enough to be quick.
const width = 1200;

/** What looks like digits, each as sure as it is: dark on light, then light on dark as counters often are. */
async function read(photo, rotation) {
  const grey = await sharp(photo)
    .rotate(rotation)
    .resize({ width, height: width, fit: 'inside' })
    .greyscale()
    .normalise()
    .png()
    .toBuffer();
  const dark = await sharp(grey).negate().png().toBuffer();
  const found = [];
  for (const [picture, mode] of [
    [grey, PSM.SPARSE_TEXT],
    [dark, PSM.SPARSE_TEXT],
    [grey, PSM.SINGLE_BLOCK],
  ]) {
    // A third look at what is clear finds nothing new.
    if (mode === PSM.SINGLE_BLOCK && found.some(({ confidence }) => confidence > 0.8)) break;
    await worker.setParameters({ tessedit_char_whitelist: '0123456789.,', tessedit_pageseg_mode: mode });
    const { data: page } = await worker.recognize(picture, {}, { text: false, blocks: true });
    for (const line of linesOf(page)) found.push(...numbersOf(line));
  }
  return found;
}

const linesOf = ({ blocks }) =>
  (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.map(({ words }) => words)));

/** Each number of a line, and the whole line as one: the wheels of a counter stand apart. */
function numbersOf(words) {
  const numbers = words.map(({ text, confidence }) => ({ text: text.trim(), confidence: confidence / 100 }));
  const together = {
    text: numbers.map(({ text }) => text).join(''),
    confidence: Math.min(...numbers.map(({ confidence }) => confidence)),
  };
  return numbers.length > 1 ? [...numbers, together] : numbers;
}
