import { Priority } from '#libs/contracts';
import { priorityWords } from '../../text/priority-words.ts';
import { clockNames } from '../../text/sla-words.ts';
import { t } from '../../text/t.ts';
import { NumberField } from './number-field.tsx';
import { type Part, Section } from './section.tsx';
import css from './work-settings.module.css';

const clocks = ['first', 'next', 'resolution'] as const;

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
                  <NumberField
                    className={css.short}
                    aria-label={t('{{priority}}: {{clock}}, in minutes', {
                      priority: priorityWords[priority],
                      clock: clockNames[clock],
                    })}
                    placeholder={clockNames[clock]}
                    value={sla[priority][clock]}
                    error={faults[`sla.${priority}.${clock}`]}
                    onChange={(minutes) =>
                      change({
                        sla: {
                          ...sla,
                          [priority]: { ...sla[priority], [clock]: minutes },
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
      <NumberField
        mt="md"
        label={t('Answer promised to callers, in minutes')}
        description={t(
          'Said at the offer and written in the invite, while you are open for so long. Empty: nothing is promised.',
        )}
        value={draft.promiseMinutes}
        error={faults.promiseMinutes}
        onChange={(promiseMinutes) => change({ promiseMinutes })}
      />
    </Section>
  );
}
