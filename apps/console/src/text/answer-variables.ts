import type { Call, ThreadSummary, User } from '#libs/contracts';
import { t } from './t.ts';
import { humanize } from './words.ts';

/** What the console knows by itself when a canned answer is used. */
export const variableWords: Record<string, string> = {
  'contact.name': t('Customer’s name'),
  'contact.firstName': t('Customer’s first name'),
  'contact.phone': t('Customer’s number'),
  'agent.name': t('Your name'),
  'agent.firstName': t('Your first name'),
  company: t('Company'),
  'call.intent': t('Reason for the call'),
  'call.queue': t('Queue of the call'),
  'thread.id': t('Number of the thread'),
};

export const nameOfVariable = (name: string): string => variableWords[name] ?? humanize(name);

interface Known {
  thread: Pick<ThreadSummary, 'id' | 'contact' | 'intent' | 'queue'>;
  call?: Pick<Call, 'intent' | 'queue'> | null;
  me: Pick<User, 'name'>;
  company: string | undefined;
}

const firstOf = (name: string | null | undefined) => name?.trim().split(/\s+/)[0] ?? '';

export function variableValues({ thread, call, me, company }: Known): Record<string, string> {
  const intent = thread.intent ?? call?.intent;
  return {
    'contact.name': thread.contact.name ?? '',
    'contact.firstName': firstOf(thread.contact.name),
    'contact.phone': thread.contact.phone ?? '',
    'agent.name': me.name,
    'agent.firstName': firstOf(me.name),
    company: company ?? '',
    'call.intent': intent ? humanize(intent).toLowerCase() : '',
    'call.queue': thread.queue ?? call?.queue ?? '',
    'thread.id': thread.id,
  };
}

const variable = /\{\{\s*([\p{L}\p{N}_.-]{1,60})\s*\}\}/gu;

/** The variables of a text, in order, each once. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map(([, name]) => name!)),
];

/** Those that nobody knows a value for: they are asked for, never sent in braces. */
export const missingOf = (text: string, values: Readonly<Record<string, string>>): string[] =>
  variablesOf(text).filter((name) => !valueOf(values, name));

const valueOf = (values: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(values, name) ? values[name]!.trim() : '';

/** Filled in once: what is put in is never read as a variable itself. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(variable, (braces, name: string) => valueOf(values, name) || braces);
