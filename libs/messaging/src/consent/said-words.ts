import type { HeldConsent } from '#libs/contracts';

/** Who said what and when, in one sentence: "Said STOP on 3 March 2026." The day is that in UTC. */
export function saidWords({ source, note, action, purpose, at }: Omit<HeldConsent, 'id'>): string {
  const day = new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const what = `${action === 'opt_out' ? 'no more' : 'again'} ${purpose === 'all' ? 'messages' : `${purpose} messages`}`;
  switch (source) {
    case 'keyword':
      return `Said ${note ?? (action === 'opt_out' ? 'STOP' : 'START')} on ${day}.`;
    case 'provider':
      return `The provider told on ${day} that they want ${what}.`;
    case 'spoken':
      return `Asked by voice on ${day} for ${what}.`;
    case 'page':
      return `Asked on a page on ${day} for ${what}.`;
    default:
      return `Recorded on ${day}: they want ${what}.`;
  }
}
