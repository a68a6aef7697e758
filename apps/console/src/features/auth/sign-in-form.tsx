import '@mantine/core/styles/PasswordInput.css';
import { api, type User } from '#libs/contracts';
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { t } from '../../text/t.ts';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { DemoSignIns } from './demo-sign-ins.tsx';

interface Credentials {
  email: string;
  password: string;
}

function explain(error: unknown): string {
  const code = error instanceof ProblemError ? error.code : '';
  if (code === 'wrong-credentials') return t('That email and password don’t match. Check both and try again.');
  if (code === 'switched-off') return t('This sign-in is switched off. Ask an administrator.');
  if (code === 'too-many-attempts') return t('Too many attempts. Wait a few minutes before you try again.');
  return wordsOf(error);
}

export function SignInForm({ onSignedIn }: { onSignedIn: (user: User) => void }) {
  const alert = useRef<HTMLDivElement>(null);
  const signIn = useMutation({
    mutationFn: (body: Credentials) => call(api.login, { body }),
    onSuccess: ({ user }) => onSignedIn(user),
    onError: () => requestAnimationFrame(() => alert.current?.focus()),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    signIn.mutate({ email: field('email').trim(), password: field('password') });
  };

  return (
    <>
      <form onSubmit={submit}>
        <Stack gap="md">
          {signIn.isError && (
            <Alert ref={alert} tabIndex={-1} role="alert" color="red" icon={<IconAlertCircle size={20} />}>
              {explain(signIn.error)}
            </Alert>
          )}
          <TextInput
            name="email"
            type="email"
            label={t('Email')}
            autoComplete="username"
            required
            withAsterisk={false}
            size="md"
            autoFocus
          />
          <PasswordInput
            name="password"
            label={t('Password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
          />
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {t('Sign in')}
          </Button>
        </Stack>
      </form>
      <DemoSignIns
        busy={signIn.isPending}
        onChoose={(user) => signIn.mutate({ email: user.email, password: user.password })}
      />
    </>
  );
}
