import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { t } from '../text/t.ts';
import { type Pressed, sequenceOf, strokeOf, writes } from './keys.ts';
import { shortcutsEnabled } from './shortcuts.ts';

/** In the order of the cheat sheet. */
export const commandGroups = {
  go: t('Go to'),
  inbox: t('Inbox'),
  thread: t('Conversation'),
  composer: t('Writing'),
  report: t('Report'),
  everywhere: t('Everywhere'),
} as const;
export type CommandGroup = keyof typeof commandGroups;

export interface Command {
  /** The same id registered later (a dialog over a page) stands for the earlier one while it is there. */
  id: string;
  label: string;
  group: CommandGroup;
  run: () => void;
  /** As in `keys.ts`: `a`, `Escape`, `mod+k`, `alt+u`, `g i`. Of two commands with the same keys the later one has them. */
  keys?: string | undefined;
  /** False: neither listed nor run. */
  enabled?: boolean | undefined;
  /** Goes on while the key is held down: for walking a list. */
  repeats?: boolean | undefined;
  /** Also while a dialog is open, or from inside a menu: for the dialog's own keys. */
  inDialogs?: boolean | undefined;
  /** Also while somebody writes, where the keys have no Alt, Ctrl or ⌘ of their own. */
  whileWriting?: boolean | undefined;
  /** More words by which the palette finds it. */
  keywords?: string | undefined;
  /** In the cheat sheet alone: moving about in a list is no use from the palette. */
  onlyKeys?: boolean | undefined;
}

const registered = new Map<string, readonly Command[]>();
const listeners = new Set<() => void>();
let list: readonly Command[] = [];

function publish() {
  const byId = new Map<string, Command>();
  for (const command of [...registered.values()].flat()) {
    byId.delete(command.id);
    if (command.enabled ?? true) byId.set(command.id, command);
  }
  list = [...byId.values()];
  for (const listener of listeners) listener();
}

/** Without `run`, which JSON leaves out: what is listed and pressed. */
const shapeOf = (commands: readonly Command[]) => JSON.stringify(commands);

/** Registers commands while the component is mounted: their keys work, the palette and the cheat sheet list them. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const latest = useRef(commands);
  const shape = shapeOf(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    registered.set(owner, []);
    return () => {
      registered.delete(owner);
      publish();
    };
  }, [owner]);
  useEffect(() => {
    const run = (id: string) => () => latest.current.find((command) => command.id === id)?.run();
    registered.set(
      owner,
      latest.current.map((command) => ({ ...command, run: run(command.id) })),
    );
    publish();
  }, [owner, shape]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What can be done here and now, in the order it was registered. */
export const useCommandList = (): readonly Command[] => useSyncExternalStore(subscribe, () => list);

const textFields =
  'textarea, select, [contenteditable=""], [contenteditable=true], ' +
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range], [type=file])';
const overlays = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

interface Situation {
  writing: boolean;
  inDialog: boolean;
  singles: boolean;
}

/** Whether a command's keys count where the focus is. */
export function heard(command: Command, stroke: string, { writing, inDialog, singles }: Situation): boolean {
  if (inDialog && !command.inDialogs) return false;
  const plain = !/^(mod|alt)\+/.test(stroke);
  if (writing && plain && !command.whileWriting) return false;
  return singles || !writes(stroke);
}

export interface Step {
  /** Strokes so far of a sequence that may still become a command. */
  pending: string;
  command: Command | null;
}

/** What one more stroke leads to. The command registered last has the keys. */
export function stepOf(commands: readonly Command[], pending: string, stroke: string): Step {
  const typed = pending ? `${pending} ${stroke}` : stroke;
  const command = commands.findLast(({ keys }) => keys === typed);
  if (command) return { pending: '', command };
  const begun = commands.some(({ keys }) => keys?.startsWith(`${typed} `));
  return { pending: begun ? typed : '', command: null };
}

const patience = 2_500;
let pending = '';
let forgetting: ReturnType<typeof setTimeout> | undefined;

function remember(strokes: string) {
  if (strokes !== pending) {
    pending = strokes;
    for (const listener of listeners) listener();
  }
  clearTimeout(forgetting);
  if (strokes) forgetting = setTimeout(() => remember(''), patience);
}

let overlaid = false;
/** Looked at before anybody has heard the key: a dialog may be gone by the time it comes here, closed by it. */
function onCapture({ target }: KeyboardEvent) {
  const within = target instanceof Element && target.closest(overlays) !== null;
  overlaid = within || document.querySelector('[aria-modal=true]') !== null;
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const stroke = strokeOf(event as Pressed);
  if (!stroke) return;
  const from = event.target instanceof Element ? event.target : null;
  const situation = {
    writing: from?.closest(textFields) != null,
    inDialog: overlaid,
    singles: shortcutsEnabled(),
  };
  const within = pending !== '';
  const candidates = list.filter(({ keys }) => keys !== undefined);
  const first = (command: Command) => (within ? sequenceOf(command.keys!)[0]! : stroke);
  const step = stepOf(
    candidates.filter((command) => heard(command, first(command), situation)),
    pending,
    stroke,
  );
  remember(step.pending);
  if (!step.command) {
    // What follows on "g" is never taken for a command of its own.
    if (within || step.pending) event.preventDefault();
    return;
  }
  event.preventDefault();
  if (!event.repeat || step.command.repeats) step.command.run();
}

/** What was typed of a sequence such as "g i"; empty most of the time. */
export const usePendingKeys = (): string => useSyncExternalStore(subscribe, () => pending);

/** Once, by whoever holds the page together. */
export function useCommandKeys(): void {
  // Before the effects of whatever else listens.
  useLayoutEffect(() => {
    window.addEventListener('keydown', onCapture, true);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      remember('');
      window.removeEventListener('keydown', onCapture, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
