import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './conversation.module.css';

interface Props {
  onClick: () => void;
  loading: boolean;
  failed: boolean;
  /** What comes next is another thread, opened then. */
  thread: string | null;
}

function Words({ loading, failed, thread }: Omit<Props, 'onClick'>) {
  if (loading) return t('Loading earlier messages…');
  if (failed) return t('Earlier messages didn’t load. Try again');
  if (thread === null) return t('Load earlier messages');
  return (
    <>
      {t('Show the thread of')} <Moment at={thread} form="within" />
    </>
  );
}

/** Whatever stands further up, for who does not scroll there. */
export function OlderButton({ onClick, ...state }: Props) {
  return (
    <button type="button" className={css.older} onClick={onClick} disabled={state.loading} aria-live="polite">
      <Words {...state} />
    </button>
  );
}
