import type { User } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { t } from '../text/t.ts';
import { demoQuery } from '../api/demo.ts';
import { queryClient, sessionQuery } from '../api/queries.ts';
import { forgetThreads } from '../api/thread-summaries.ts';
import { LanguageChoice } from '../features/auth/language-choice.tsx';
import { SignInForm } from '../features/auth/sign-in-form.tsx';
import { Brand } from '../ui/brand.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import css from './sign-in-page.module.css';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const { data: demo } = useQuery(demoQuery);
  usePageTitle(t('Sign in'));

  // Whoever signs in next begins from nothing.
  useEffect(() => {
    forgetThreads();
    queryClient.removeQueries({ predicate: ({ queryKey: [root] }) => root !== 'session' && root !== 'demo' });
  }, []);

  const onSignedIn = (user: User) => {
    queryClient.setQueryData(sessionQuery.queryKey, user);
    router.history.push(next ?? '/');
  };
  return (
    <main className={css.page}>
      <div className={css.card}>
        <Brand company={demo?.company} />
        <h1 className={css.title}>{t('Sign in')}</h1>
        <p className={css.text}>{t('Your calls and messages, in one place.')}</p>
        <SignInForm onSignedIn={onSignedIn} />
        <LanguageChoice />
      </div>
    </main>
  );
}
