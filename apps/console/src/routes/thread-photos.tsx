import type { Attachment, Message, Thread } from '#libs/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { t } from '../text/t.ts';
import { attachmentQuery } from '../api/queries.ts';
import { type Companion, PhotoViewer } from '../features/photos/photo-viewer.tsx';
import { photosOf, type ThreadPhoto, timeOf } from '../features/photos/thread-photos.ts';
import { useTurns } from '../features/photos/use-turns.ts';
import { valueWords } from '../features/readings/meters.ts';
import { PhotoReading } from '../features/readings/photo-reading.tsx';
import { previousReading } from '../features/readings/previous-photo.ts';
import { readingsQuery } from '../features/readings/reading-queries.ts';
import { asSent } from '../features/thread/stream.ts';
import { useNow } from '../text/now.ts';
import { dayName } from '../text/time.ts';
import { OpenPhoto } from '../ui/open-photo.ts';

interface Props {
  thread: Thread;
  messages: readonly Message[];
  hasOlder: boolean;
  onOlder: () => Promise<void>;
  onTurned: (photo: Attachment) => void;
  children: ReactNode;
}

/** The photo of the same meter's reading before, in whatever thread; where there is none, the thread's photo before. */
function useCompanion(photos: readonly ThreadPhoto[], openId: string | null, contactId: string): Companion | null {
  const now = useNow();
  const at = photos.findIndex(({ photo }) => photo.id === openId);
  const shown = photos[at];
  const { data: readings = [] } = useQuery({ ...readingsQuery(contactId), enabled: shown !== undefined });
  const reading = shown && previousReading({ id: shown.photo.id, takenAt: timeOf(shown) }, readings);
  const id = reading?.attachmentId ?? '';
  const here = photos.find(({ photo }) => photo.id === id)?.photo;
  const { data: elsewhere } = useQuery({ ...attachmentQuery(id), enabled: id !== '' && !here });
  const photo = here ?? elsewhere;
  if (reading && photo?.url)
    return { photo, words: `${valueWords(reading)}, ${dayName(reading.takenAt, now, undefined, 'short')}` };
  const before = shown && photos[at - 1];
  return before ? { photo: before.photo, words: t('The photo before') } : null;
}

/** A thread whose photos open in the viewer, wherever in it they are shown. */
export function ThreadPhotos({ thread, messages, hasOlder, onOlder, onTurned, children }: Props) {
  const contactId = thread.contact.id;
  const photos = useMemo(() => photosOf(asSent(messages)), [messages]);
  const [openId, setOpenId] = useState<string | null>(null);
  const close = useCallback(() => setOpenId(null), []);
  const client = useQueryClient();
  const { rotationOf, turn } = useTurns(
    useCallback(
      (photo: Attachment) => {
        client.setQueryData(attachmentQuery(photo.id).queryKey, (known) => known && photo);
        onTurned(photo);
      },
      [client, onTurned],
    ),
  );
  const companion = useCompanion(photos, openId, contactId);
  const earlier = useMemo(() => ({ any: hasOlder, load: onOlder }), [hasOlder, onOlder]);

  // Asked for from outside the conversation: its message may not be loaded yet.
  const missing = openId !== null && !photos.some(({ photo }) => photo.id === openId);
  useEffect(() => {
    if (missing && hasOlder) onOlder().catch(close);
  }, [missing, hasOlder, onOlder, messages, close]);

  return (
    <OpenPhoto value={setOpenId}>
      {children}
      <PhotoViewer
        photos={photos}
        openId={openId}
        onOpen={setOpenId}
        onClose={close}
        rotationOf={rotationOf}
        onTurn={turn}
        companion={companion}
        earlier={earlier}
        panel={(shown) => (
          <PhotoReading
            key={shown.photo.id}
            threadId={thread.id}
            contactId={contactId}
            photo={{ id: shown.photo.id, takenAt: timeOf(shown) }}
          />
        )}
      />
    </OpenPhoto>
  );
}
