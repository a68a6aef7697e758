import { useEffect, useState } from 'react';
import { t } from '../../text/t.ts';
import { useCommandList, usePendingKeys } from '../../ui/commands.ts';
import { KeyCaps } from './key-caps.tsx';
import css from './next-keys.module.css';

const patience = 350;

/** After `g`, for who hesitates: what may follow. */
export function NextKeys() {
  const pending = usePendingKeys();
  const commands = useCommandList().filter(({ keys }) => pending && keys?.startsWith(`${pending} `));
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(pending !== ''), pending ? patience : 0);
    return () => clearTimeout(timer);
  }, [pending]);
  if (!shown || commands.length === 0) return null;
  return (
    <div role="status" aria-label={t('Keys that may follow')} className={css.keys}>
      {commands.map(({ id, label, keys }) => (
        <span key={id}>
          <KeyCaps keys={keys!.slice(pending.length + 1)} /> {label}
        </span>
      ))}
    </div>
  );
}
