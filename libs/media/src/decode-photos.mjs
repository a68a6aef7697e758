// Decodes photos in a process of its own, where a crash or a bomb hurts nobody: the hub asks by messages, one photo at a
// time, and starts another process where this one ends. A plain program, so that the bundle, the compiled modules and the
// tests all start the same file.
import { setPriority } from 'node:os';
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const limits = JSON.parse(process.argv[2]);

sharp.cache(false);
sharp.concurrency(1);
// Nothing but the three formats can be read, whatever a file turns out to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'] });

// Webhooks come before photos; and where the machine runs out of memory, this process goes and not the hub.
try {
  setPriority(10);
  await writeFile('/proc/self/oom_score_adj', '1000');
} catch {
  // Not Linux, or not allowed.
}
setInterval(() => {
  if (process.memoryUsage.rss() > limits.memory) process.kill(process.pid, 'SIGKILL');
}, 20);

process.on('disconnect', () => process.exit());
process.on('message', ({ id, file }) => {
  decode(file).then(
    (photo) => process.send({ id, photo }),
    (error) => process.send({ id, refusal: error.refusal ?? 'damaged', reason: String(error.message).slice(0, 300) }),
  );
});
process.send({ ready: true });

async function decode(file) {
  const { width, height, exif } = await sharp(file, { limitInputPixels: false }).metadata();
  if (width * height > limits.pixels) {
    throw Object.assign(new Error(`${width} x ${height}`), { refusal: 'too-many-pixels' });
  }
  // Once decoded, everything else is made from what is shown: no metadata come along, and a CMYK, 16-bit or wide-gamut
  // picture is plain sRGB.
  const { data, info } = await sharp(file, { limitInputPixels: limits.pixels, failOn: 'error' })
    .autoOrient()
    .resize(limits.viewing, limits.viewing, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const shown = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const smaller = (size) => shown().resize(size, size, { fit: 'inside', withoutEnlargement: true });
  return {
    width: info.width,
    height: info.height,
    exif: exif ?? null,
    content: await shown().jpeg({ quality: 85 }).toBuffer(),
    thumbnail: await smaller(limits.thumbnail).jpeg({ quality: 78 }).toBuffer(),
    placeholder: await placeholder(smaller(limits.placeholder)),
  };
}

async function placeholder(tiny) {
  for (const quality of [50, 30, 10]) {
    const jpeg = await tiny.clone().blur(1).jpeg({ quality, optimiseCoding: true }).toBuffer();
    const address = `data:image/jpeg;base64,${jpeg.toString('base64')}`;
    if (address.length < limits.placeholderLength) return address;
  }
  return null;
}
