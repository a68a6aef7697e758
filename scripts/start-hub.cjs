// Starts the hub's bundle with what V8 made of it the last time: compiling five megabytes is a third of a start. Written once,
// by the first start that lives for a few seconds; whatever another version of Node made is not used.
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const filename = path.join(__dirname, 'hub.cjs');
const cache = path.join(__dirname, `hub.${process.version}-${process.arch}.cache`);
const read = (file) => {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
};

const cachedData = read(cache);
// What V8 kept has no dynamic imports: the bundle has none either.
const script = new vm.Script(wrap(readFileSync(filename, 'utf8')), { filename, ...(cachedData && { cachedData }) });
if (!cachedData || script.cachedDataRejected) setTimeout(write, 3000).unref();
script.runInThisContext()({}, createRequire(filename), { exports: {} }, filename, __dirname);

function write() {
  const partial = `${cache}.${process.pid}`;
  try {
    writeFileSync(partial, script.createCachedData());
    renameSync(partial, cache);
  } catch {
    // An installation that may not be written starts without.
  }
}
