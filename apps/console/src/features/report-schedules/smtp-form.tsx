import { reportScheduleRoutes, type SmtpSettings } from '#libs/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { smtpQuery } from '../../api/report-settings.ts';
import { t } from '../../text/t.ts';
import { typedNumber } from '../../text/typed-number.ts';
import { FormFault } from '../../ui/form-fault.tsx';
import css from '../../ui/lines.module.css';

const fields = ['host', 'port', 'user', 'password', 'from', 'tls'];
const usualPort = { tls: '465', starttls: '587', none: '25' } as const;

export function SmtpForm({ settings }: { settings: SmtpSettings | null }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState({
    host: settings?.host ?? '',
    tls: settings?.tls ?? ('starttls' as SmtpSettings['tls']),
    port: String(settings?.port ?? 587),
    user: settings?.user ?? '',
    password: '',
    from: settings?.from ?? '',
  });
  const [to, setTo] = useState('');
  const { host, tls, port, user, password, from } = draft;
  const save = useMutation({
    mutationFn: () =>
      call(reportScheduleRoutes.putSmtp, {
        body: {
          host,
          tls,
          port: typedNumber(port) ?? 0,
          user: user.trim() || null,
          from: from.trim(),
          ...(password && { password }),
        },
      }),
    onSuccess: (kept) => {
      client.setQueryData(smtpQuery.queryKey, kept.settings);
      setDraft((before) => ({ ...before, password: '' }));
    },
  });
  const test = useMutation({ mutationFn: () => call(reportScheduleRoutes.testSmtp, { body: { to: to.trim() } }) });
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    // What was said of the former values holds no more.
    save.reset();
    test.reset();
  };
  const noPort = !Number.isInteger(typedNumber(port));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!noPort && !save.isPending) save.mutate();
  };
  const submitTest = (event: FormEvent) => {
    event.preventDefault();
    if (!test.isPending) test.mutate();
  };
  return (
    <>
      <form className={css.form} onSubmit={submit} noValidate aria-label={t('Mail server')}>
        <div className={css.fields}>
          <TextInput
            label={t('Host')}
            value={host}
            required
            error={fieldError(save.error, 'host')}
            onChange={(event) => change({ host: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('Encryption')}
            data={[
              { value: 'starttls', label: t('STARTTLS') },
              { value: 'tls', label: t('TLS from the first byte') },
              { value: 'none', label: t('unencrypted') },
            ]}
            value={tls}
            onChange={(event) => {
              const chosen = event.currentTarget.value as SmtpSettings['tls'];
              change({ tls: chosen, ...(port === usualPort[tls] && { port: usualPort[chosen] }) });
            }}
          />
          <TextInput
            label={t('Port')}
            inputMode="numeric"
            value={port}
            required
            error={noPort ? t('A whole number, such as {{number}}', { number: 587 }) : fieldError(save.error, 'port')}
            onChange={(event) => change({ port: event.currentTarget.value })}
          />
        </div>
        <div className={css.fields}>
          <TextInput
            label={t('User')}
            description={t('Empty: none is needed')}
            autoComplete="off"
            value={user}
            error={fieldError(save.error, 'user')}
            onChange={(event) => change({ user: event.currentTarget.value })}
          />
          <TextInput
            type="password"
            label={t('Password')}
            description={settings?.hasPassword ? t('Empty: the one that is known') : t('Stored encrypted')}
            autoComplete="new-password"
            value={password}
            error={fieldError(save.error, 'password')}
            onChange={(event) => change({ password: event.currentTarget.value })}
          />
        </div>
        <TextInput
          label={t('Sender')}
          value={from}
          required
          error={fieldError(save.error, 'from')}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <FormFault error={save.error} fields={fields} />
        {save.isSuccess && <p role="status">{t('Saved')}</p>}
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('Save')}
          </Button>
        </div>
      </form>
      {settings && (
        <form className={css.form} onSubmit={submitTest} noValidate aria-label={t('Send a test')}>
          <div className={css.fields}>
            <TextInput
              label={t('Send a test to')}
              value={to}
              error={fieldError(test.error, 'to')}
              onChange={(event) => {
                setTo(event.currentTarget.value);
                test.reset();
              }}
            />
          </div>
          <FormFault error={test.error} fields={['to']} />
          {test.isSuccess && <p role="status">{t('It was taken. Look into the mailbox.')}</p>}
          <div>
            <Button type="submit" variant="default" loading={test.isPending}>
              {t('Send a test')}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
