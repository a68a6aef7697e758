import { api } from '#libs/contracts';
import { Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import { PasswordOnce } from './password-once.tsx';
import { type SignIn, SignInFields, signInValid } from './sign-in-fields.tsx';

/** Makes a sign-in, and tells its password. */
export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<SignIn>({ name: '', email: '', role: 'agent' });
  const [tried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: () => call(api.createUser, { body: { ...draft, email: draft.email.trim() } }),
    onSuccess: () => client.invalidateQueries({ queryKey: usersQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (signInValid(draft) && !make.isPending) make.mutate();
  };
  const made = make.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? t('{{name}} can sign in', { name: made.user.name }) : t('New person')}
      closeOnClickOutside={false}
      closeOnEscape={!made}
    >
      {made ? (
        <PasswordOnce email={made.user.email} password={made.password} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <SignInFields value={draft} tried={tried} error={make.error} onChange={setDraft} />
            <FormFault error={make.error} fields={['name', 'email']} />
            <FormActions onCancel={onClose} does={t('Make the sign-in')} pending={make.isPending} />
          </Stack>
        </form>
      )}
    </Modal>
  );
}
