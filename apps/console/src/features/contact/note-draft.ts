import { useState } from 'react';

const keyOf = (contactId: string) => `shiftline.contact-note.${contactId}`;

/** What is being noted about a person, kept while somebody looks elsewhere or reloads. */
export function useNoteDraft(contactId: string): [text: string, write: (text: string) => void] {
  const [kept, setKept] = useState({ contactId, text: sessionStorage.getItem(keyOf(contactId)) ?? '' });
  const text = kept.contactId === contactId ? kept.text : (sessionStorage.getItem(keyOf(contactId)) ?? '');
  const write = (next: string) => {
    if (next) sessionStorage.setItem(keyOf(contactId), next);
    else sessionStorage.removeItem(keyOf(contactId));
    setKept({ contactId, text: next });
  };
  return [text, write];
}
