import { type Cost, reportCostRoutes } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconCoins, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { costsQuery } from '../../api/report-settings.ts';
import { feeUnits, feeWords } from '../../text/fee-words.ts';
import { moneyOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { CostDialog } from './cost-dialog.tsx';
import { fromWords } from './from-words.ts';

/** Every entry of prices, the latest first; until there is one no report tells what was saved. */
export function CostsPanel() {
  const costs = useQuery(costsQuery);
  const client = useQueryClient();
  const [edited, edit] = useState<Cost | 'new' | null>(null);
  // Whatever tells savings tells other ones now.
  const reload = () =>
    Promise.all([['report-costs'], ['reports']].map((queryKey) => client.invalidateQueries({ queryKey })));
  return (
    <LinesPanel
      title={t('Costs')}
      query={costs}
      failed={t('The costs didn’t load')}
      action={
        <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
          {t('Enter costs')}
        </Button>
      }
    >
      {({ items, timeZone }) => (
        <>
          {items.length === 0 && (
            <EmptyState icon={<IconCoins size={26} stroke={1.6} />} title={t('No costs yet')}>
              {t('Net savings are told once you have entered what a call, a thread and a message cost.')}
            </EmptyState>
          )}
          <ul className={css.list}>
            {items.toReversed().map((cost) => {
              const name = t('From {{day}}', { day: fromWords(cost.from, timeZone) });
              return (
                <Line
                  key={cost.id}
                  title={<strong>{name}</strong>}
                  actions={
                    <>
                      <Button variant="default" size="sm" onClick={() => edit(cost)}>
                        {t('Change')} <span className="sl-hidden">{name}</span>
                      </Button>
                      <RemoveButton
                        name={name}
                        remove={() => call(reportCostRoutes.deleteCost, { params: { id: cost.id } })}
                        onRemoved={reload}
                      />
                    </>
                  }
                >
                  <p className={css.facts}>{pricesOf(cost)}</p>
                  <p className={css.facts}>{feesOf(cost)}</p>
                  {cost.enteredBy && (
                    <p className={css.facts}>
                      {t('Entered by {{name}} on {{day}}', {
                        name: cost.enteredBy,
                        day: fromWords(cost.enteredAt, timeZone),
                      })}
                    </p>
                  )}
                </Line>
              );
            })}
          </ul>
          {edited && (
            <CostDialog
              cost={edited === 'new' ? null : edited}
              timeZone={timeZone}
              currency={items[0]?.currency ?? ''}
              onClose={() => edit(null)}
              onSaved={reload}
            />
          )}
        </>
      )}
    </LinesPanel>
  );
}

const priceOf = (price: number | null, currency: string) =>
  price === null ? t('not entered') : moneyOf(price, currency);

const pricesOf = ({ voice, digital, currency }: Cost): string =>
  t('A call {{voice}}, a thread {{digital}}', {
    voice: priceOf(voice, currency),
    digital: priceOf(digital, currency),
  });

function feesOf({ fees, currency }: Cost): string {
  const known = feeUnits.filter((unit) => fees[unit] !== undefined);
  if (known.length === 0) return t('Messages: not entered');
  const [first] = known;
  const same = known.length === feeUnits.length && known.every((unit) => fees[unit] === fees[first!]);
  if (same) return t('Each message {{price}}', { price: moneyOf(fees[first!]!, currency) });
  return known.map((unit) => `${feeWords[unit]} ${moneyOf(fees[unit]!, currency)}`).join(' · ');
}
