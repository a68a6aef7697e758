import type { SmtpSettings } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../api/queries.ts';
import { smtpQuery } from '../../api/report-settings.ts';
import { t } from '../../text/t.ts';
import css from '../../ui/lines.module.css';
import { LinesPanel } from '../../ui/lines.tsx';
import { SmtpForm } from './smtp-form.tsx';

/** By which server mail leaves; administrators set it. */
export function SmtpPanel() {
  const smtp = useQuery({ ...smtpQuery, staleTime: 0 });
  const admin = useMe().role === 'admin';
  return (
    <LinesPanel<SmtpSettings | null>
      title={t('Mail server')}
      query={smtp}
      failed={t('The settings of the mail server didn’t load')}
    >
      {(settings) =>
        admin ? (
          <SmtpForm settings={settings} />
        ) : (
          <div className={css.form}>
            <p>
              {settings
                ? t('Mail leaves by {{host}}, from {{address}}.', { host: settings.host, address: settings.from })
                : t('None is known yet, so no report can go by e-mail. An administrator enters it here.')}
            </p>
          </div>
        )
      }
    </LinesPanel>
  );
}
