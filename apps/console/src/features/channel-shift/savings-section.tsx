import type { ChannelShiftReport } from '#libs/contracts';
import { IconCoinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { allOf } from '../../text/lists.ts';
import { countOf, moneyOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { ChartFrame } from '../../ui/charts/chart-frame.tsx';
import { Waterfall } from '../../ui/charts/waterfall.tsx';
import css from './savings-section.module.css';
import { Count } from './share.tsx';

/** The hub names what is missing by where it would be entered. */
const priceWords: Record<string, string> = {
  voice: t('a call answered by an agent'),
  digital: t('a thread'),
  'fees.marketing': t('a marketing template'),
  'fees.utility': t('a utility template'),
  'fees.authentication': t('an authentication template'),
  'fees.other': t('another template'),
  'fees.session': t('a free reply on WhatsApp'),
  'fees.segment': t('an SMS segment'),
};

/** What it was worth: every debit by itself, and nothing assumed. */
export function SavingsSection({ report, about }: { report: ChannelShiftReport; about: string }) {
  const { savings, counts, windows } = report;
  const pending = windows['7d'].status === 'pending';
  const shown = (amount: number | null) =>
    amount === null ? t('unknown') : savings.currency ? moneyOf(amount, savings.currency) : countOf(amount);
  const feesMissing = savings.missing.some((name) => name.startsWith('fees.'));
  const debit = (amount: number | null) => (amount === null ? null : -amount);
  const steps = [
    { name: t('Voice saved'), amount: savings.voice, pending },
    { name: t('Digital handling'), amount: debit(savings.digital) },
    { name: t('Message fees'), amount: feesMissing ? null : debit(savings.fees) },
    { name: t('Net savings'), amount: feesMissing ? null : savings.net, total: true, pending },
  ];
  const from = [
    <Count key="verified" metric="verified" window="7d" count={counts.verified['7d']} />,
    <Count key="engaged" metric="engaged" count={counts.engaged} />,
    null,
    null,
  ];
  const why = [t('verified deflections (7 days)'), t('engaged episodes'), t('as charged by message'), ''];
  return (
    <ChartFrame
      title={t('Net savings')}
      about={about}
      fileName="shiftline-net-savings"
      summary={t('Waterfall: {{steps}}.', {
        steps: steps.map(({ name, amount }) => `${name} ${shown(amount)}`).join(', '),
      })}
      note={
        savings.missing.length > 0 && (
          <p className={css.missing}>
            <IconCoinOff size={18} aria-hidden />
            <span>
              {t('Nobody has entered what this costs: {{prices}}. It is not assumed, so net savings are unknown.', {
                prices: allOf(savings.missing.map((name) => priceWords[name] ?? name)),
              })}{' '}
              <Link to="/reports/$page" params={{ page: 'costs-targets' }}>
                {t('Enter costs')}
              </Link>
            </span>
          </p>
        )
      }
      table={{
        columns: [t('Step'), t('Amount'), t('For')],
        rows: steps.map(({ name, amount, pending: open = false }, n) => [
          { value: name, shown: open ? t('{{name}} (pending)', { name }) : name },
          { value: amount, shown: shown(amount) },
          {
            value: why[n]!,
            shown: (
              <>
                {from[n]} {why[n]}
              </>
            ),
          },
        ]),
      }}
    >
      {(width) => (
        <Waterfall
          width={width}
          shown={(amount) => countOf(amount)}
          steps={steps.map((step) => ({ ...step, shown: shown(step.amount) }))}
        />
      )}
    </ChartFrame>
  );
}
