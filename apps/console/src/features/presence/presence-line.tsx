import { IconEye, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useConnection } from '../../api/connection.ts';
import { useMe, usersQuery } from '../../api/queries.ts';
import { socket, tell } from '../../api/socket.ts';
import css from './presence-line.module.css';
import { presenceWords } from './presence-words.ts';

const nobody = { viewing: [] as string[], typing: [] as string[] };
const beatEvery = 15_000;
/** Longer than two heartbeats: whoever has not been heard of since is gone. */
const forgetAfter = 40_000;

/** Says who else is here, and tells the others that we are. */
export function PresenceLine({ threadId }: { threadId: string }) {
  const me = useMe();
  const { data: users } = useQuery(usersQuery);
  const [presence, setPresence] = useState(nobody);
  const connection = useConnection();
  // Who does not watch a thread yet cannot be seen in it.
  const live = connection === 'live';

  useEffect(() => {
    if (!live) return;
    const here = () => document.visibilityState === 'visible' && tell('thread:viewing', { id: threadId });
    here();
    const beat = setInterval(here, beatEvery);
    document.addEventListener('visibilitychange', here);
    return () => {
      clearInterval(beat);
      document.removeEventListener('visibilitychange', here);
    };
  }, [threadId, live]);

  useEffect(() => {
    let forget: ReturnType<typeof setTimeout> | undefined;
    const onPresence = (event: { id: string; viewing: string[]; typing: string[] }) => {
      if (event.id !== threadId) return;
      setPresence(event);
      clearTimeout(forget);
      forget = setTimeout(() => setPresence(nobody), forgetAfter);
    };
    socket.on('thread.presence', onPresence);
    return () => {
      clearTimeout(forget);
      socket.off('thread.presence', onPresence);
    };
  }, [threadId]);

  const nameOf = (id: string) => users?.find((user) => user.id === id)?.name ?? id;
  const shown = connection !== 'offline' && presenceWords(presence, me, nameOf);
  if (!shown) return null;
  const Icon = shown.typing ? IconPencil : IconEye;
  return (
    <span className={css.presence} role="status" data-typing={shown.typing || undefined}>
      <Icon size={14} aria-hidden />
      <bdi>{shown.words}</bdi>
    </span>
  );
}
