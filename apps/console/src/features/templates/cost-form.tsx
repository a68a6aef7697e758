import { api, type ChannelTemplateCost, TemplateCategory } from '#libs/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { dayWords } from '../../text/day-words.ts';
import { t } from '../../text/t.ts';
import { call } from '../../api/client.ts';
import { FormFault } from '../../ui/form-fault.tsx';
import { channelTemplatesQuery } from './template-queries.ts';
import { categoryWords, costWords } from './template-words.ts';
import css from './templates.module.css';

const today = () => new Date().toISOString().slice(0, 10);

/** What messages cost is in the company's contract with its provider and nowhere else: it is entered here. */
interface Props {
  channelId: string;
  name: string;
  costs: readonly ChannelTemplateCost[];
}

export function CostForm({ channelId, name, costs }: Props) {
  const client = useQueryClient();
  const [category, setCategory] = useState<TemplateCategory>('utility');
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState(costs.at(-1)?.currency ?? 'EUR');
  const [from, setFrom] = useState(today);
  const value = Number(amount.replace(',', '.'));
  const valid = amount.trim() !== '' && Number.isFinite(value) && value >= 0;
  const put = useMutation({
    mutationFn: () => {
      const body = { category, amount: value, currency: currency.trim().toUpperCase(), from };
      return call(api.putTemplateCost, { params: { id: channelId }, body });
    },
    onSuccess: async (list) => {
      client.setQueryData(channelTemplatesQuery(channelId).queryKey, list);
      setAmount('');
      await client.invalidateQueries({ queryKey: ['thread-templates'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) put.mutate();
  };
  return (
    <form className={css.costs} onSubmit={submit} aria-label={t('Cost of a template: {{name}}', { name })}>
      <h3>{t('Cost of one message')}</h3>
      {costs.length > 0 ? (
        <ul>
          {costs.map((cost) => (
            <li key={`${cost.category} ${cost.from}`} className="tabular">
              {t('{{category}}: {{cost}} from {{day}}', {
                category: categoryWords(cost.category),
                cost: costWords({ kind: 'set', ...cost }),
                day: dayWords(cost.from),
              })}
            </li>
          ))}
        </ul>
      ) : (
        <p className={css.muted}>
          {t('Not set. Agents see “Cost not set” until you enter what your provider charges.')}
        </p>
      )}
      <div className={css.costLine}>
        <NativeSelect
          label={t('Category')}
          value={category}
          onChange={(event) => setCategory(TemplateCategory.parse(event.currentTarget.value))}
          data={TemplateCategory.options.map((one) => ({ value: one, label: categoryWords(one) }))}
        />
        <TextInput
          label={t('Amount')}
          inputMode="decimal"
          required
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={amount !== '' && !valid ? t('A number, such as 0.05') : undefined}
        />
        <TextInput
          label={t('Currency')}
          required
          maxLength={3}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value)}
        />
        <TextInput
          label={t('From the day')}
          type="date"
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={put.isPending} disabled={!valid}>
          {t('Save cost')}
        </Button>
      </div>
      <FormFault error={put.error} />
    </form>
  );
}
