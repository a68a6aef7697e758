import { api, type Colleague, type Sees } from '#libs/contracts';
import { Alert, Modal, MultiSelect, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { fieldError, namesField } from '../../api/field-errors.ts';
import { teamsQuery, usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { useKnownSkills } from './use-known-skills.ts';

/** What work somebody gets, and what they see. */
export function PersonDialog({ person, onClose }: { person: Colleague; onClose: () => void }) {
  const client = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const known = useKnownSkills();
  const [inTeams, setTeams] = useState(person.teams.map(({ id }) => id));
  const [skills, setSkills] = useState(person.skills);
  const [capacity, setCapacity] = useState(String(person.load.capacity));
  const [sees, setSees] = useState<Sees>(person.sees);
  const valid = /^\d{1,3}$/.test(capacity.trim()) && Number(capacity) <= 100;
  const save = useMutation({
    mutationFn: () => {
      const body = { teams: inTeams, skills, capacity: Number(capacity), sees };
      return call(api.patchUser, { params: { id: person.id }, body });
    },
    onSuccess: async () => {
      await Promise.all([teamsQuery, usersQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('Change {{name}}', { name: person.name })} closeOnClickOutside={false}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <MultiSelect
            label={t('Teams')}
            placeholder={inTeams.length === 0 ? t('Choose teams') : ''}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={inTeams}
            onChange={setTeams}
            searchable
            data-autofocus
            nothingFoundMessage={t('There is no such team.')}
            error={fieldError(save.error, 'teams')}
          />
          <TagsInput
            label={t('Skills')}
            placeholder={skills.length === 0 ? t('Name a skill, then Enter') : ''}
            data={known}
            value={skills}
            onChange={setSkills}
            maxLength={40}
            maxTags={50}
            error={fieldError(save.error, 'skills')}
          />
          <TextInput
            label={t('Capacity')}
            description={t(
              'How many conversations fit at once. One that waits for the customer counts half, a snoozed one not at all.',
            )}
            inputMode="numeric"
            value={capacity}
            error={valid ? fieldError(save.error, 'capacity') : t('A whole number from 0 to 100')}
            onChange={(event) => setCapacity(event.currentTarget.value)}
          />
          {person.role === 'agent' && (
            <Radio.Group label={t('Sees')} value={sees} onChange={(chosen) => setSees(chosen as Sees)}>
              <Stack gap="xs" mt="xs">
                <Radio value="all" label={t('All conversations')} />
                <Radio value="teams" label={t('Their own, their teams’, and what nobody has')} />
              </Stack>
            </Radio.Group>
          )}
          {save.isError && !namesField(save.error, ['teams', 'skills', 'capacity']) && (
            <Alert role="alert" color="red">
              {wordsOf(save.error)}
            </Alert>
          )}
          <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
