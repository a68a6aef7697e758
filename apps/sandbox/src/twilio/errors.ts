const KNOWN: Readonly<Record<number, [status: number, message: string]>> = {
  20001: [400, 'Invalid parameter'],
  20003: [401, 'Authenticate'],
  20404: [404, 'The requested resource was not found'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'Internal Server Error'],
  20503: [503, 'Service Unavailable'],
  21205: [400, 'Url parameter is not a valid URL'],
  21211: [400, "Invalid 'To' Phone Number"],
  21220: [400, 'Call is not in-progress. Cannot redirect.'],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [400, "The 'From' phone number provided is not a valid message-capable Twilio phone number."],
  21609: [400, "Invalid 'StatusCallback'"],
  21610: [400, 'Attempt to send to unsubscribed recipient'],
  21614: [400, "'To' number is not a valid mobile number"],
  21617: [400, 'The concatenated message body exceeds the 1600 character limit'],
  21619: [400, 'A text message body or media urls must be specified.'],
  21655: [400, 'The ContentSid is Invalid'],
  21656: [400, 'The Content Variables Parameter is Invalid'],
  63007: [400, 'Twilio could not find a Channel with the specified From address'],
  63016: [400, 'Failed to send freeform message because you are outside the allowed window.'],
};

/** Why a request was refused. */
export class TwilioError extends Error {
  override name = 'TwilioError';
  constructor(readonly code: number) {
    super(KNOWN[code]?.[1] ?? 'Bad Request');
  }

  get status(): number {
    // A fault may also name a plain HTTP status.
    return KNOWN[this.code]?.[0] ?? (this.code >= 400 && this.code < 600 ? this.code : 400);
  }

  get body(): object {
    const more_info = `https://www.twilio.com/docs/errors/${this.code}`;
    return { code: this.code, message: this.message, more_info, status: this.status };
  }
}
