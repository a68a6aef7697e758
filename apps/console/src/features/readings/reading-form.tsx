import { type Reading } from '#libs/contracts';
import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMessageQuestion } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { warningWords } from '../../text/warning-words.ts';
import { wordsOf } from '../../api/client.ts';
import { Moment } from '../../ui/moment.tsx';
import { DigitProposals } from './digit-proposals.tsx';
import { unitWords } from '../../text/unit-words.ts';
import { type Meter, meterName, sameRegister, valueWords } from './meters.ts';
import { exactFrom, fieldsOf, type ReadingFields, typedValue, valueProblem } from './reading-fields.ts';
import css from './readings.module.css';
import { useSaveReading } from './use-save-reading.ts';

const units = ['kWh', 'MWh', 'm3', 'ft3', 'gal', 'l', 'h'];

interface Props {
  threadId: string;
  contactId: string;
  /** What shows it, and when that was taken as far as anybody knows. */
  photo: { id: string; takenAt: string };
  /** The reading that is being corrected or decided; null for a new one. */
  reading: Reading | null;
  /** What the contact has, the one that was read last first. */
  meters: readonly Meter[];
  /** Has just been saved: the keyboard stays where it was, at the value. */
  fresh?: boolean;
  onSaved: (reading: Reading) => void;
  onCancel?: () => void;
}

/** What was compared with, where the form names a meter that has been read before. */
function Before({ meter, self }: { meter: Meter | undefined; self: string | undefined }) {
  const last = meter?.readings.find(({ id, status }) => id !== self && status === 'confirmed');
  if (!last) return <>{t('No confirmed reading of this meter yet')}</>;
  return (
    <Filled
      text={t('Last confirmed: {{value}}, {{time}}')}
      parts={{ value: <b className="tabular">{valueWords(last)}</b>, time: <Moment at={last.takenAt} form="within" /> }}
    />
  );
}

function Warnings({ reading }: { reading: Reading }) {
  if (reading.warnings.length === 0) return null;
  return (
    <ul className={css.warnings}>
      {reading.warnings.map((warning) => (
        <li key={warning.code}>
          <IconAlertTriangle size={16} aria-hidden /> {warningWords(warning)}
        </li>
      ))}
    </ul>
  );
}

/** A meter reading with its photo as evidence: written, checked by the hub, and decided by a person. */
export function ReadingForm({ threadId, contactId, photo, reading, meters, fresh = false, onSaved, onCancel }: Props) {
  const known = reading?.takenAt ?? photo.takenAt;
  const [fields, setFields] = useState<ReadingFields>(() => fieldsOf(reading, meters[0]?.readings[0], known));
  const [tried, setTried] = useState(false);
  const save = useSaveReading(contactId, (saved) => {
    setTried(false);
    onSaved(saved);
  });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (fresh) input.current?.focus();
  }, [fresh]);
  const serials = useId();
  const registers = useId();
  const change = (part: Partial<ReadingFields>) => setFields((now) => ({ ...now, ...part }));
  const field = (part: keyof ReadingFields) => ({
    value: fields[part],
    onChange: (event: { currentTarget: { value: string } }) => change({ [part]: event.currentTarget.value }),
  });

  const wrong = valueProblem(fields.value);
  const takenAt = exactFrom(fields.takenAt, known);
  const typed = {
    value: typedValue(fields.value),
    register: fields.register.trim(),
    unit: fields.unit,
    serial: fields.serial.trim() || null,
  };
  const touched =
    reading === null ||
    typed.value !== reading.value ||
    typed.register !== reading.register ||
    typed.unit !== reading.unit ||
    typed.serial !== reading.serial ||
    takenAt !== new Date(reading.takenAt).toISOString();
  const open = reading?.status === 'questioned' || reading?.status === 'proposed';

  const write = (how: { confirm?: true; ask?: true } = {}) => {
    setTried(true);
    if (wrong || !takenAt) return;
    const { serial, ...rest } = typed;
    const values = { ...rest, takenAt };
    if (reading) {
      const status = how.confirm && { status: 'confirmed' as const };
      save.mutate({ of: reading, change: { ...values, serial, ...status, ...(how.ask && { ask: true }) } });
    } else save.mutate({ create: { ...values, ...(serial && { serial }), threadId, attachmentId: photo.id, ...how } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write();
  };

  const meter = meters.find((one) => sameRegister(one, typed));
  const warned = reading !== null && !touched && reading.warnings.length > 0;
  const valueBelow: ReactNode = (
    <>
      <Before meter={meter} self={reading?.id} />
      {warned && <Warnings reading={reading} />}
    </>
  );
  return (
    <form className={css.form} onSubmit={submit} aria-label={t('Meter reading')} noValidate>
      <TextInput
        ref={input}
        label={t('Value')}
        required
        inputMode="decimal"
        autoComplete="off"
        size="md"
        classNames={{ input: 'tabular' }}
        {...field('value')}
        error={tried && wrong ? t('The value must be a number such as 48213 or 48213.5') : undefined}
        description={valueBelow}
        descriptionProps={{ component: 'div' }}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
      />
      <DigitProposals photoId={photo.id} onUse={(text) => change({ value: text })} />
      {meters.length > 1 && (
        <div className={css.choices} role="group" aria-label={t('Meters of this contact')}>
          {meters.slice(0, 6).map(({ key, serial, register, unit }) => (
            <button
              key={key}
              type="button"
              aria-pressed={meter?.key === key}
              onClick={() => change({ serial: serial ?? '', register, unit })}
            >
              {meterName({ serial, register })}
            </button>
          ))}
        </div>
      )}
      <div className={css.two}>
        <NativeSelect
          label={t('Unit')}
          {...field('unit')}
          data={[...new Set([...units, fields.unit])].map((unit) => ({ value: unit, label: unitWords(unit) }))}
        />
        <TextInput
          label={t('Register')}
          placeholder={t('If it has several')}
          list={registers}
          {...field('register')}
          maxLength={40}
        />
        <TextInput
          className={css.wide}
          label={t('Meter number')}
          list={serials}
          autoComplete="off"
          {...field('serial')}
          maxLength={40}
        />
        <TextInput
          className={css.wide}
          label={t('Taken at')}
          type="datetime-local"
          {...field('takenAt')}
          error={tried && !takenAt ? t('When was it read?') : undefined}
        />
      </div>
      <datalist id={registers}>
        {[...new Set(['day', 'night', ...meters.map(({ register }) => register).filter(Boolean)])].map((register) => (
          <option key={register} value={register} />
        ))}
      </datalist>
      <datalist id={serials}>
        {[...new Set(meters.flatMap(({ serial }) => serial ?? []))].map((serial) => (
          <option key={serial} value={serial} />
        ))}
      </datalist>
      {save.isError && (
        <Alert role="alert" color="red" p="xs">
          {wordsOf(save.error)}
        </Alert>
      )}
      <div className={css.actions}>
        {open && !touched ? (
          <>
            <Button
              size="sm"
              leftSection={<IconCheck size={16} aria-hidden />}
              loading={save.isPending}
              onClick={() => write({ confirm: true })}
            >
              {reading.warnings.length > 0 ? t('Confirm anyway') : t('Confirm')}
            </Button>
            {!reading.askedAt && (
              <Button
                size="sm"
                variant="default"
                leftSection={<IconMessageQuestion size={16} aria-hidden />}
                disabled={save.isPending}
                onClick={() => write({ ask: true })}
              >
                {t('Ask the customer')}
              </Button>
            )}
            <Button
              size="sm"
              variant="subtle"
              color="red"
              disabled={save.isPending}
              onClick={() => save.mutate({ of: reading, change: { status: 'rejected' } })}
            >
              {t('Reject')}
            </Button>
          </>
        ) : (
          <Button type="submit" size="sm" loading={save.isPending} disabled={!touched}>
            {reading ? t('Check and save') : t('Save reading')}
          </Button>
        )}
        {onCancel && (
          <Button size="sm" variant="subtle" color="gray" onClick={onCancel}>
            {t('Cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
