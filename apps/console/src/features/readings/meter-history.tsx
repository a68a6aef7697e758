import type { Reading } from '#libs/contracts';
import { IconPhoto } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { use } from 'react';
import { locale, t } from '../../text/t.ts';
import { warningWords } from '../../text/warning-words.ts';
import { Chip } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import { OpenPhoto } from '../../ui/open-photo.ts';
import { MeterChart } from './meter-chart.tsx';
import { unitWords } from '../../text/unit-words.ts';
import { type Meter, meterName, usedSince, valueWords } from './meters.ts';
import css from './readings.module.css';
import { standingOf } from './reading-words.ts';

const amount = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 1 });

function Used({ reading, meter }: { reading: Reading; meter: Meter }) {
  const used = usedSince(reading, meter);
  if (!used) return <>–</>;
  return (
    <span
      title={
        used.perDay === null
          ? undefined
          : t('{{amount}} a day', { amount: `${amount(used.perDay)} ${unitWords(reading.unit)}` })
      }
    >
      +{amount(used.amount)}
    </span>
  );
}

/** The photo in the viewer, or where it is in a thread of its own, that thread. */
function Evidence({ reading, threadId }: { reading: Reading; threadId: string }) {
  const open = use(OpenPhoto);
  const { attachmentId } = reading;
  if (!attachmentId) return null;
  const icon = <IconPhoto size={16} aria-hidden />;
  const value = valueWords(reading);
  const label = t('Photo of {{value}}', { value });
  if (reading.threadId !== threadId)
    return (
      <Link
        to="/threads/$id"
        params={{ id: reading.threadId }}
        search={true}
        aria-label={t('Photo of {{value}}, in another thread', { value })}
      >
        {icon}
      </Link>
    );
  return (
    <button type="button" className={css.evidence} aria-label={label} onClick={() => open(attachmentId)}>
      {icon}
    </button>
  );
}

interface Props {
  meter: Meter;
  threadId: string;
  /** The reading that is being looked at. */
  current?: string | undefined;
}

/** What one meter has shown over time, drawn and in numbers. */
export function MeterHistory({ meter, threadId, current }: Props) {
  return (
    <section className={css.meter} aria-label={meterName(meter)}>
      <h3>{meterName(meter)}</h3>
      <MeterChart meter={meter} current={current} />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('Taken')}</th>
            <th scope="col">{unitWords(meter.unit)}</th>
            <th scope="col">{t('Used')}</th>
            <th scope="col">
              <span className="sl-hidden">{t('Photo')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {meter.readings.map((reading) => {
            const { tone, words } = standingOf(reading);
            return (
              <tr key={reading.id} data-status={reading.status} data-current={reading.id === current || undefined}>
                <td>
                  <Moment at={reading.takenAt} form="day" />
                  {(reading.status !== 'confirmed' || reading.readBy === 'customer') && (
                    <Chip tone={tone} title={reading.warnings.map(warningWords).join(' ')}>
                      {words}
                    </Chip>
                  )}
                </td>
                <td className="tabular">
                  {reading.value}
                  {reading.unit !== meter.unit && ` ${unitWords(reading.unit)}`}
                </td>
                <td className="tabular">
                  <Used reading={reading} meter={meter} />
                </td>
                <td>
                  <Evidence reading={reading} threadId={threadId} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
