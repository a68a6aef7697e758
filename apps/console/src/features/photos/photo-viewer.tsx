import type { Attachment, Rotation } from '#libs/contracts';
import { Button, Modal } from '@mantine/core';
import { IconChevronDown, IconGauge } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import { KeyList } from './key-list.tsx';
import { LightSliders } from './light-sliders.tsx';
import { PhotoStage, sizeOf } from './photo-stage.tsx';
import { PhotoTools } from './photo-tools.tsx';
import css from './photo-viewer.module.css';
import type { ThreadPhoto } from './thread-photos.ts';
import { useLight } from './use-light.ts';
import { useView } from './use-view.ts';
import { useViewerKeys } from './use-viewer-keys.ts';
import { mostZoom, type Point, turnedSize } from './view.ts';
import type { ViewerCommand } from './viewer-keys.ts';

/** What a photo is looked at beside of. */
export interface Companion {
  photo: Attachment;
  /** Why this one: "Reading of 3 March: 48213 kWh". */
  words: string;
}

interface Props {
  photos: readonly ThreadPhoto[];
  openId: string | null;
  onOpen: (id: string) => void;
  onClose: () => void;
  rotationOf: (photo: Attachment) => Rotation;
  onTurn: (photo: Attachment, rotation: Rotation) => void;
  companion: Companion | null;
  /** Messages that are not loaded may have more photos. */
  earlier: { any: boolean; load: () => Promise<void> };
  /** What is known and written of the photo, beside it. */
  panel: (shown: ThreadPhoto) => ReactNode;
}

export function PhotoViewer({ openId, ...props }: Props) {
  const at = props.photos.findIndex(({ photo }) => photo.id === openId);
  const shown = props.photos[at];
  return (
    <Modal.Root
      opened={shown !== undefined}
      onClose={props.onClose}
      fullScreen
      padding={0}
      // Escape leaves a field of the form first.
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: css.content, title: css.title, body: css.body }}
    >
      <Modal.Content>
        <div className={css.header}>
          <Modal.Title>{shown && <Title shown={shown} at={at} of={props.photos.length} />}</Modal.Title>
          <Modal.CloseButton aria-label={t('Close photo')} />
        </div>
        <Modal.Body>{shown && <Opened shown={shown} at={at} {...props} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Title({ shown: { photo, sentAt, inbound }, at, of }: { shown: ThreadPhoto; at: number; of: number }) {
  return (
    <>
      {t('Photo {{at}} of {{of}}', { at: at + 1, of })}
      <small>
        {photo.takenAt ? (
          <Filled text={t('Taken {{time}}')} parts={{ time: <Moment at={photo.takenAt} form="within" /> }} />
        ) : (
          <Filled
            text={
              inbound
                ? t('Received {{time}}, time of taking not in the photo')
                : t('Sent {{time}}, time of taking not in the photo')
            }
            parts={{ time: <Moment at={sentAt} form="within" /> }}
          />
        )}
        {photo.fileName && ` · ${photo.fileName}`}
      </small>
    </>
  );
}

const zoomStep = 1.35;
const arrowStep = 80;
const arrows: Partial<Record<ViewerCommand, Point>> = {
  left: { x: arrowStep, y: 0 },
  right: { x: -arrowStep, y: 0 },
  up: { x: 0, y: arrowStep },
  down: { x: 0, y: -arrowStep },
};
const quarter = (rotation: Rotation, by: 90 | 270) => ((rotation + by) % 360) as Rotation;
const shownAs = ({ id }: Attachment, rotation: Rotation) => `${id} ${rotation}`;

type OpenedProps = Omit<Props, 'openId'> & { shown: ThreadPhoto; at: number };

function Opened(props: OpenedProps) {
  const { shown, at, photos, onOpen, onClose, rotationOf, onTurn, companion, earlier, panel } = props;
  const { photo } = shown;
  const rotation = rotationOf(photo);
  const otherRotation = companion ? rotationOf(companion.photo) : 0;
  const main = useView(shownAs(photo, rotation), turnedSize(sizeOf(photo), rotation));
  const other = useView(
    companion ? shownAs(companion.photo, otherRotation) : '',
    turnedSize(companion ? sizeOf(companion.photo) : { width: 0, height: 0 }, otherRotation),
  );
  const light = useLight(photo.id);
  const [beside, setBeside] = useState(false);
  const [activeSide, setActiveSide] = useState<'main' | 'other'>('main');
  const [lightOpen, setLightOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [panelOpen, setPanelOpen] = useState(() => window.matchMedia('(min-width: 900px)').matches);
  const lookingFrom = useRef<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const aside = useRef<HTMLElement>(null);
  const twoUp = beside && companion !== null;
  const onOther = twoUp && activeSide === 'other';
  const active = onOther ? other : main;

  // Somebody goes back beyond the first photo that is loaded: earlier messages are asked for until there is one.
  useEffect(() => {
    if (lookingFrom.current !== photo.id) return;
    const before = photos[at - 1];
    if (before || !earlier.any) lookingFrom.current = null;
    if (before) onOpen(before.photo.id);
    else if (earlier.any) earlier.load().catch(() => (lookingFrom.current = null));
  }, [photo.id, at, photos, earlier, onOpen]);

  const step = (by: 1 | -1): boolean => {
    const next = photos[at + by];
    setActiveSide('main');
    if (next) onOpen(next.photo.id);
    else if (by < 0 && earlier.any && lookingFrom.current !== photo.id) {
      lookingFrom.current = photo.id;
      earlier.load().catch(() => (lookingFrom.current = null));
    }
    return next !== undefined;
  };
  const turn = (by: 90 | 270) => {
    const turned = onOther ? companion.photo : photo;
    onTurn(turned, quarter(rotationOf(turned), by));
  };
  const toStage = () => body.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();

  const onCommand = (command: ViewerCommand, from: Element | null): boolean => {
    const by = arrows[command];
    if (by) {
      if (by.x !== 0 && !active.pans.x) return step(by.x > 0 ? -1 : 1);
      active.moveBy(by);
      return true;
    }
    switch (command) {
      case 'zoom-in':
        active.zoomBy(zoomStep);
        break;
      case 'zoom-out':
        active.zoomBy(1 / zoomStep);
        break;
      case 'fit':
        active.fit();
        break;
      case 'actual':
        active.actual();
        break;
      case 'previous':
        step(-1);
        break;
      case 'next':
        step(1);
        break;
      case 'turn-left':
        turn(270);
        break;
      case 'turn-right':
        turn(90);
        break;
      case 'brighter':
      case 'darker':
        setLightOpen(true);
        light.step('brightness', command === 'brighter' ? 1 : -1);
        break;
      case 'more-contrast':
      case 'less-contrast':
        setLightOpen(true);
        light.step('contrast', command === 'more-contrast' ? 1 : -1);
        break;
      case 'as-taken':
        light.reset();
        break;
      case 'beside':
        if (companion) setBeside((on) => !on);
        setActiveSide('main');
        break;
      case 'reading':
        // Drawn at once, so that there is a field to go to.
        flushSync(() => setPanelOpen(true));
        aside.current?.querySelector<HTMLElement>('input, button')?.focus();
        break;
      case 'keys':
        setKeysOpen((open) => !open);
        break;
      case 'close':
        if (aside.current?.contains(from)) toStage();
        else if (keysOpen) setKeysOpen(false);
        else onClose();
        break;
    }
    return true;
  };
  const singles = useViewerKeys(onCommand);

  const size = turnedSize(sizeOf(onOther ? companion.photo : photo), onOther ? otherRotation : rotation);
  return (
    <div ref={body} className={css.viewer} data-panel={panelOpen || undefined}>
      <div className={css.left}>
        <div className={css.stages} data-two={twoUp || undefined}>
          <figure className={css.figure} data-active={(twoUp && !onOther) || undefined}>
            <PhotoStage
              photo={photo}
              rotation={rotation}
              view={main}
              light={light.light}
              label={t('Photo {{at}} of {{of}}', { at: at + 1, of: photos.length })}
              first
              onSwipe={step}
              onActive={() => setActiveSide('main')}
            />
          </figure>
          {twoUp && (
            <figure className={css.figure} data-active={onOther || undefined}>
              <PhotoStage
                photo={companion.photo}
                rotation={otherRotation}
                view={other}
                light={light.light}
                label={companion.words}
                onSwipe={() => undefined}
                onActive={() => setActiveSide('other')}
              />
              <figcaption>{companion.words}</figcaption>
            </figure>
          )}
          {keysOpen && <KeyList singles={singles} onClose={() => setKeysOpen(false)} />}
        </div>
        {lightOpen && <LightSliders light={light} />}
        <PhotoTools
          photo={photo}
          scale={active.scale}
          can={{
            zoomIn: active.view.zoom < mostZoom(size, active.stage),
            zoomOut: active.view.zoom > 1,
            previous: at > 0 || earlier.any,
            next: at < photos.length - 1,
            beside: companion !== null,
          }}
          open={{ light: lightOpen, beside: twoUp, keys: keysOpen }}
          on={(command) => void onCommand(command, null)}
          onLight={() => setLightOpen((open) => !open)}
        />
        <p className="sl-hidden" role="status">
          {t('Photo {{at}} of {{of}}', { at: at + 1, of: photos.length })}
          {rotation !== 0 && t(', turned by {{degrees}} degrees', { degrees: rotation })}
        </p>
      </div>
      <aside ref={aside} className={css.panel} aria-label={t('Reading')} data-own-arrows>
        <Button
          className={css.toggle}
          variant="subtle"
          color="gray"
          fullWidth
          justify="flex-start"
          leftSection={<IconGauge size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden className={css.chevron} />}
          aria-expanded={panelOpen}
          onClick={() => setPanelOpen((open) => !open)}
        >
          {t('Meter reading')}
        </Button>
        {panelOpen && panel(shown)}
      </aside>
    </div>
  );
}
