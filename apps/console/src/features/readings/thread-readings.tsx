import { api } from '#libs/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { urlOf } from '../../api/client.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { MeterHistory } from './meter-history.tsx';
import { metersOf, sameRegister } from './meters.ts';
import { readingsQuery } from './reading-queries.ts';
import css from './readings.module.css';

/** The meters that the thread is about, each with what it showed before, in other threads too. */
export function ThreadReadings({ threadId, contactId }: { threadId: string; contactId: string }) {
  const readings = useQuery(readingsQuery(contactId));
  if (readings.isPending) return <LineSkeletons label={t('Loading the readings')} />;
  if (readings.isError)
    return (
      <ErrorState
        title={t('The readings didn’t load')}
        error={readings.error}
        onRetry={() => void readings.refetch()}
      />
    );
  const here = readings.data.filter((reading) => reading.threadId === threadId);
  const meters = metersOf(readings.data).filter((meter) => here.some((reading) => sameRegister(reading, meter)));
  if (meters.length === 0) return null;
  return (
    <SideSection
      id="readings"
      title={t('Meter readings')}
      aside={
        <a className={css.download} href={urlOf(api.readingsCsv.path, { query: { contactId } })} download>
          <IconDownload size={14} aria-hidden /> CSV
        </a>
      }
    >
      <div className={css.readings}>
        {meters.map((meter) => (
          <MeterHistory key={meter.key} meter={meter} threadId={threadId} />
        ))}
      </div>
    </SideSection>
  );
}
