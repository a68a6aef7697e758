import { Button, Group } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconClock,
  IconCloudOff,
  IconHourglass,
  IconLock,
  IconPaperclip,
} from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './outgoing-bubble.module.css';
import { canTakeBack, isUnknown, type Outgoing } from './outgoing-rules.ts';
import type { ComposerState } from './use-composer.ts';
import { useSeconds } from './use-seconds.ts';

interface Props {
  outgoing: Outgoing;
  onRetry: () => void;
  /** Back into the text box. */
  onEdit: () => void;
  onDiscard: () => void;
}

export const holdWords = ({ sendAt }: Outgoing, now: number): string =>
  t('Sending in {{seconds}} s', { seconds: Math.max(1, Math.ceil((sendAt - now) / 1000)) });

const labelOf = ({ state }: Outgoing) => {
  if (state === 'failed') return t('Not sent');
  if (state === 'waiting') return t('Waits for the connection');
  return state === 'held' ? t('About to be sent') : t('Sending');
};

/** What happens to it by itself, and what can be done about it meanwhile. */
function Waiting({ outgoing, onRetry, onEdit }: Omit<Props, 'onDiscard'>) {
  const { state, problem } = outgoing;
  const held = state === 'held';
  const now = useSeconds(held);
  // A blink of waiting between two tries is not worth a line.
  if (!held && state !== 'waiting') return null;
  return (
    <div className={css.waiting}>
      <p>
        {held ? <IconHourglass size={15} aria-hidden /> : <IconCloudOff size={15} aria-hidden />}
        {held ? (
          <span aria-live="off">{holdWords(outgoing, now)}</span>
        ) : (
          <span role="status">
            {problem && problem.status >= 500 ? (problem.detail ?? problem.title) : t('Waits for the connection.')}{' '}
            {t('It is sent by itself, once.')}
          </span>
        )}
      </p>
      <Group gap={6} justify="flex-end">
        {canTakeBack(outgoing) && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size={15} />}
            aria-keyshortcuts="Control+Z"
            onClick={onEdit}
          >
            {t('Undo')}
          </Button>
        )}
        {!held && problem && (
          <Button size="compact-sm" variant="subtle" onClick={onRetry}>
            {t('Try now')}
          </Button>
        )}
      </Group>
    </div>
  );
}

function Refused({ outgoing, onRetry, onEdit, onDiscard }: Props) {
  const { problem } = outgoing;
  const unknown = isUnknown(outgoing);
  return (
    <div role="alert" className={css.failure}>
      <p>
        <IconAlertTriangle size={15} aria-hidden />
        {problem?.detail ?? problem?.title ?? t('It could not be sent.')}
        {unknown && ` ${t('A retry sends it once at most.')}`}
      </p>
      <Group gap={6} justify="flex-end">
        <Button size="compact-sm" onClick={onRetry}>
          {t('Retry')}
        </Button>
        {!unknown && (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('Edit')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDiscard}>
          {t('Discard')}
        </Button>
      </Group>
    </div>
  );
}

/** What was typed, from the moment of sending: nothing an agent wrote ever vanishes. */
export function OutgoingBubble(props: Props) {
  const { text, kind, files, state, at } = props.outgoing;
  const label = labelOf(props.outgoing);
  return (
    <li className={css.entry}>
      <article className={css.bubble} data-kind={kind} data-state={state} aria-label={label}>
        {kind === 'note' && (
          <header className={css.note}>
            <IconLock size={13} aria-hidden /> {t('Internal note')}
          </header>
        )}
        {files.map(({ key, name }) => (
          <p key={key} className={css.file}>
            <IconPaperclip size={14} aria-hidden /> {name}
          </p>
        ))}
        {text && (
          <p className={css.text} dir="auto">
            {text}
          </p>
        )}
        <footer className={css.foot}>
          {label}
          <Moment at={at} form="clock" />
          {state !== 'failed' && <IconClock size={15} aria-hidden />}
        </footer>
      </article>
      {state === 'failed' ? <Refused {...props} /> : <Waiting {...props} />}
    </li>
  );
}

/** Everything of a thread that is on its way, below what the hub knows. */
export function OutgoingBubbles({ composer, onEdit }: { composer: ComposerState; onEdit: () => void }) {
  return composer.outgoing.map((o) => (
    <OutgoingBubble
      key={o.clientId}
      outgoing={o}
      onRetry={() => composer.retry(o)}
      onEdit={() => {
        composer.edit(o);
        onEdit();
      }}
      onDiscard={() => composer.discard(o)}
    />
  ));
}
