const GSM7 = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΔΦΓΛΩΠΨΣΘΞ^{}\\[~\]|€\f]*$/;
const DOUBLE = /[\f^{}\\[~\]|€]/g;

/** How many SMS segments a text takes. */
export function segmentsOf(text: string): number {
  const gsm = GSM7.test(text);
  const length = gsm ? text.length + (text.match(DOUBLE)?.length ?? 0) : text.length;
  const [single, part] = gsm ? [160, 153] : [70, 67];
  return length <= single ? 1 : Math.ceil(length / part);
}
