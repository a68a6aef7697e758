import { api, type Attachment, type Rotation } from '#libs/contracts';
import { notifications } from '@mantine/notifications';
import { useCallback, useRef, useState } from 'react';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';

/**
 * Turns photos, for everybody. Shown at once; sent one after the other, and of several quick turns only the last, so
 * that the photo ends as it is seen here.
 */
export function useTurns(onTurned: (photo: Attachment) => void) {
  const [wanted, setWanted] = useState<ReadonlyMap<string, Rotation>>(new Map());
  const sending = useRef(new Map<string, Rotation>());

  const turn = useCallback(
    async (photo: Attachment, rotation: Rotation) => {
      const { id } = photo;
      setWanted((all) => new Map(all).set(id, rotation));
      const underWay = sending.current.has(id);
      sending.current.set(id, rotation);
      if (underWay) return;
      try {
        for (let sent: Rotation | undefined; sent !== sending.current.get(id);) {
          sent = sending.current.get(id)!;
          const turned = await call(api.turnAttachment, { params: { id }, body: { rotation: sent } });
          if (sent === sending.current.get(id)) onTurned(turned);
        }
      } catch (error) {
        notifications.show({ color: 'red', title: t('The photo could not be turned'), message: wordsOf(error) });
      }
      sending.current.delete(id);
      setWanted((all) => new Map([...all].filter(([other]) => other !== id)));
    },
    [onTurned],
  );

  const rotationOf = ({ id, rotation }: Attachment): Rotation => wanted.get(id) ?? rotation;
  return { rotationOf, turn: (photo: Attachment, rotation: Rotation) => void turn(photo, rotation) };
}
