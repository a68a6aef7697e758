import type { Call } from '#libs/contracts';
import { Link } from '@tanstack/react-router';
import { duration } from '../../text/time.ts';
import { humanize, outcomeWords } from '../../text/words.ts';
import { decisionLine, HandoffLine } from '../../ui/call-facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import css from './calls-table.module.css';

const columns = ['When', 'From', 'Queue and intent', 'Wait', 'Decision', 'Outcome', 'Handoff', 'Thread'] as const;

function Row({ call }: { call: Call }) {
  const about = [call.queue, call.intent].filter((w) => w !== null).map(humanize);
  const cells: Record<(typeof columns)[number], React.ReactNode> = {
    When: <Moment at={call.startedAt} form="day" />,
    From: <span className="tabular">{call.from ?? 'Withheld'}</span>,
    'Queue and intent': about.join(' · ') || '–',
    Wait: call.waitSeconds === null ? '–' : duration(call.waitSeconds),
    Decision: decisionLine(call),
    Outcome: call.offer ? (call.offer.outcome ? outcomeWords[call.offer.outcome] : 'Waiting for the caller') : '–',
    Handoff: call.handoff ? <HandoffLine handoff={call.handoff} /> : '–',
    Thread: call.threadId ? (
      <Link
        to="/threads/$id"
        params={{ id: call.threadId }}
        className={css.link}
        aria-label={`Open the thread of ${call.from ?? 'this caller'}`}
      >
        Open
      </Link>
    ) : (
      '–'
    ),
  };
  return (
    <tr role="row">
      {columns.map((name) => (
        <td key={name} role="cell" data-name={name}>
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
          {columns.map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
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
