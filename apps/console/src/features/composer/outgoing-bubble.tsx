import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconLock, IconPaperclip } from '@tabler/icons-react';
import { Moment } from '../../ui/moment.tsx';
import css from './outgoing-bubble.module.css';
import type { Outgoing } from './outgoing.ts';

interface Props {
  outgoing: Outgoing;
  onRetry: () => void;
  onEdit: () => void;
  onDiscard: () => void;
}

/** What was typed, from the moment of sending: nothing an agent wrote ever vanishes. */
export function OutgoingBubble({ outgoing, onRetry, onEdit, onDiscard }: Props) {
  const { text, kind, files, state, problem, at } = outgoing;
  const failed = state === 'failed';
  const unknown = problem !== undefined && (problem.status === 0 || problem.status >= 500);
  return (
    <li className={css.entry}>
      <article className={css.bubble} data-kind={kind} data-state={state} aria-label={failed ? 'Not sent' : 'Sending'}>
        {kind === 'note' && (
          <header className={css.note}>
            <IconLock size={13} aria-hidden /> Internal note
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
          {failed ? 'Not sent' : 'Sending'}
          <Moment at={at} form="clock" />
          {!failed && <IconClock size={15} aria-hidden />}
        </footer>
      </article>
      {failed && (
        <div role="alert" className={css.failure}>
          <p>
            <IconAlertTriangle size={15} aria-hidden />
            {problem?.detail ?? problem?.title ?? 'It could not be sent.'}
            {unknown && ' A retry sends it once at most.'}
          </p>
          <Group gap={6} justify="flex-end">
            <Button size="compact-sm" onClick={onRetry}>
              Retry
            </Button>
            {!unknown && (
              <Button size="compact-sm" variant="default" onClick={onEdit}>
                Edit
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onDiscard}>
              Discard
            </Button>
          </Group>
        </div>
      )}
    </li>
  );
}
