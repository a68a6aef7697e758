import { api, type Colleague, type Sees } from '#libs/contracts';
import { Modal, MultiSelect, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { teamsQuery, useMe, usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import { PasswordOnce } from './password-once.tsx';
import { SignInActions } from './sign-in-actions.tsx';
import { type SignIn, SignInFields, signInValid } from './sign-in-fields.tsx';
import { useKnownSkills } from './use-known-skills.ts';

const named = ['teams', 'skills', 'capacity', 'name', 'email'];

/** What work somebody gets, and what they see; for administrators also how they sign in. */
export function PersonDialog({ person, onClose }: { person: Colleague; onClose: () => void }) {
  const client = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const known = useKnownSkills();
  const [inTeams, setTeams] = useState(person.teams.map(({ id }) => id));
  const [skills, setSkills] = useState(person.skills);
  const [capacity, setCapacity] = useState(String(person.load.capacity));
  const [sees, setSees] = useState<Sees>(person.sees);
  const { id, name, email, role } = person;
  const admin = useMe().role === 'admin';
  const [signIn, setSignIn] = useState<SignIn>({ name, email, role });
  const [tried, setTried] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const reload = async () => {
    await Promise.all([teamsQuery, usersQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
    onClose();
  };
  const valid = /^\d{1,3}$/.test(capacity.trim()) && Number(capacity) <= 100;
  const save = useMutation({
    mutationFn: () => {
      const work = { teams: inTeams, skills, capacity: Number(capacity), sees };
      const body = admin ? { ...work, ...signIn, email: signIn.email.trim() } : work;
      return call(api.patchUser, { params: { id }, body });
    },
    onSuccess: reload,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (valid && signInValid(signIn) && !save.isPending) save.mutate();
  };
  if (password !== null)
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('{{name}} has a new password', { name })}
        closeOnClickOutside={false}
        closeOnEscape={false}
      >
        <PasswordOnce email={email} password={password} onClose={onClose} />
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={t('Change {{name}}', { name })} closeOnClickOutside={false}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {admin && <SignInFields value={signIn} tried={tried} error={save.error} onChange={setSignIn} />}
          <MultiSelect
            label={t('Teams')}
            placeholder={inTeams.length === 0 ? t('Choose teams') : ''}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={inTeams}
            onChange={setTeams}
            searchable
            data-autofocus={!admin || undefined}
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
          {signIn.role === 'agent' && (
            <Radio.Group label={t('Sees')} value={sees} onChange={(chosen) => setSees(chosen as Sees)}>
              <Stack gap="xs" mt="xs">
                <Radio value="all" label={t('All conversations')} />
                <Radio value="teams" label={t('Their own, their teams’, and what nobody has')} />
              </Stack>
            </Radio.Group>
          )}
          <FormFault error={save.error} fields={named} />
          {admin && <SignInActions person={person} onPassword={setPassword} onOff={reload} />}
          <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
