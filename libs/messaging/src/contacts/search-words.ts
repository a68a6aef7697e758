/**
 * What to look for where somebody types part of a name or of a number in any format, as patterns of LIKE. A national
 * number is found by its end: the leading zero is no part of E.164. A name with a number in it is a name.
 */
export function searchWords(q: string | undefined): { name: string | null; digits: string | null } {
  const digits = /^[+\d\s().-]+$/.test(q ?? '') ? q!.replace(/\D/g, '') : '';
  return {
    name: q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null,
    digits: digits.length >= 3 ? `%${digits.replace(/^0+/, '')}%` : null,
  };
}
