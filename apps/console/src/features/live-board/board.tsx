import type { LiveBoard } from '#libs/contracts';
import { percentOf, countOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { addDays, todayIn, wallTimeOf } from '../../ui/report/period.ts';
import { AgentsTile } from './agents-tile.tsx';
import { ChannelsTile } from './channels-tile.tsx';
import css from './live-board.module.css';
import { News } from './news.tsx';
import { Tile } from './tile.tsx';
import { WaitingTile } from './waiting-tile.tsx';

const minute = 60_000;
/** Facts that are older than this say so. */
const lateMs = 10_000;

const reports = { to: '/reports/$page', params: { page: 'channel-shift' } } as const;

/** The episodes that acceptance is of. */
function beganWithin({ acceptance: { from }, at, timeZone }: LiveBoard) {
  const until = new Date(Date.parse(at) + minute).toISOString();
  return { ...reports, search: { from: wallTimeOf(from, timeZone), to: wallTimeOf(until, timeZone) } };
}

/** Whoever bounces today accepted within the last week. */
function bouncedSince({ bounced: { from }, at, timeZone }: LiveBoard) {
  const today = todayIn(timeZone, Date.parse(at));
  const days = { from: addDays(today, -8), to: addDays(today, 1) };
  return { ...reports, search: { ...days, metric: 'bounced', window: '7d', of: { calledAgainSince: from } } };
}

export function Board({ board }: { board: LiveBoard }) {
  const { offers, acceptance, bounced, sends, waiting, agents, channels } = board;
  const behind = (at: string) => (Date.parse(board.at) - Date.parse(at) > lateMs ? at : null);
  const toDecide = sends.failed + sends.unknown;
  const { offered, accepted, undecided } = acceptance;
  return (
    <div className={css.tiles}>
      <Tile
        title={t('Offers in flight')}
        to={{ to: '/calls' }}
        figure={countOf(offers.inFlight)}
        note={t('callers who are choosing now')}
      />
      <Tile
        title={t('Acceptance, 15 min')}
        to={beganWithin(board)}
        figure={percentOf(acceptance.rate, 0)}
        note={[
          t('{{accepted}} of {{offered}} offered', {
            accepted: countOf(accepted),
            offered: countOf(offered),
          }),
          undecided > 0 && t('{{number}} undecided', { number: countOf(undecided) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        asOf={behind(acceptance.at)}
      />
      <Tile
        title={t('Bounced today')}
        to={bouncedSince(board)}
        figure={countOf(bounced.episodes)}
        note={t('called again about the same issue')}
        asOf={behind(bounced.at)}
      />
      <Tile
        title={t('Failed sends')}
        to={{ to: '/failed-sends' }}
        figure={countOf(toDecide)}
        tone={toDecide > 0 ? 'bad' : 'calm'}
        note={
          toDecide > 0
            ? t('{{failed}} failed · {{unknown}} unknown', {
                failed: countOf(sends.failed),
                unknown: countOf(sends.unknown),
              })
            : t('nothing to decide')
        }
      />
      <WaitingTile waiting={waiting} />
      <AgentsTile agents={agents} />
      <ChannelsTile channels={channels} />
      <News board={board} />
    </div>
  );
}
