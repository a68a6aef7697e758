import { api } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import css from './readings.module.css';

interface Props {
  photoId: string;
  /** Into the field; nothing is saved by it. */
  onUse: (text: string) => void;
}

/** What the photo may show, as sure as the reader is; a person looks and chooses. */
export function DigitProposals({ photoId, onUse }: Props) {
  const read = useMutation({ mutationFn: () => call(api.proposeDigits, { params: { id: photoId } }) });
  const proposals = read.data?.proposals ?? [];
  return (
    <div className={css.proposals}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconScan size={16} aria-hidden />}
        loading={read.isPending}
        onClick={() => read.mutate()}
      >
        {t('Read the digits')}
      </Button>
      {proposals.map(({ text, confidence }) => {
        const sure = Math.round(confidence * 100);
        return (
          <button
            key={text}
            type="button"
            className={css.proposal}
            aria-label={t('Use {{value}}, {{sure}}% sure', { value: text, sure })}
            title={t('Fills in the value; nothing is saved yet')}
            onClick={() => onUse(text)}
          >
            <span className="tabular">{text}</span> <small>{sure}%</small>
          </button>
        );
      })}
      <span role="status" className={css.aside}>
        {read.isSuccess &&
          (proposals.length > 0 ? t('Check against the photo.') : t('No digits found. Zoom in and type them.'))}
        {read.isError && wordsOf(read.error)}
      </span>
    </div>
  );
}
