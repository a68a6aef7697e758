import { api, type TeamSettings } from '#libs/contracts';
import { Button, Group, Modal, MultiSelect, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, ProblemError } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { teamsQuery, usersQuery, workspaceQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { FormFault } from '../../ui/form-fault.tsx';
import { RemoveTeam } from './remove-team.tsx';
import { SkillRules } from './skill-rules.tsx';

const blank = { name: '', members: [], queues: [], autoAssign: false, skillRules: [] };
const fields = ['name', 'members', 'queues', 'skillRules'];

/** Makes a team, or changes the one given. */
export function TeamDialog({ team, onClose }: { team: TeamSettings | null; onClose: () => void }) {
  const client = useQueryClient();
  const { data: colleagues = [] } = useQuery(usersQuery);
  const { data: workspace } = useQuery(workspaceQuery);
  const [draft, setDraft] = useState<Omit<TeamSettings, 'id'>>(team ?? blank);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const reload = async () => {
    await Promise.all([teamsQuery, usersQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const { name, members, queues, autoAssign, skillRules } = draft;
      const body = { name, members, queues, autoAssign, skillRules };
      return team ? call(api.putTeam, { params: { id: team.id }, body }) : call(api.createTeam, { body });
    },
    onSuccess: reload,
  });
  const nameless = draft.name.trim() === '';
  const unfinished = draft.skillRules.some(({ value, skills }) => value.trim() === '' || skills.length === 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameless && !unfinished) save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={team ? t('Change the team {{name}}', { name: team.name }) : t('New team')}
      size="lg"
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('Name')}
            value={draft.name}
            maxLength={100}
            required
            data-autofocus
            error={(tried && nameless && t('Give it a name')) || nameError(save.error)}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <MultiSelect
            label={t('Members')}
            placeholder={draft.members.length === 0 ? t('Choose colleagues') : ''}
            data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.members}
            onChange={(members) => change({ members })}
            searchable
            nothingFoundMessage={t('Nobody is found by that.')}
            error={fieldError(save.error, 'members')}
          />
          <TagsInput
            label={t('Queues')}
            description={t(
              'A conversation from a call in one of these queues is this team’s; one without a call is that of the default queue.',
            )}
            placeholder={draft.queues.length === 0 ? t('Name a queue, then Enter') : ''}
            data={workspace?.queues.map(({ name }) => name) ?? []}
            value={draft.queues}
            onChange={(queues) => change({ queues })}
            maxLength={100}
            maxTags={100}
            error={queueError(save.error, draft.queues)}
          />
          <Switch
            label={t('Assign by itself')}
            description={t(
              'Conversations nobody has go to a member who is online and has room. Those of a member who goes offline before answering are offered again.',
            )}
            checked={draft.autoAssign}
            onChange={(event) => change({ autoAssign: event.currentTarget.checked })}
          />
          <SkillRules
            rules={draft.skillRules}
            tried={tried}
            error={fieldError(save.error, 'skillRules')}
            onChange={(skillRules) => change({ skillRules })}
          />
          <FormFault error={save.error} fields={fields} />
          <Group justify="space-between" gap="sm">
            {team ? <RemoveTeam team={team} onRemoved={reload} /> : <span />}
            <Group gap="sm">
              <Button variant="default" onClick={onClose}>
                {t('Cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('Save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const codeOf = (error: unknown) => (error instanceof ProblemError ? error.code : null);
const nameError = (error: unknown) =>
  codeOf(error) === 'name-taken' ? t('There is another team of this name.') : fieldError(error, 'name');

function queueError(error: unknown, queues: readonly string[]): string | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'queue-taken') return fieldError(error, 'queues');
  const place = error.problem.errors?.[0]?.path.split('.')[1];
  return t('{{queue}} belongs to another team. Take it away there first.', { queue: queues[Number(place)] ?? '' });
}
