import type { Call } from '#libs/contracts';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { duration } from '../../text/time.ts';
import { humanize, outcomeWords } from '../../text/words.ts';
import { decisionLine, HandoffLine } from '../../ui/call-facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import css from './calls-table.module.css';

const columns = {
  when: t('When'),
  from: t('From'),
  about: t('Queue and intent'),
  wait: t('Wait'),
  decision: t('Decision'),
  outcome: t('Outcome'),
  handoff: t('Handoff'),
  thread: t('Thread'),
} as const;
type Column = keyof typeof columns;
const order = Object.keys(columns) as Column[];

function Row({ call }: { call: Call }) {
  const about = [call.queue, call.intent].filter((w) => w !== null).map(humanize);
  const cells: Record<Column, React.ReactNode> = {
    when: <Moment at={call.startedAt} form="day" />,
    from: <span className="tabular">{call.from ?? t('Withheld')}</span>,
    about: about.join(' · ') || '–',
    wait: call.waitSeconds === null ? '–' : duration(call.waitSeconds),
    decision: decisionLine(call),
    outcome: call.offer ? (call.offer.outcome ? outcomeWords[call.offer.outcome] : t('Waiting for the caller')) : '–',
    handoff: call.handoff ? <HandoffLine handoff={call.handoff} /> : '–',
    thread: call.threadId ? (
      <Link
        to="/threads/$id"
        params={{ id: call.threadId }}
        className={css.link}
        aria-label={
          call.from ? t('To the thread of {{caller}}', { caller: call.from }) : t('To the thread of this caller')
        }
      >
        {t('To the thread')}
      </Link>
    ) : (
      '–'
    ),
  };
  return (
    <tr role="row">
      {order.map((name) => (
        <td key={name} role="cell" data-name={columns[name]}>
          <div>{cells[name]}</div>
        </td>
      ))}
    </tr>
  );
}

/** The roles are spelt out because the narrow layout draws rows as blocks, and a table drawn so is none to a screen reader. */
export function CallsTable({ calls }: { calls: Call[] }) {
  return (
    <table role="table" className={css.table}>
      <thead role="rowgroup">
        <tr role="row">
          {order.map((name) => (
            <th key={name} role="columnheader" scope="col">
              {columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {calls.map((call) => (
          <Row key={call.id} call={call} />
        ))}
      </tbody>
    </table>
  );
}
