import { api, type Attachment, type Problem } from '#libs/contracts';
import { refusalOf, unreachable, urlOf } from './client.ts';

/** One file to the hub. XMLHttpRequest, because fetch tells no progress of what it sends. */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open(api.uploadAttachments.method, urlOf(api.uploadAttachments.path, {}));
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      if (request.status === api.uploadAttachments.status)
        return resolve((request.response as { items: [Attachment] }).items[0]);
      const problem = request.response as Problem | null;
      if (!problem) return reject(unreachable());
      void refusalOf(problem).then(reject);
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
