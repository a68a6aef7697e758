import { api, Availability, type Colleague } from '#libs/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { useMe, usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { availabilityWords } from '../../ui/availability.tsx';
import { useCommands } from '../../ui/commands.ts';

/** Whether I take work: what I chose, and a way to choose anew. */
export function useAvailability() {
  const client = useQueryClient();
  const me = useMe().id;
  const { data: colleagues } = useQuery({ ...usersQuery, enabled: me !== '' });
  const chosen = colleagues?.find(({ id }) => id === me)?.chosen ?? null;
  const put = useMutation({
    mutationFn: (availability: Availability) => call(api.putAvailability, { body: { availability } }),
    onSuccess: (mine) =>
      client.setQueryData<Colleague[]>(usersQuery.queryKey, (list) =>
        list?.map((one) => (one.id === mine.id ? mine : one)),
      ),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Your availability was not changed'), message: wordsOf(error) }),
  });
  return { chosen, choose: put.mutate };
}

/** The same from the palette, on every page; answers what is chosen. */
export function useAvailabilityCommands(): Availability | null {
  const { chosen, choose } = useAvailability();
  useCommands(
    Availability.options.map((availability) => ({
      id: `availability.${availability}`,
      label: t('Be {{availability}}', { availability: availabilityWords[availability].toLocaleLowerCase() }),
      group: 'everywhere',
      run: () => choose(availability),
      enabled: chosen !== null && chosen !== availability,
    })),
  );
  return chosen;
}
