import { api } from '#libs/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { roleWords } from '../../text/words.ts';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';

export const usersOffKey = ['users', 'off'];

/** Who signs in no more; nothing where there is nobody. */
export function SwitchedOff() {
  const admin = useMe().role === 'admin';
  const client = useQueryClient();
  const people = useQuery({
    queryKey: usersOffKey,
    queryFn: async ({ signal }) => (await call(api.users, { query: { off: 'true' } }, signal)).items,
  });
  const switchOn = useMutation({
    mutationFn: (id: string) => call(api.patchUser, { params: { id }, body: { off: false } }),
    // Of all that begins so: they go from one list to the other.
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
    onError: (error) => notifications.show({ color: 'red', title: t('Not switched on'), message: wordsOf(error) }),
  });
  if (!people.data?.length && !people.isError) return null;
  return (
    <LinesPanel title={t('Switched off')} query={people} failed={t('The colleagues didn’t load')}>
      {(off) => (
        <ul className={css.list}>
          {off.map(({ id, name, email, role }) => (
            <Line
              key={id}
              title={
                <>
                  <strong>{name}</strong>
                  <span className={css.facts}>{roleWords[role]}</span>
                </>
              }
              actions={
                admin && (
                  <Button
                    variant="default"
                    size="sm"
                    loading={switchOn.isPending && switchOn.variables === id}
                    onClick={() => switchOn.mutate(id)}
                  >
                    {t('Switch on')} <span className="sl-hidden">{name}</span>
                  </Button>
                )
              }
            >
              <p className={css.facts}>{email}</p>
            </Line>
          ))}
        </ul>
      )}
    </LinesPanel>
  );
}
