/** A tab that was away for this long may have missed something without its connection having noticed. */
export const longAway = 10_000;
const tick = 5_000;

/**
 * Notices when a tab comes back: it was hidden for long, it was frozen or kept in the browser's memory, or the machine
 * slept. Timers stand still meanwhile, so it is told by the clock and by the browser's own events.
 */
export function onWake(wake: () => void): () => void {
  let hiddenAt: number | undefined = document.visibilityState === 'hidden' ? Date.now() : undefined;
  let ticked = Date.now();
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') return void (hiddenAt = Date.now());
    if (hiddenAt !== undefined && Date.now() - hiddenAt >= longAway) wake();
    hiddenAt = undefined;
  };
  const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && wake();
  const onTick = () => {
    const slept = Date.now() - ticked > tick + longAway;
    ticked = Date.now();
    // A hidden tab's timers are merely slow; what it missed is asked for when somebody looks at it.
    if (slept && document.visibilityState === 'visible') wake();
  };
  const timer = setInterval(onTick, tick);
  document.addEventListener('visibilitychange', onVisibility);
  document.addEventListener('resume', wake);
  window.addEventListener('pageshow', onPageShow);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    document.removeEventListener('resume', wake);
    window.removeEventListener('pageshow', onPageShow);
  };
}
