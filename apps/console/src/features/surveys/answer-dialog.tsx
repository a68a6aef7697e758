import { api } from '#libs/contracts';
import { Modal, Radio, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { contactSurveysQuery } from './survey-queries.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import css from './surveys.module.css';

interface Props {
  threadId: string;
  contactId: string;
  opened: boolean;
  onClose: () => void;
}

/** Writes down what a customer said of how it went, on the phone for instance. */
export function AnswerDialog({ threadId, contactId, opened, onClose }: Props) {
  const client = useQueryClient();
  const [score, setScore] = useState<string | null>(null);
  const [solved, setSolved] = useState('');
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const close = () => {
    answer.reset();
    setTried(false);
    onClose();
  };
  const answer = useMutation({
    mutationFn: () =>
      call(api.answerSurvey, {
        params: { id: threadId },
        body: {
          score: Number(score),
          ...(solved && { solved: solved === 'yes' }),
          ...(comment.trim() && { comment }),
        },
      }),
    onSuccess: async () => {
      close();
      setScore(null);
      setSolved('');
      setComment('');
      await client.invalidateQueries({ queryKey: contactSurveysQuery(contactId).queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (score) answer.mutate();
  };

  return (
    <Modal opened={opened} onClose={close} title={t('What did the customer say?')} centered>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('It counts like an answer of their own, with your name beside it.')}
          </Text>
          <Radio.Group
            label={t('From 1 (not at all) to 5 (completely)')}
            value={score}
            onChange={setScore}
            error={tried && !score ? t('Choose a number from 1 to 5') : undefined}
            withAsterisk
          >
            <div className={css.scores}>
              {['1', '2', '3', '4', '5'].map((value) => (
                <Radio key={value} value={value} label={value} data-autofocus={value === '1' || undefined} />
              ))}
            </div>
          </Radio.Group>
          <div>
            <Text size="sm" fw={560} id="survey-solved">
              {t('Is it solved?')}
            </Text>
            <SegmentedControl
              aria-labelledby="survey-solved"
              mt={4}
              value={solved}
              onChange={setSolved}
              data={[
                { value: '', label: t('Not said') },
                { value: 'yes', label: t('Yes') },
                { value: 'no', label: t('No') },
              ]}
            />
          </div>
          <Textarea
            label={t('In their words (optional)')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <FormFault error={answer.error} />
          <FormActions onCancel={close} does={t('Write it down')} pending={answer.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
