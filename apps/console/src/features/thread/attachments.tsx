import type { Attachment } from '#libs/contracts';
import { IconDownload, IconFile, IconMusic, IconPhotoOff, IconVideo } from '@tabler/icons-react';
import { Loader } from '@mantine/core';
import { type CSSProperties, use, useState } from 'react';
import { t } from '../../text/t.ts';
import { exactTime } from '../../text/time.ts';
import { OpenPhoto } from '../../ui/open-photo.ts';
import { TurnedPhoto } from '../../ui/turned-photo.tsx';
import css from './attachments.module.css';
import { TickMark } from './tick-mark.tsx';

const size = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Reasons come with and without a capital and a full stop. */
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? '' : '.');

const isPhoto = (a: Attachment) => a.mimeType.startsWith('image/');

interface Box {
  width: number | string;
  /** Width by height. */
  ratio: number;
}

/** The box a photo will fill, known before it arrives, so that the conversation does not jump. */
function boxOf({ width, height, rotation }: Attachment): Box {
  if (!width || !height) return { width: 220, ratio: 4 / 3 };
  const [across, down] = rotation % 180 === 0 ? [width, height] : [height, width];
  const scale = Math.min(260 / across, 300 / down, 1);
  return { width: Math.max(90, Math.round(across * scale)), ratio: across / down };
}

function Arriving({ photo: { placeholder, error }, box }: { photo: Attachment; box: Box }) {
  const style: CSSProperties = {
    width: box.width,
    aspectRatio: box.ratio,
    ...(placeholder && { backgroundImage: `url("${placeholder}")` }),
  };
  return (
    <p className={css.arriving} style={style} data-blurred={placeholder ? true : undefined}>
      <Loader size="sm" type="dots" aria-hidden />
      <span>
        {t('Photo arriving')}
        {error && <small>{error}</small>}
      </span>
    </p>
  );
}

function Photo({ photo, box }: { photo: Attachment; box: Box }) {
  const open = use(OpenPhoto);
  const [broken, setBroken] = useState(false);
  if (photo.status === 'failed' || broken) {
    return (
      <p className={css.failed}>
        <IconPhotoOff size={18} aria-hidden />
        <span>
          {t('The photo could not be loaded.')} {photo.error && `${sentence(photo.error)} `}
          {t('Ask the customer to send it again.')}
        </span>
      </p>
    );
  }
  if (photo.status === 'pending' || !(photo.thumbnailUrl ?? photo.url)) return <Arriving photo={photo} box={box} />;
  return (
    <button
      type="button"
      className={css.photo}
      onClick={() => open(photo.id)}
      aria-label={photo.fileName ? t('Open photo {{name}}', { name: photo.fileName }) : t('Open photo')}
      title={photo.takenAt ? t('Taken {{time}}', { time: exactTime(photo.takenAt) }) : undefined}
    >
      <TurnedPhoto
        photo={photo}
        alt={photo.fileName ?? t('Photo')}
        ratio={box.ratio}
        style={{ width: box.width }}
        onError={() => setBroken(true)}
      />
    </button>
  );
}

function File({ file }: { file: Attachment }) {
  const [kind] = file.mimeType.split('/');
  const Icon = kind === 'audio' ? IconMusic : kind === 'video' ? IconVideo : IconFile;
  const name = file.fileName ?? { audio: t('Voice message'), video: t('Video') }[kind ?? ''] ?? t('Document');
  if (file.status !== 'ready' || !file.url) {
    const failed = file.status === 'failed';
    return (
      <p className={failed ? css.failed : css.file}>
        <Icon size={18} aria-hidden />
        <span>
          {failed
            ? `${t('{{name}} could not be loaded.', { name })}${file.error ? ` ${sentence(file.error)}` : ''}`
            : t('{{name}} is arriving', { name })}
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
      <IconDownload size={16} aria-label={t('Download')} />
    </a>
  );
}

/** Parts of an album are of one size, so that it is an album from the first photo on. */
const tile: Box = { width: '100%', ratio: 1 };

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
