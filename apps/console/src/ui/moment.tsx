import { useNow } from '../text/now.ts';
import { agoTime, clockTime, dayAndTime, dayAndTimeWithin, exactTime, relativeTime, sinceTime } from '../text/time.ts';

const forms = {
  relative: relativeTime,
  clock: (iso: string) => clockTime(iso),
  day: dayAndTime,
  within: dayAndTimeWithin,
  ago: agoTime,
  since: sinceTime,
};

/** A time as people read it; exact on hover and for machines. */
export function Moment({
  at,
  form,
  className,
}: {
  at: string;
  form: keyof typeof forms;
  className?: string | undefined;
}) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {forms[form](at, now)}
    </time>
  );
}
