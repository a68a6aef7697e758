export interface PreviewPart {
  text: string;
  /** The variable it stands for, and whether it has a value yet; absent for the template's own words. */
  variable?: { name: string; filled: boolean };
}

/** A template as the customer will read it, its variables filled in as far as they are known. */
export function previewParts(text: string, values: Readonly<Record<string, string>>): PreviewPart[] {
  return text.split(/(\{\{\s*[A-Za-z0-9_]{1,60}\s*\}\})/).flatMap((part): PreviewPart[] => {
    const name = /^\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}$/.exec(part)?.[1];
    if (name === undefined) return part === '' ? [] : [{ text: part }];
    const value = Object.hasOwn(values, name) ? values[name]!.trim() : '';
    return [{ text: value || `{{${name}}}`, variable: { name, filled: value !== '' } }];
  });
}
