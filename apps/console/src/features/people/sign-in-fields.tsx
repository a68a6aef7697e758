import { Role, type User } from '#libs/contracts';
import { NativeSelect, TextInput } from '@mantine/core';
import { ProblemError } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { t } from '../../text/t.ts';
import { roleWords } from '../../text/words.ts';

export type SignIn = Pick<User, 'name' | 'email' | 'role'>;

interface Props {
  value: SignIn;
  /** Whether somebody has tried to save it as it is. */
  tried: boolean;
  error: unknown;
  onChange: (value: SignIn) => void;
}

const roleMeanings: Record<Role, string> = {
  agent: t('Answers customers'),
  supervisor: t('Sees everything, sets up teams, work and surveys'),
  admin: t('Can do everything, and makes sign-ins'),
};
const isAddress = (email: string) => /^\S+@\S+\.\S+$/.test(email.trim());

export const signInValid = ({ name, email }: SignIn): boolean => name.trim() !== '' && isAddress(email);

/** Who somebody is, for administrators. */
export function SignInFields({ value, tried, error, onChange }: Props) {
  const change = (part: Partial<SignIn>) => onChange({ ...value, ...part });
  const taken = error instanceof ProblemError && error.code === 'email-taken';
  return (
    <>
      <TextInput
        label={t('Name')}
        value={value.name}
        maxLength={100}
        required
        data-autofocus
        autoComplete="off"
        error={tried && value.name.trim() === '' ? t('Name who it is') : fieldError(error, 'name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('Email')}
        type="email"
        value={value.email}
        maxLength={200}
        required
        autoComplete="off"
        error={
          (tried && !isAddress(value.email) && t('An e-mail address, such as jo@example.com')) ||
          (taken ? t('Somebody signs in with this address already.') : fieldError(error, 'email'))
        }
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('Role')}
        description={roleMeanings[value.role]}
        data={Role.options.map((role) => ({ value: role, label: roleWords[role] }))}
        value={value.role}
        onChange={(event) => change({ role: Role.parse(event.currentTarget.value) })}
      />
    </>
  );
}
