import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { wordsOf } from '../api/client.ts';
import { fieldError } from '../api/field-errors.ts';

interface Props {
  error: unknown;
  /** What the hub says of one of these stands beside it, and not here. */
  fields?: readonly string[];
}

/** What went wrong with a form as a whole; nothing where nothing did. */
export function FormFault({ error, fields = [] }: Props) {
  if (!error || fields.some((field) => fieldError(error, field))) return null;
  return (
    <Alert role="alert" color="red" icon={<IconAlertCircle size={20} />}>
      {wordsOf(error)}
    </Alert>
  );
}
