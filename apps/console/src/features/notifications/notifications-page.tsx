import '@mantine/core/styles/Switch.css';
import { Alert, Button, Switch } from '@mantine/core';
import { IconBellOff, IconVolume } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { Page, Panel } from '../../ui/page.tsx';
import {
  changeNotices,
  noticeKinds,
  type NoticeKind,
  type NoticeSettings,
  useNoticeSettings,
} from './notice-settings.ts';
import { noticeChoices, noticeTitles } from './notice-words.ts';
import css from './notifications-page.module.css';
import { ring } from './ring.ts';

type Permission = NotificationPermission | 'unsupported';
const permission = (): Permission => ('Notification' in window ? Notification.permission : 'unsupported');

/** What tells of what, on this device. The browser is asked for its leave when somebody switches a notice on. */
export function NotificationsPage() {
  const settings = useNoticeSettings();
  const [allowed, setAllowed] = useState(permission);
  const change = (part: Partial<NoticeSettings>) => changeNotices({ ...settings, ...part });

  const onBrowser = async (kind: NoticeKind, on: boolean) => {
    const leave = on && allowed === 'default' ? await Notification.requestPermission() : allowed;
    setAllowed(leave);
    if (!on || leave === 'granted') change({ browser: { ...settings.browser, [kind]: on } });
  };
  const onSound = (kind: NoticeKind, on: boolean) => {
    change({ sound: { ...settings.sound, [kind]: on } });
    // What was switched on is heard, and the browser has had the click that it waits for.
    if (on) ring();
  };
  const tryOut = () => {
    ring();
    if (allowed === 'granted')
      new Notification(noticeTitles.reply, { body: t('This is how a notice looks.'), tag: 'shiftline-try' });
  };
  const refused = allowed === 'denied' || allowed === 'unsupported';

  return (
    <Page title={t('Notifications')} lead={t('What tells you that something has happened, on this device.')}>
      {refused && (
        <Alert color="yellow" icon={<IconBellOff size={20} />} mb="md" role="status">
          {allowed === 'denied'
            ? t('The browser blocks notices of this page. Allow them beside its address, then load the page again.')
            : t('This browser shows no notices. Sounds and the count in the title still work.')}
        </Alert>
      )}
      <Panel>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('When')}</th>
              <th scope="col">{t('Notice')}</th>
              <th scope="col">{t('Sound')}</th>
            </tr>
          </thead>
          <tbody>
            {noticeKinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{noticeChoices[kind]}</th>
                <td>
                  <Switch
                    aria-label={t('Notice: {{what}}', { what: noticeChoices[kind] })}
                    checked={settings.browser[kind] && allowed === 'granted'}
                    disabled={refused}
                    onChange={(e) => void onBrowser(kind, e.currentTarget.checked)}
                  />
                </td>
                <td>
                  <Switch
                    aria-label={t('Sound: {{what}}', { what: noticeChoices[kind] })}
                    checked={settings.sound[kind]}
                    onChange={(e) => onSound(kind, e.currentTarget.checked)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <div className={css.more}>
        <Switch
          label={t('Count in the title of the tab')}
          description={t('How much has happened while you looked elsewhere.')}
          checked={settings.title}
          onChange={(e) => change({ title: e.currentTarget.checked })}
        />
        <Switch
          label={t('Quiet while I look at the console')}
          description={t('Nothing sounds or pops up while its tab is in front.')}
          checked={settings.quiet}
          onChange={(e) => change({ quiet: e.currentTarget.checked })}
        />
        <Switch
          label={t('Names and words in notices')}
          description={t('Switch it off where others can see your screen.')}
          checked={settings.words}
          onChange={(e) => change({ words: e.currentTarget.checked })}
        />
      </div>
      <Button variant="default" leftSection={<IconVolume size={16} />} onClick={tryOut}>
        {t('Try it')}
      </Button>
    </Page>
  );
}
