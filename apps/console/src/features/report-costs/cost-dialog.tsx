import { type Cost, type FeeUnit, reportCostRoutes } from '#libs/contracts';
import { Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { feeUnits, feeWords } from '../../text/fee-words.ts';
import { t } from '../../text/t.ts';
import { typedNumber } from '../../text/typed-number.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import css from '../../ui/lines.module.css';
import { fromWords, today } from './from-words.ts';

interface Props {
  /** Null: a new one. */
  cost: Cost | null;
  timeZone: string;
  /** That of the other entries. */
  currency: string;
  onClose: () => void;
  onSaved: () => Promise<unknown>;
}

const shown = (price: number | null | undefined) => (price === null || price === undefined ? '' : String(price));
const fields = ['from', 'currency', 'voice', 'digital', 'fees'];

/** Enters prices from a day on. What is left empty has not been entered. */
export function CostDialog({ cost, timeZone, currency, onClose, onSaved }: Props) {
  const given = cost?.fees ?? {};
  const [draft, setDraft] = useState({
    from: today(timeZone),
    currency: cost?.currency ?? currency,
    voice: shown(cost?.voice),
    digital: shown(cost?.digital),
    // One price for all, unless they have several.
    fee: new Set(feeUnits.map((unit) => given[unit])).size === 1 ? shown(given.utility) : '',
  });
  const [each, setEach] = useState(new Set(feeUnits.map((unit) => given[unit])).size > 1);
  const [fees, setFees] = useState(() => Object.fromEntries(feeUnits.map((unit) => [unit, shown(given[unit])])));
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const typed = { voice: typedNumber(draft.voice), digital: typedNumber(draft.digital), fee: typedNumber(draft.fee) };
  const typedFees = feeUnits.map((unit) => [unit, typedNumber(fees[unit]!)] as const);
  const save = useMutation({
    mutationFn: () => {
      const known = typedFees.filter((entry): entry is [FeeUnit, number] => entry[1] !== null);
      return call(reportCostRoutes.putCost, {
        body: {
          from: cost?.from ?? draft.from,
          currency: draft.currency.trim().toUpperCase(),
          voice: typed.voice,
          digital: typed.digital,
          fees: each ? Object.fromEntries(known) : (typed.fee ?? {}),
        },
      });
    },
    onSuccess: async () => {
      await onSaved();
      onClose();
    },
  });
  const [tried, setTried] = useState(false);
  const noNumber = (value: number | null) => (Number.isNaN(value) ? t('A number, such as 6.50') : undefined);
  const wrong =
    (!cost && draft.from === '') ||
    draft.currency.trim() === '' ||
    [typed.voice, typed.digital, ...(each ? typedFees.map(([, fee]) => fee) : [typed.fee])].some(Number.isNaN);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong && !save.isPending) save.mutate();
  };
  const price = (label: string, value: string, onChange: (value: string) => void, error: string | undefined) => (
    <TextInput
      label={label}
      inputMode="decimal"
      value={value}
      error={noNumber(typedNumber(value)) ?? error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={cost ? t('Costs from {{day}}', { day: fromWords(cost.from, timeZone) }) : t('Enter costs')}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div className={css.fields}>
            {!cost && (
              <TextInput
                type="date"
                label={t('From')}
                description={t('The same day again replaces it')}
                value={draft.from}
                required
                data-autofocus
                error={(tried && draft.from === '' && t('Choose a day.')) || fieldError(save.error, 'from')}
                onChange={(event) => change({ from: event.currentTarget.value })}
              />
            )}
            <TextInput
              label={t('Currency')}
              description={t('One for all entries')}
              maxLength={3}
              value={draft.currency}
              required
              error={
                (tried && draft.currency.trim() === '' && t('Such as EUR or GBP')) || fieldError(save.error, 'currency')
              }
              onChange={(event) => change({ currency: event.currentTarget.value })}
            />
          </div>
          <div className={css.fields}>
            {price(
              t('A call an agent answers'),
              draft.voice,
              (voice) => change({ voice }),
              fieldError(save.error, 'voice'),
            )}
            {price(t('A thread'), draft.digital, (digital) => change({ digital }), fieldError(save.error, 'digital'))}
          </div>
          <Switch
            label={t('A price for each kind of message')}
            checked={each}
            onChange={(event) => setEach(event.currentTarget.checked)}
          />
          {!each && price(t('Each message'), draft.fee, (fee) => change({ fee }), fieldError(save.error, 'fees'))}
          {each && (
            <div className={css.fields}>
              {feeUnits.map((unit) => (
                <div key={unit}>
                  {price(
                    feeWords[unit],
                    fees[unit]!,
                    (value) => setFees({ ...fees, [unit]: value }),
                    fieldError(save.error, `fees.${unit}`),
                  )}
                </div>
              ))}
            </div>
          )}
          <p className={css.facts}>{t('What is left empty counts as not entered, never as nothing.')}</p>
          <FormFault error={save.error} fields={fields} />
          <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
