import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { TagsInput } from '@mantine/core';
import { t } from '../../text/t.ts';
import { type Part, Section } from './section.tsx';

export function TagsSection({ draft, faults, change }: Part) {
  const fault = Object.entries(faults).find(([path]) => path.startsWith('tags'))?.[1];
  return (
    <Section
      title={t('Tags')}
      hint={t('Suggested to agents when they tag a thread; they may also write others.')}
      fault={fault}
    >
      <TagsInput
        aria-label={t('Suggested tags')}
        placeholder={t('Type a tag and press Enter')}
        value={draft.tags}
        maxTags={200}
        onChange={(tags) => change({ tags })}
        comboboxProps={{ withinPortal: false }}
      />
    </Section>
  );
}
