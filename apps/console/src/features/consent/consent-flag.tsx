import { api } from '#libs/contracts';
import { Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { useShortcutsEnabled } from '../../ui/shortcuts.ts';
import css from './consent-flag.module.css';

interface Props {
  threadId: string;
  seq: number;
  /** The customer's own words, where the message is loaded. */
  text: string | null;
  onDecided: () => void;
}

/** A message that reads like an opt-out: nothing is opted out until somebody says so, with one key. */
export function ConsentFlag({ threadId, seq, text, onDecided }: Props) {
  const decide = useMutation({
    mutationFn: (decision: 'opt_out' | 'not_opt_out') =>
      call(api.decideConsentFlag, { params: { id: threadId, seq }, body: { decision } }),
    onSettled: onDecided,
  });
  const shortcuts = useShortcutsEnabled();
  const busy = decide.isPending;
  useHotkeys(
    shortcuts && !busy
      ? [
          ['o', () => decide.mutate('opt_out')],
          ['n', () => decide.mutate('not_opt_out')],
        ]
      : [],
  );
  return (
    <section className={css.flag} aria-label={t('Possible opt-out')}>
      <IconHandStop size={20} aria-hidden className={css.icon} />
      <div className={css.words}>
        <strong>{t('Does the customer want no more messages?')}</strong>
        {text && <q className={css.quote}>{text}</q>}
        {decide.isError && <p role="alert">{wordsOf(decide.error)}</p>}
      </div>
      <div className={css.actions}>
        <Button size="xs" color="orange.9" autoContrast loading={busy} onClick={() => decide.mutate('opt_out')}>
          {t('Record opt-out')} {shortcuts && <Kbd className={css.key}>o</Kbd>}
        </Button>
        <Button size="xs" variant="default" disabled={busy} onClick={() => decide.mutate('not_opt_out')}>
          {t('Not an opt-out')} {shortcuts && <Kbd className={css.key}>n</Kbd>}
        </Button>
      </div>
    </section>
  );
}
