import type { Probe, Quality, Standing } from '#libs/channels';
import type { HealthCode, HealthState } from '#libs/contracts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What is known of a channel. */
export interface Signs {
  /** The last answer that said something. */
  probe: Exclude<Probe['outcome'], 'no_answer'> | null;
  probeReason: string | null;
  /** Since when probes get no answer. */
  silentSince: Date | null;
  /** Why the provider refused a send of ours, although the probe lets us in. */
  sendRefused: string | null;
  standing: Standing | null;
  standingReason: string | null;
  standingUntil: Date | null;
  quality: Quality | null;
  /** The first accepted send after which no status came. */
  unreportedSince: Date | null;
  firstWebhookAt: Date | null;
  lastWebhookAt: Date | null;
  longestGapMs: number;
  /** The provider's webhooks of the last ten minutes, by their signatures. */
  admitted: number;
  refused: number;
}

export interface Judgement {
  health: HealthState;
  code: HealthCode | null;
  reason: string | null;
}

/** Long enough for one restart of the provider's. */
const patientMs = 2 * minute;
/** A status for an accepted message comes within seconds. */
const reportedWithinMs = 5 * minute;
/** Strangers knock too: fewer than this in ten minutes mean nothing. */
const fewRefused = 3;

type Rule = [HealthState, HealthCode, (signs: Signs, now: number) => string | null];

/** Named rules, the first that holds. Each answers its reason in words, or null. */
const rules: Rule[] = [
  ['unhealthy', 'refused', (s) => (s.probe === 'refused' ? said('The provider refuses the credentials', s) : null)],
  ['unhealthy', 'suspended', (s) => (s.probe === 'suspended' ? said('The provider has stopped it', s) : null)],
  ['unhealthy', 'suspended', (s, now) => decided(s, 'suspended', now)],
  ['unhealthy', 'send_refused', (s) => s.sendRefused && `The provider refuses to send: ${s.sendRefused}`],
  ['degraded', 'restricted', (s) => (s.probe === 'restricted' ? said('It may only answer', s) : null)],
  ['degraded', 'restricted', (s, now) => decided(s, 'restricted', now)],
  [
    'degraded',
    'no_answer',
    (s, now) => (over(s.silentSince, patientMs, now) ? 'The provider does not answer when asked how it is.' : null),
  ],
  [
    'degraded',
    'signatures_refused',
    ({ admitted, refused }) =>
      refused >= fewRefused && refused > admitted
        ? `${refused} of the last ${refused + admitted} webhooks had a wrong signature.`
        : null,
  ],
  [
    'degraded',
    'unreported',
    (s, now) =>
      over(s.unreportedSince, reportedWithinMs, now)
        ? 'Messages were accepted, and no delivery status has come for more than 5 minutes.'
        : null,
  ],
  ['degraded', 'quality_low', ({ quality }) => (quality === 'red' ? 'Customers rate its messages low.' : null)],
  ['degraded', 'warned', (s, now) => decided(s, 'warned', now)],
  ['degraded', 'quiet', quiet],
];

export function judge(signs: Signs, now: Date): Judgement {
  for (const [health, code, holds] of rules) {
    const reason = holds(signs, now.getTime());
    if (reason) return { health, code, reason };
  }
  return { health: 'healthy', code: null, reason: null };
}

/** A channel that may only answer is not offered either: the invite would be refused. */
export const mayInvite = ({ health, code }: Pick<Judgement, 'health' | 'code'>): boolean =>
  health !== 'unhealthy' && code !== 'restricted';

const said = (what: string, { probeReason }: Signs) => (probeReason ? `${what}: ${probeReason}` : `${what}.`);

const over = (since: Date | null, ms: number, now: number) => since !== null && now - since.getTime() > ms;

function decided({ standing, standingReason, standingUntil }: Signs, level: Standing, now: number): string | null {
  if (standing !== level || (standingUntil !== null && standingUntil.getTime() <= now)) return null;
  return standingReason;
}

/** Nights and weekends are quiet: only more than a day, and twice the longest silence of the last weeks, is unusual. */
function quiet({ firstWebhookAt, lastWebhookAt, longestGapMs }: Signs, now: number): string | null {
  if (!firstWebhookAt || !lastWebhookAt || now - firstWebhookAt.getTime() < 7 * day) return null;
  const silence = now - lastWebhookAt.getTime();
  if (silence <= Math.max(day, 2 * longestGapMs)) return null;
  return `No webhook has come for ${Math.floor(silence / hour)} hours, longer than usual.`;
}
