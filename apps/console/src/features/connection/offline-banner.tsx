import { Button } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../../text/t.ts';
import { useConnection } from '../../api/connection.ts';
import { socket } from '../../api/socket.ts';
import css from '../../ui/banner.module.css';

const patience = 1_500;

/** Says plainly that nothing new can arrive. A blink of the connection is left to the badge alone. */
export function OfflineBanner() {
  const offline = useConnection() === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(offline), offline ? patience : 0);
    return () => clearTimeout(timer);
  }, [offline]);
  if (!shown || !offline) return null;

  const reconnect = () => {
    socket.disconnect();
    socket.connect();
  };
  return (
    <div role="alert" className={css.banner}>
      <IconWifiOff size={18} aria-hidden />
      <span>
        <strong>{t('You’re offline.')}</strong> {t('Nothing is lost.')}
        <em className={css.more}> {t('New messages show once the connection is back.')}</em>
      </span>
      <Button size="compact-sm" variant="default" onClick={reconnect}>
        {t('Reconnect')}
      </Button>
    </div>
  );
}
