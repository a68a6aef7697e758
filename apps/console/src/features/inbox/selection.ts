/** Which rows are chosen, and from which one a range goes on. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

/** Chooses a row, or no longer; with `range` everything from the last one to it. `rows`: in the order of the screen. */
export function toggled({ ids, anchor }: Selection, id: string, rows: readonly string[], range: boolean): Selection {
  const [from, to] = [anchor === null ? -1 : rows.indexOf(anchor), rows.indexOf(id)];
  if (range && from >= 0 && to >= 0) {
    const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { ids: new Set([...ids, ...between]), anchor: id };
  }
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Whoever is no longer in the list is no longer chosen: nothing is done to what nobody sees. */
export function kept(selection: Selection, rows: readonly string[]): Selection {
  const here = new Set(rows);
  const ids = [...selection.ids].filter((id) => here.has(id));
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) };
}
