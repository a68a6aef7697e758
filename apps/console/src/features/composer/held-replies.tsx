import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCloudOff, IconHourglass } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import css from './held-replies.module.css';
import { useOutgoing } from './outgoing.ts';
import { canTakeBack, type Outgoing } from './outgoing-rules.ts';
import { takeBack } from './use-composer.ts';
import { useSeconds } from './use-seconds.ts';

const icons = { held: IconHourglass, waiting: IconCloudOff, failed: IconAlertTriangle } as const;
type Shown = keyof typeof icons;
const isShown = (state: Outgoing['state']): state is Shown => Object.hasOwn(icons, state);

function Held({ outgoing }: { outgoing: Outgoing }) {
  const { customer, threadId, sendAt } = outgoing;
  const state = isShown(outgoing.state) ? outgoing.state : 'waiting';
  const Icon = icons[state];
  const now = useSeconds(state === 'held');
  const words = {
    held: () =>
      t('To {{customer}}: sending in {{seconds}} s', {
        customer,
        seconds: Math.max(1, Math.ceil((sendAt - now) / 1000)),
      }),
    waiting: () => t('To {{customer}}: waits for the connection', { customer }),
    failed: () => t('To {{customer}}: not sent', { customer }),
  };
  return (
    <li data-state={state} role={state === 'failed' ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <Link to="/threads/$id" params={{ id: threadId }} className={css.where}>
        {words[state]()}
      </Link>
      {state !== 'failed' && canTakeBack(outgoing) && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={15} />}
          onClick={() => takeBack(outgoing)}
        >
          {t('Undo')}
        </Button>
      )}
    </li>
  );
}

/** What has not been sent yet in threads that are not on the screen: leaving one loses nothing. */
export function HeldReplies() {
  const { id } = useParams({ strict: false });
  const elsewhere = useOutgoing().filter(({ threadId, state }) => threadId !== id && isShown(state));
  if (elsewhere.length === 0) return null;
  return (
    <section aria-label={t('Replies on their way')} className={css.held}>
      <ul>
        {elsewhere.map((o) => (
          <Held key={o.clientId} outgoing={o} />
        ))}
      </ul>
    </section>
  );
}
