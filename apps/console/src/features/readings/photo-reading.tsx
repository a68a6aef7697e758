import type { Reading } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { MeterHistory } from './meter-history.tsx';
import { meterName, metersOf, sameMeter, valueWords } from './meters.ts';
import { ReadingForm } from './reading-form.tsx';
import { readingsQuery } from './reading-queries.ts';
import { standingOf } from './reading-words.ts';
import css from './readings.module.css';

const versionOf = ({ id, version }: Reading) => `${id} ${version}`;

interface Props {
  threadId: string;
  contactId: string;
  photo: { id: string; takenAt: string };
}

/** Where the keyboard goes once a form has become what it saved. */
function Told({ reading, fresh, onCorrect }: { reading: Reading; fresh: boolean; onCorrect: () => void }) {
  const { tone, words } = standingOf(reading);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) card.current?.focus();
  }, [fresh]);
  return (
    <div ref={card} className={css.told} tabIndex={-1} role="group" aria-label={`${valueWords(reading)}, ${words}`}>
      <strong className="tabular">{valueWords(reading)}</strong> <Chip tone={tone}>{words}</Chip>
      <p>
        {meterName(reading)}, <Moment at={reading.takenAt} form="within" />
        {reading.createdBy && t(', by {{name}}', { name: reading.createdBy.name })}
      </p>
      <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={onCorrect}>
        {t('Correct')}
      </Button>
    </div>
  );
}

/** What has been read from one photo, the form for more of it, and what its meter showed before. */
export function PhotoReading({ threadId, contactId, photo }: Props) {
  const readings = useQuery(readingsQuery(contactId));
  /** A reading's id, or `new`; null: none that is settled. */
  const [editing, edit] = useState<string | null>(null);
  /** What has just been saved here. */
  const [saved, setSaved] = useState<string | null>(null);

  if (readings.isPending) return <LineSkeletons label={t('Loading the readings')} />;
  if (readings.isError)
    return (
      <ErrorState
        title={t('The readings didn’t load')}
        error={readings.error}
        onRetry={() => void readings.refetch()}
      />
    );
  const own = readings.data.filter(({ attachmentId, status }) => attachmentId === photo.id && status !== 'rejected');
  const meters = metersOf(readings.data);
  const shared = { threadId, contactId, photo, meters };
  const stop = () => edit(null);
  const onSaved = (reading: Reading) => {
    edit(null);
    setSaved(versionOf(reading));
  };
  const seen = own.length > 0 ? meters.filter((m) => own.some((mine) => sameMeter(mine, m))) : meters.slice(0, 1);
  const adding = own.length === 0 || editing === 'new';
  return (
    <div className={css.photo}>
      {own.map((reading) =>
        reading.status === 'confirmed' && editing !== reading.id ? (
          <Told
            key={reading.id}
            reading={reading}
            fresh={saved === versionOf(reading)}
            onCorrect={() => edit(reading.id)}
          />
        ) : (
          <div key={versionOf(reading)} className={css.undecided}>
            <Chip {...standingOf(reading)}>{standingOf(reading).words}</Chip>
            <ReadingForm
              {...shared}
              reading={reading}
              fresh={saved === versionOf(reading)}
              onSaved={onSaved}
              {...(reading.status === 'confirmed' && { onCancel: stop })}
            />
          </div>
        ),
      )}
      {adding ? (
        <ReadingForm
          key={photo.id}
          {...shared}
          reading={null}
          onSaved={onSaved}
          {...(own.length > 0 && { onCancel: stop })}
        />
      ) : (
        <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => edit('new')}>
          {t('Another register')}
        </Button>
      )}
      {seen.map((meter) => (
        <MeterHistory key={meter.key} meter={meter} threadId={threadId} current={own[0]?.id} />
      ))}
    </div>
  );
}
