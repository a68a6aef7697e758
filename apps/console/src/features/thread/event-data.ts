/** What an event carries; it was written by the hub, perhaps by an older one. */
export type Data = Readonly<Record<string, unknown>>;
/** What happened, told by whom; null: the words it was written down with say it better. */
export type Teller = (data: Data, who: string | null) => string | null;

export const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const data = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
