/** What a program that drives the handset did wrong. */
export class HandsetError extends Error {
  override name = 'HandsetError';
  constructor(
    readonly statusCode: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}
