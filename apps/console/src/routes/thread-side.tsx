import type { Thread } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { contactQuery } from '../api/queries.ts';
import { ContactHistory } from '../features/contact/contact-history.tsx';
import { ContactNotes } from '../features/contact/contact-notes.tsx';
import { ConsentLines } from '../features/consent/consent-lines.tsx';
import { ThreadReadings } from '../features/readings/thread-readings.tsx';
import { ContactSurveys } from '../features/surveys/contact-surveys.tsx';
import { sideSlots } from '../ui/side-slots.ts';

/** Changes come in bunches: what is known is read anew when they have settled. */
const settledMs = 500;

/** Whatever a colleague or the customer does with the person moves one of their threads on. */
function useContactLive(contactId: string, version: number): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setTimeout(() => {
      const keys = [contactQuery(contactId).queryKey, ['contact-notes', contactId], ['surveys', contactId]];
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    }, settledMs);
    return () => clearTimeout(timer);
  }, [client, contactId, version]);
}

/** What is known of the person, beside the thread: a section each, as the reader has left them. */
export function ThreadSide({ thread }: { thread: Thread }) {
  const { id, contact, version } = thread;
  useContactLive(contact.id, version);
  return (
    <>
      {sideSlots().map(({ id: slot, component: Slot }) => (
        <Slot key={slot} threadId={id} contactId={contact.id} />
      ))}
      <ContactNotes contactId={contact.id} />
      <ThreadReadings threadId={id} contactId={contact.id} />
      <ContactSurveys thread={thread} />
      <ConsentLines thread={thread} />
      <ContactHistory contactId={contact.id} threadId={id} />
    </>
  );
}
