import { api, type Channel, type HealthState } from '#libs/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconStethoscope } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { channelsQuery, useMe } from '../../api/queries.ts';
import { adviceWords, healthReason } from '../../text/health-reasons.ts';
import { healthWords, qualityWords } from '../../text/health-words.ts';
import { channelWords, humanize } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import css from './channel-card.module.css';
import { HealthHistory } from './health-history.tsx';

export const healthTones: Record<HealthState, Tone> = { healthy: 'good', degraded: 'wait', unhealthy: 'bad' };

/** One channel: how it is and since when, why and what to do, and what was last seen of it. */
export function ChannelCard({ channel, children }: { channel: Channel; children: ReactNode }) {
  const { kind, name, address, provider, health, healthCode, healthSince, notOffered } = channel;
  const reason = healthReason(healthCode, channel.healthReason);
  const mends = useMe().role === 'admin';
  return (
    <li className={css.card}>
      <span className={css.icon}>
        <ChannelIcon kind={kind} size={22} />
      </span>
      <div className={css.body}>
        <div className={css.head}>
          <h2>{name}</h2>
          <Chip tone={healthTones[health]}>{healthWords[health]}</Chip>
          <span className={css.muted}>
            <Filled text={t('since {{time}}')} parts={{ time: <Moment at={healthSince} form="since" /> }} />
          </span>
        </div>
        <p className={`${css.muted} tabular`}>
          {address} · {t('{{channel}} by {{provider}}', { channel: channelWords[kind], provider: humanize(provider) })}
          {kind !== 'voice' && ` · ${channel.offered ? t('offered to callers') : t('not offered to callers')}`}
        </p>
        {reason && (
          <p className={css.reason} data-health={health}>
            <strong>{reason}</strong> {healthCode && adviceWords[healthCode]}
          </p>
        )}
        {notOffered && notOffered !== channel.healthReason && (
          <p className={css.reason} data-health="unhealthy">
            {t('Not offered to callers. {{why}}', { why: notOffered })}
          </p>
        )}
        <dl className={css.facts}>
          <Fact name={t('Last webhook')} at={channel.lastWebhookAt} />
          <Fact name={kind === 'voice' ? t('Last call') : t('Last inbound')} at={channel.lastInboundAt} />
          {kind !== 'voice' && <Fact name={t('Last send')} at={channel.lastSendAt} />}
          <Fact name={t('Last checked')} at={channel.lastProbeAt} />
          {channel.quality && (
            <div>
              <dt>{t('Quality')}</dt>
              <dd>{qualityWords[channel.quality]}</dd>
            </div>
          )}
        </dl>
        <div className={css.foot}>
          <HealthHistory channel={channel} />
          {mends && <CheckNow channel={channel} />}
        </div>
        {children}
      </div>
    </li>
  );
}

function Fact({ name, at }: { name: string; at: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{at ? <Moment at={at} form="ago" /> : t('not yet')}</dd>
    </div>
  );
}

function CheckNow({ channel: { id, name } }: { channel: Channel }) {
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => call(api.checkChannel, { params: { id } }),
    onSuccess: async ({ health, healthCode, healthReason: said }) => {
      const color = { healthy: 'teal', degraded: 'yellow', unhealthy: 'red' }[health];
      const message = healthReason(healthCode, said) ?? t('Its provider says that it works.');
      notifications.show({ color, title: `${name}: ${healthWords[health]}`, message });
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('The check failed'), message: wordsOf(error) }),
  });
  return (
    <Button
      size="sm"
      variant="default"
      leftSection={<IconStethoscope size={16} />}
      loading={check.isPending}
      onClick={() => check.mutate()}
      aria-label={t('Check now: {{name}}', { name })}
    >
      {t('Check now')}
    </Button>
  );
}
