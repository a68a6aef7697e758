/** "m³" of "m3": a unit as meters show it. */
export const unitWords = (unit: string): string => unit.replace(/(?<=\D)3$/, '³').replace(/(?<=\D)2$/, '²');
