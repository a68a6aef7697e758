import type { Disposition } from '#libs/contracts';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { dispositionWords } from '../../text/disposition-words.ts';
import { t } from '../../text/t.ts';
import { idFor } from './draft.ts';
import { type Part, Section } from './section.tsx';
import css from './work-settings.module.css';

/** An id stays what it was: threads and reports know it. */
export function DispositionsSection({ draft, faults, change }: Part) {
  const [label, setLabel] = useState('');
  const { dispositions } = draft;
  const set = (at: number, part: Partial<Disposition>) =>
    change({ dispositions: dispositions.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  const add = () => {
    const words = label.trim();
    if (!words) return;
    const id = idFor(
      words,
      dispositions.map((one) => one.id),
    );
    change({ dispositions: [...dispositions, { id, label: words, active: true }] });
    setLabel('');
  };
  return (
    <Section
      title={t('Dispositions')}
      hint={t('How a conversation can end. Agents choose one whenever they resolve a thread.')}
      fault={faults.dispositions}
    >
      <ul className={css.rows}>
        {dispositions.map((one, n) => (
          <li key={one.id} className={css.row}>
            <div className={css.grow}>
              <TextInput
                aria-label={t('Name of the disposition {{name}}', { name: dispositionWords(one) })}
                value={dispositionWords(one)}
                maxLength={60}
                error={faults[`dispositions.${n}.label`]}
                onChange={(event) => set(n, { label: event.currentTarget.value })}
              />
              <code className={css.code}>{one.id}</code>
            </div>
            <Checkbox
              className={css.switch}
              label={t('Can be chosen')}
              aria-label={t('{{name}} can be chosen', { name: dispositionWords(one) })}
              checked={one.active}
              onChange={(event) => set(n, { active: event.currentTarget.checked })}
            />
            <Checkbox
              className={css.switch}
              label={t('The customer has confirmed it')}
              aria-label={t('{{name}}: the customer has confirmed it', { name: dispositionWords(one) })}
              checked={one.confirms ?? false}
              onChange={(event) => set(n, { confirms: event.currentTarget.checked })}
            />
            <Checkbox
              className={css.switch}
              label={t('An agent rang them')}
              aria-label={t('{{name}}: an agent rang them', { name: dispositionWords(one) })}
              checked={one.voice ?? false}
              onChange={(event) => set(n, { voice: event.currentTarget.checked })}
            />
          </li>
        ))}
      </ul>
      <div className={css.row}>
        <TextInput
          className={css.grow}
          aria-label={t('Name of a new disposition')}
          placeholder={t('Name of a new disposition')}
          value={label}
          maxLength={60}
          onChange={(event) => setLabel(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add} disabled={!label.trim()}>
          {t('Add')}
        </Button>
      </div>
    </Section>
  );
}
