import { createContext } from 'react';

/** Opens one of a thread's photos in the viewer, by the attachment's id. */
export const OpenPhoto = createContext<(id: string) => void>(() => undefined);
