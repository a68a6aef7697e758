import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailServer {
  port: number;
  /** Every mail that was taken, with whom it is for. */
  mails: (ParsedMail & { recipients: string[] })[];
  stop(): Promise<void>;
}

/** A real SMTP server on this machine; without options it takes everything from everybody. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: MailServer['mails'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const take = async () => {
        const mail = await simpleParser(stream);
        mails.push({ ...mail, recipients: envelope.rcptTo.map(({ address }) => address) });
      };
      callbackify(take)(done);
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
