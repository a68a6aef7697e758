import type { SkillRule } from '#libs/contracts';
import { ActionIcon, Button, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import css from './people.module.css';
import { useKnownSkills } from './use-known-skills.ts';

interface Props {
  rules: readonly SkillRule[];
  /** Whether somebody has tried to save it as it is. */
  tried: boolean;
  error: string | undefined;
  onChange: (rules: SkillRule[]) => void;
}

const matches = [
  { value: 'intent', label: t('Intent') },
  { value: 'queue', label: t('Queue') },
];

/** What conversations of an intent or a queue take of who gets them. */
export function SkillRules({ rules, tried, error, onChange }: Props) {
  const known = useKnownSkills();
  const change = (at: number, part: Partial<SkillRule>) =>
    onChange(rules.map((rule, place) => (place === at ? { ...rule, ...part } : rule)));
  return (
    <fieldset className={css.rules}>
      <legend>{t('Skills that conversations take')}</legend>
      <p className={css.lead}>{t('Only who has them gets such a conversation by itself; by hand anybody can.')}</p>
      {rules.map((rule, at) => (
        // A rule has no name of its own: its place is what it is known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={css.rule}>
          <NativeSelect
            aria-label={t('Intent or queue of rule {{number}}', { number: at + 1 })}
            data={matches}
            value={rule.match}
            onChange={(event) => change(at, { match: event.currentTarget.value as SkillRule['match'] })}
          />
          <TextInput
            aria-label={t('Name of rule {{number}}', { number: at + 1 })}
            placeholder={rule.match === 'intent' ? t('Such as meter_reading') : t('Such as billing')}
            value={rule.value}
            maxLength={100}
            error={tried && rule.value.trim() === '' && t('Name it')}
            onChange={(event) => change(at, { value: event.currentTarget.value })}
          />
          <TagsInput
            aria-label={t('Skills of rule {{number}}', { number: at + 1 })}
            placeholder={rule.skills.length === 0 ? t('Name a skill, then Enter') : ''}
            data={known}
            value={rule.skills}
            maxLength={40}
            maxTags={50}
            error={tried && rule.skills.length === 0 && t('Name at least one skill')}
            onChange={(skills) => change(at, { skills })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('Remove rule {{number}}', { number: at + 1 })}
            onClick={() => onChange(rules.toSpliced(at, 1))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <p role="alert" className={css.error}>
          {error}
        </p>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...rules, { match: 'intent', value: '', skills: [] }])}
      >
        {t('Add a rule')}
      </Button>
    </fieldset>
  );
}
