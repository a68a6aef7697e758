export type Refusal = 'empty' | 'too-large' | 'kind' | 'too-many-pixels' | 'damaged';

/** A file that is not kept. The message is a sentence for whoever sent it or waits for it; trying again changes nothing. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
  constructor(
    readonly refusal: Refusal,
    message: string,
  ) {
    super(message);
  }
}
