import { Button } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { wordsOf } from '../api/client.ts';
import css from './states.module.css';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It is the whole page, which is named by it. */
  wholePage?: boolean;
}

/** Where there is nothing to show, and that is all right. */
export function EmptyState({ icon, title, children, action, wholePage = false }: EmptyProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={css.state}>
      <div className={css.icon} aria-hidden>
        {icon}
      </div>
      <Title className={css.title}>{title}</Title>
      {children && <p className={css.text}>{children}</p>}
      {action}
    </div>
  );
}

/** Where something could not be loaded; always with a way to try again. */
export function ErrorState({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        icon={<IconPlugConnectedX size={28} stroke={1.6} />}
        title={title}
        action={
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            {t('Try again')}
          </Button>
        }
      >
        {wordsOf(error)}
      </EmptyState>
    </div>
  );
}
