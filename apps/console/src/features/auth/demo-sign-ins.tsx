import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { roleWords } from '../../text/words.ts';
import { t } from '../../text/t.ts';
import { type Demo, demoQuery } from '../../api/demo.ts';
import { PersonAvatar } from '../../ui/person.tsx';
import css from './demo-sign-ins.module.css';

interface Props {
  busy: boolean;
  onChoose: (user: Demo['users'][number]) => void;
}

/** One click for each of the sandbox's people; nothing outside the sandbox. */
export function DemoSignIns({ busy, onChoose }: Props) {
  const { data: demo } = useQuery(demoQuery);
  if (!demo) return null;
  return (
    <section aria-labelledby="demo-sign-ins" className={css.demo}>
      <h2 id="demo-sign-ins">{t('Demo sign-ins')}</h2>
      <Stack gap="xs">
        {demo.users.map((user) => (
          <Button
            key={user.email}
            variant="default"
            className={css.signIn}
            justify="flex-start"
            disabled={busy}
            leftSection={<PersonAvatar name={user.name} size={24} />}
            onClick={() => onChoose(user)}
          >
            {t('Sign in as {{name}} ({{role}})', { name: user.name, role: roleWords[user.role] })}
          </Button>
        ))}
      </Stack>
    </section>
  );
}
