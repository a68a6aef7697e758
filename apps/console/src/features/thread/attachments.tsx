import type { Attachment } from '#libs/contracts';
import { IconDownload, IconFile, IconMusic, IconPhotoOff, IconVideo } from '@tabler/icons-react';
import { Loader } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import css from './attachments.module.css';
import { PhotoViewer } from './photo-viewer.tsx';
import { TickMark } from './tick-mark.tsx';

const size = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const isPhoto = (a: Attachment) => a.mimeType.startsWith('image/');

/** The box a photo will fill, known before it arrives, so that the conversation does not jump. */
function boxOf({ width, height }: Attachment): CSSProperties {
  if (!width || !height) return { width: 220, aspectRatio: '4 / 3' };
  const scale = Math.min(260 / width, 300 / height, 1);
  return { width: Math.max(90, Math.round(width * scale)), aspectRatio: `${width} / ${height}` };
}

function Photo({ photo, box }: { photo: Attachment; box: CSSProperties }) {
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  const source = photo.thumbnailUrl ?? photo.url;
  if (photo.status === 'failed' || broken) {
    return (
      <p className={css.failed}>
        <IconPhotoOff size={18} aria-hidden />
        <span>
          The photo could not be loaded.{photo.error && ` ${photo.error}.`} Ask the customer to send it again.
        </span>
      </p>
    );
  }
  if (photo.status === 'pending' || !source) {
    return (
      <p className={css.arriving} style={box}>
        <Loader size="sm" type="dots" aria-hidden />
        Photo arriving
      </p>
    );
  }
  return (
    <>
      <button
        type="button"
        className={css.photo}
        onClick={() => setOpen(true)}
        aria-label={`Open photo ${photo.fileName ?? ''}`.trim()}
      >
        <img src={source} alt={photo.fileName ?? 'Photo'} style={box} onError={() => setBroken(true)} />
      </button>
      <PhotoViewer photo={photo} opened={open} onClose={() => setOpen(false)} />
    </>
  );
}

function File({ file }: { file: Attachment }) {
  const [kind] = file.mimeType.split('/');
  const Icon = kind === 'audio' ? IconMusic : kind === 'video' ? IconVideo : IconFile;
  const name = file.fileName ?? { audio: 'Voice message', video: 'Video' }[kind ?? ''] ?? 'Document';
  if (file.status !== 'ready' || !file.url) {
    const failed = file.status === 'failed';
    return (
      <p className={failed ? css.failed : css.file}>
        <Icon size={18} aria-hidden />
        <span>
          {failed ? `${name} could not be loaded.${file.error ? ` ${file.error}.` : ''}` : `${name} is arriving`}
        </span>
      </p>
    );
  }
  return (
    <a className={css.file} href={file.url} download={file.fileName ?? ''}>
      <Icon size={18} aria-hidden />
      <span>
        {name}
        {file.bytes !== null && <small> {size(file.bytes)}</small>}
      </span>
      <IconDownload size={16} aria-label="Download" />
    </a>
  );
}

/** Parts of an album are of one size, so that it is an album from the first photo on. */
const tile: CSSProperties = { width: '100%', aspectRatio: '1' };

export function Attachments({ attachments, album = false }: { attachments: Attachment[]; album?: boolean }) {
  if (attachments.length === 0) return null;
  return (
    <div className={album ? css.album : css.attachments}>
      {attachments.map((a) => (
        <div key={a.id} className={css.part}>
          {isPhoto(a) ? <Photo photo={a} box={album ? tile : boxOf(a)} /> : <File file={a} />}
          {attachments.length > 1 && a.delivery && (
            <span className={css.delivery} title={a.deliveryError?.message}>
              <TickMark message={{ direction: 'outbound', status: a.delivery }} />
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
