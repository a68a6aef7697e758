interface Known {
  status: number;
  title: string;
  details: string;
}

/** HTTP status and words of the codes that this emulator gives by itself; a fault may name any other. */
const KNOWN: Readonly<Record<number, Known>> = {
  4: {
    status: 400,
    title: 'Application request limit reached',
    details: 'The app has reached its API call rate limit.',
  },
  100: { status: 400, title: 'Invalid parameter', details: 'One or more parameters are not supported or misspelled.' },
  130429: { status: 400, title: 'Rate limit hit', details: 'Cloud API message throughput has been reached.' },
  131000: { status: 500, title: 'Something went wrong', details: 'Message failed to send due to an unknown error.' },
  131008: { status: 400, title: 'Required parameter is missing', details: 'The request is missing a parameter.' },
  131009: { status: 400, title: 'Parameter value is not valid', details: 'One or more values are not valid.' },
  131016: { status: 500, title: 'Service unavailable', details: 'A service is temporarily unavailable.' },
  131026: { status: 400, title: 'Message undeliverable', details: 'Message Undeliverable.' },
  131030: {
    status: 400,
    title: 'Recipient phone number not in allowed list',
    details: 'Recipient phone number not in allowed list: add it and try again.',
  },
  131047: {
    status: 400,
    title: 'Re-engagement message',
    details: 'Message failed to send because more than 24 hours have passed since the customer last replied.',
  },
  131051: { status: 400, title: 'Unsupported message type', details: 'Message type is currently not supported.' },
  131056: {
    status: 400,
    title: 'Pair rate limit hit',
    details: 'Too many messages from the sender to this recipient.',
  },
  132000: {
    status: 400,
    title: 'Number of parameters does not match the expected number of params',
    details: 'The number of variable values does not match the template.',
  },
  132001: {
    status: 404,
    title: 'Template name does not exist in the translation',
    details: 'The template does not exist in the language, or has not been approved.',
  },
  132015: {
    status: 400,
    title: 'Template is Paused',
    details: 'Template is paused due to low quality so it cannot be sent in a template message.',
  },
  132016: {
    status: 400,
    title: 'Template is Disabled',
    details: 'Template has been paused too many times due to low quality and is now permanently disabled.',
  },
  132018: {
    status: 400,
    title: 'Template parameters are invalid',
    details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces.',
  },
  190: { status: 401, title: 'Invalid OAuth access token - Cannot parse access token', details: '' },
};

/** Why a request was refused. */
export class GraphError extends Error {
  override name = 'GraphError';
  constructor(
    readonly code: number,
    readonly details?: string,
    readonly subcode?: number,
  ) {
    super(titleOf(code));
  }

  get status(): number {
    // A fault may also name a plain HTTP status.
    return KNOWN[this.code]?.status ?? (this.code >= 400 && this.code < 600 ? this.code : 400);
  }

  get body(): object {
    const oauth = this.code === 190;
    return {
      error: {
        message: oauth ? titleOf(190) : `(#${this.code}) ${titleOf(this.code)}`,
        type: 'OAuthException',
        code: this.code,
        ...(this.subcode === undefined ? {} : { error_subcode: this.subcode }),
        ...(oauth
          ? {}
          : { error_data: { messaging_product: 'whatsapp', details: this.details ?? detailsOf(this.code) } }),
        fbtrace_id: 'ASandboxTrace0000000000',
      },
    };
  }
}

/** The same error as a status reports it. */
export function failureOf(code: number): object {
  return {
    code,
    title: titleOf(code),
    message: titleOf(code),
    error_data: { details: detailsOf(code) },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}

function titleOf(code: number): string {
  return KNOWN[code]?.title ?? 'Something went wrong';
}

function detailsOf(code: number): string {
  return KNOWN[code]?.details ?? 'Message failed to send.';
}
