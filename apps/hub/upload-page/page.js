// Sends photos piece by piece, so that nothing is lost where a connection is. Without this script the form does it at once.
// Served as it is written: for browsers of the last five years, without a build.
(function () {
  'use strict';

  var form = document.querySelector('form');
  // Checksums need a secure page; without them the plain form stays.
  if (!form || !window.crypto || !crypto.subtle || !window.fetch || !HTMLCanvasElement.prototype.toBlob) return;

  var words = JSON.parse(form.dataset.words);
  var left = Number(form.dataset.left);
  var files = document.getElementById('files');
  var status = document.getElementById('status');
  var address = location.pathname.replace(/\/$/, '') + '/files';
  var longestSide = 2560;
  var mostBytes = 16 * 1024 * 1024;
  var pieceBytes = 1024 * 1024;
  var longestPause = 15000;
  var queue = [];
  var busy = false;

  document.documentElement.classList.add('scripted');
  form.addEventListener('change', function (event) {
    Array.prototype.slice.call(event.target.files || []).forEach(add);
    // The same photo may be chosen again.
    event.target.value = '';
  });
  window.addEventListener('beforeunload', function (event) {
    if (busy) event.preventDefault();
  });

  /** A line of the list, and what is told about it. */
  function add(file) {
    var line = document.createElement('li');
    var picture = document.createElement('img');
    var bar = document.createElement('progress');
    picture.alt = '';
    picture.src = URL.createObjectURL(file);
    picture.onerror = function () {
      picture.remove();
    };
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name || words.aPhoto);
    line.append(picture, span('name', file.name || words.aPhoto), span('state', ''), bar);
    files.append(line);
    var photo = { file: file, line: line, bar: bar, name: file.name || words.aPhoto };
    if (left <= 0) return refuse(photo, words.tooMany);
    // Given back where it is refused.
    left -= 1;
    show(photo, 'waiting', words.waiting);
    showLeft();
    queue.push(photo);
    void next();
  }

  /** One after the other: the first has arrived while the last one is still being taken. */
  async function next() {
    if (busy) return;
    busy = true;
    delete status.dataset.state;
    status.textContent = '';
    try {
      for (var photo = queue.shift(); photo; photo = queue.shift()) await send(photo);
    } finally {
      busy = false;
    }
    var states = Array.prototype.map.call(files.children, function (line) {
      return line.dataset.state;
    });
    if (states.length > 0 && states.every((state) => state === 'arrived')) status.textContent = words.allArrived;
  }

  async function send(photo) {
    try {
      show(photo, 'preparing', words.preparing);
      var blob = await smaller(photo.file);
      if (blob.size > mostBytes) throw refusal(words.tooLarge.replace('%n', photo.name));
      var sum = hex(await crypto.subtle.digest('SHA-256', await readAll(blob)));
      await deliver(photo, blob, sum);
      photo.bar.remove();
      show(photo, 'arrived', words.arrived);
    } catch (error) {
      refuse(photo, error.sentence || words.failed, !error.final);
      left += 1;
    }
    showLeft();
  }

  /** Until it is there: whatever is cut goes on where the hub says. */
  async function deliver(photo, blob, sum) {
    var pause = 500;
    var state = null;
    for (;;) {
      try {
        state =
          state ||
          (await ask(
            'POST',
            address,
            JSON.stringify({ sha256: sum, bytes: blob.size, name: photo.file.name || null }),
          ));
        while (!state.arrived) {
          state = await piece(photo, blob, sum, state.offset);
          pause = 500;
        }
        return;
      } catch (error) {
        if (error.final) throw error;
        state = null;
        show(photo, 'waiting', words.noConnection);
        await rest(pause);
        pause = Math.min(pause * 2, longestPause);
      }
    }
  }

  function piece(photo, blob, sum, offset) {
    var part = blob.slice(offset, offset + pieceBytes);
    progress(photo, offset / blob.size);
    return ask('PATCH', address + '/' + sum, part, { 'upload-offset': offset }, function (sent) {
      progress(photo, (offset + sent) / blob.size);
    });
  }

  /** A request; XMLHttpRequest, because fetch tells nothing of what it has sent. */
  function ask(method, url, body, headers, onSent) {
    return new Promise(function (resolve, reject) {
      var request = new XMLHttpRequest();
      request.open(method, url);
      request.timeout = 60000;
      request.setRequestHeader('content-type', onSent ? 'application/offset+octet-stream' : 'application/json');
      Object.keys(headers || {}).forEach((name) => request.setRequestHeader(name, headers[name]));
      if (onSent) request.upload.onprogress = (event) => onSent(event.loaded);
      request.onload = function () {
        var answer = read(request.responseText);
        if (request.status < 300 && answer) return resolve(answer);
        // 404 of a file that was swept, 409 of a place that is another: begun again, the hub knows how far it is.
        var lasting = [400, 410, 413, 415].indexOf(request.status) >= 0;
        var gone = request.status === 404 && method === 'POST';
        reject(lasting || gone ? refusal(answer && answer.detail) : new Error('again'));
      };
      request.onerror = request.ontimeout = request.onabort = () => reject(new Error('cut'));
      request.send(body);
    });
  }

  /** At most so large as an agent can make use of; as it is where that cannot be done here. */
  async function smaller(file) {
    var image = await decode(file);
    if (!image) return file;
    try {
      var share = longestSide / Math.max(image.naturalWidth, image.naturalHeight);
      if (share >= 1) return file;
      var canvas = document.createElement('canvas');
      canvas.width = Math.round(image.naturalWidth * share);
      canvas.height = Math.round(image.naturalHeight * share);
      var context = canvas.getContext('2d');
      if (!context) return file;
      // What is see-through would become black.
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      var blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.88));
      canvas.width = canvas.height = 0;
      return blob && blob.size < file.size ? await withTime(blob, await takenAt(file)) : file;
    } finally {
      URL.revokeObjectURL(image.src);
    }
  }

  function decode(file) {
    return new Promise(function (resolve) {
      var image = new Image();
      image.onload = () => resolve(image);
      image.onerror = function () {
        URL.revokeObjectURL(image.src);
        resolve(null);
      };
      image.src = URL.createObjectURL(file);
    });
  }

  /**
   * When a JPEG was taken, as its camera wrote it (EXIF 2.31: 0x9003, and 0x9011 for the offset from UTC, for which this
   * phone's own stands in): `2026:03:01 09:30:00+00:00`; null where it does not say.
   */
  async function takenAt(file) {
    var view = new DataView(await readAll(file.slice(0, 131072)));
    try {
      if (view.getUint16(0) !== 0xffd8) return null;
      var at = 2;
      while (view.getUint16(at) !== 0xffe1 || view.getUint32(at + 4) !== 0x45786966) {
        if (view.getUint8(at) !== 0xff || view.getUint16(at) === 0xffda) return null;
        at += 2 + view.getUint16(at + 2);
      }
      var start = at + 10;
      var little = view.getUint16(start) === 0x4949;
      var inner = entry(view, start, view.getUint32(start + 4, little), little, 0x8769);
      var time = inner ? text(view, start, entry(view, start, inner, little, 0x9003), 19) : '';
      var parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(time);
      if (!parts) return null;
      var offset = text(view, start, entry(view, start, inner, little, 0x9011), 6);
      return time + (/^[+-]\d\d:\d\d$/.test(offset) ? offset : offsetHere(parts.slice(1).map(Number)));
    } catch {
      // An address beyond what was read.
      return null;
    }
  }

  /** Of a wall clock's time here: `+01:00`. */
  function offsetHere(clock) {
    var minutes = -new Date(clock[0], clock[1] - 1, clock[2], clock[3], clock[4], clock[5]).getTimezoneOffset();
    var two = (value) => ('0' + value).slice(-2);
    var size = Math.abs(minutes);
    return (minutes < 0 ? '-' : '+') + two(Math.floor(size / 60)) + ':' + two(size % 60);
  }

  /** Where the value of a directory's entry is, or itself where it is short; 0 where there is none with this tag. */
  function entry(view, start, directory, little, tag) {
    var place = start + directory + 2;
    for (var count = view.getUint16(start + directory, little); count > 0; count -= 1, place += 12) {
      if (view.getUint16(place, little) === tag) return view.getUint32(place + 8, little);
    }
    return 0;
  }

  function text(view, start, place, length) {
    var letters = '';
    for (var index = 0; place && index < length; index += 1)
      letters += String.fromCharCode(view.getUint8(start + place + index));
    return letters;
  }

  /** A canvas forgets all of it: the time, and nothing else, is written into what it made. */
  async function withTime(blob, time) {
    if (!time) return blob;
    var head = new DataView(new ArrayBuffer(94));
    var rows = [
      // The segment and its length; 'Exif'; a TIFF header; a directory with the address of the next one.
      [0, 0xffe1, 92, 0x4578, 0x6966, 0, 0x4d4d, 42, 0, 8, 1, 0x8769, 4, 0, 1, 0, 26, 0, 0],
      [36, 2, 0x9003, 2, 0, 20, 0, 56, 0x9011, 2, 0, 7, 0, 76, 0, 0],
    ];
    rows.forEach(function (row) {
      for (var index = 1; index < row.length; index += 1) head.setUint16(row[0] + 2 * (index - 1), row[index]);
    });
    for (var index = 0; index < 25; index += 1)
      head.setUint8(index < 19 ? 66 + index : 67 + index, time.charCodeAt(index));
    return new Blob([blob.slice(0, 2), head.buffer, blob.slice(2)], { type: 'image/jpeg' });
  }

  function readAll(blob) {
    return new Promise(function (resolve, reject) {
      var reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsArrayBuffer(blob);
    });
  }

  /** Until then, or until the phone says that it has a connection again. */
  function rest(ms) {
    return new Promise(function (resolve) {
      setTimeout(resolve, ms);
      window.addEventListener('online', resolve, { once: true });
    });
  }

  function progress(photo, share) {
    photo.bar.value = share;
    show(photo, 'sending', words.sending.replace('%p', String(Math.round(share * 100))));
  }

  function show(photo, state, text) {
    photo.line.dataset.state = state;
    photo.line.querySelector('.state').textContent = text;
  }

  function refuse(photo, sentence, mayTryAgain) {
    photo.bar.remove();
    show(photo, 'refused', sentence);
    // To be heard: it can be read in the line itself.
    status.dataset.state = 'refused';
    status.textContent = sentence;
    if (!mayTryAgain) return;
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.tryAgain;
    button.onclick = function () {
      photo.line.remove();
      add(photo.file);
    };
    photo.line.append(button);
  }

  function showLeft() {
    document.getElementById('left').textContent = words.left.replace('%n', String(left));
    form.hidden = left <= 0;
  }

  function refusal(sentence) {
    return Object.assign(new Error('refused'), { final: true, sentence: sentence });
  }

  function span(name, text) {
    var element = document.createElement('span');
    element.className = name;
    element.textContent = text;
    return element;
  }

  function read(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  function hex(buffer) {
    return Array.prototype.map.call(new Uint8Array(buffer), (byte) => ('0' + byte.toString(16)).slice(-2)).join('');
  }
})();
