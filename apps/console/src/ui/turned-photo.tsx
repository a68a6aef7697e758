import type { Attachment } from '#libs/contracts';
import { type CSSProperties, useState } from 'react';
import css from './turned-photo.module.css';

interface Props {
  photo: Pick<Attachment, 'id' | 'thumbnailUrl' | 'url' | 'placeholder' | 'rotation'>;
  alt: string;
  /** The frame's own shape, as the photo is turned; the photo fills it. */
  ratio: number;
  style?: CSSProperties;
  onError?: () => void;
}

/** A small photo as somebody has turned it; blurred until it is there. */
export function TurnedPhoto({ photo, alt, ratio, style, onError }: Props) {
  const [there, setThere] = useState(false);
  const { placeholder, rotation } = photo;
  const lies = rotation % 180 !== 0;
  const turned: CSSProperties = {
    width: lies ? `${100 / ratio}%` : '100%',
    height: lies ? `${100 * ratio}%` : '100%',
    transform: `translate(-50%, -50%) rotate(${rotation}deg)`,
    ...(placeholder && !there && { backgroundImage: `url("${placeholder}")` }),
  };
  return (
    <span className={css.frame} style={{ ...style, aspectRatio: ratio }}>
      <span className={css.photo} style={turned} data-arriving={!there || undefined}>
        <img src={photo.thumbnailUrl ?? photo.url ?? ''} alt={alt} onLoad={() => setThere(true)} onError={onError} />
      </span>
    </span>
  );
}
