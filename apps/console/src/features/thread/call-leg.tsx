import type { Call } from '#libs/contracts';
import { CallFacts } from '../../ui/call-facts.tsx';
import { CallCard, CallStory } from './call-entry.tsx';

/** A call that led to no thread, at its time between the messages. */
export function CallLeg({ call }: { call: Call }) {
  return (
    <CallCard from={call.from} startedAt={call.startedAt}>
      {(call.speech ?? call.intent ?? call.queue) && <CallFacts call={call} part="short" />}
      <CallStory call={call} />
    </CallCard>
  );
}
