import { Priority } from '#libs/contracts';
import { TextInput } from '@mantine/core';
import { priorityWords } from '../../text/priority-words.ts';
import { clockNames } from '../../text/sla-words.ts';
import { t } from '../../text/t.ts';
import { type Part, Section } from './section.tsx';
import css from './work-settings.module.css';

const clocks = ['first', 'next', 'resolution'] as const;

/** What is no number is kept as none at all, so that it is refused and not taken for "no target". */
export const minutesOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
export const typedOf = (minutes: number | null): string => (minutes === null ? '' : String(minutes));

export function TargetsSection({ draft, faults, change }: Part) {
  const { sla } = draft;
  return (
    <Section
      title={t('Targets')}
      hint={t('In minutes of business time, by priority. Empty: no target. Snoozing a thread stops no clock.')}
    >
      <table className={css.targets}>
        <thead>
          <tr>
            <th scope="col">{t('Priority')}</th>
            {clocks.map((clock) => (
              <th key={clock} scope="col">
                {clockNames[clock]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Priority.options.toReversed().map((priority) => (
            <tr key={priority}>
              <th scope="row">{priorityWords[priority]}</th>
              {clocks.map((clock) => (
                <td key={clock}>
                  <TextInput
                    className={css.short}
                    inputMode="numeric"
                    aria-label={t('{{priority}}: {{clock}}, in minutes', {
                      priority: priorityWords[priority],
                      clock: clockNames[clock],
                    })}
                    placeholder={clockNames[clock]}
                    value={typedOf(sla[priority][clock])}
                    error={faults[`sla.${priority}.${clock}`]}
                    onChange={(event) =>
                      change({
                        sla: {
                          ...sla,
                          [priority]: { ...sla[priority], [clock]: minutesOf(event.currentTarget.value) },
                        },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TextInput
        mt="md"
        inputMode="numeric"
        label={t('Answer promised to callers, in minutes')}
        description={t(
          'Said at the offer and written in the invite, while you are open for so long. Empty: nothing is promised.',
        )}
        value={typedOf(draft.promiseMinutes)}
        error={faults.promiseMinutes}
        onChange={(event) => change({ promiseMinutes: minutesOf(event.currentTarget.value) })}
      />
    </Section>
  );
}
