import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { api, RouteInput, SmtpSettings } from '#libs/contracts';
import { seal, unseal } from '#libs/messaging';
import { CONFIG, type Config, Database } from '#libs/platform';
import { noSmtp } from '../errors.js';
import type { Mail } from './mail.js';

interface Row extends Record<string, unknown> {
  host: string;
  port: number;
  user: string | null;
  from: string;
  tls: SmtpSettings['tls'];
  password: Buffer | null;
}

const columns = `host, port, user_name as "user", sender as "from", tls, password`;
/** All of it together; a job is somebody else's after a minute. */
const limitMs = 30_000;

/** The company's own mail server. */
@Injectable()
export class Smtp {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async settings(): Promise<SmtpSettings | null> {
    const [row] = await this.db.query<Row>(`select ${columns} from report_smtp`);
    return row ? shown(row) : null;
  }

  /** A password that is known stays with the server and user it was entered for, and goes to no other. */
  async put({ host, port, user, from, tls, password }: RouteInput<typeof api.putSmtp>['body']): Promise<SmtpSettings> {
    const sealed = password ? seal({ password }, this.config.secretKey) : null;
    const [row] = await this.db.query<Row>(
      `insert into report_smtp as known (host, port, user_name, sender, tls, password) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set host = excluded.host, port = excluded.port, user_name = excluded.user_name,
         sender = excluded.sender, tls = excluded.tls, password = case
           when $7 and known.host = excluded.host and known.user_name is not distinct from excluded.user_name
           then known.password else excluded.password end
       returning ${columns}`,
      [host, port, user, from, tls, sealed, password === undefined],
    );
    return shown(row!);
  }

  /** Whom the server refused, where it took the mail for others. */
  async send(to: readonly string[], mail: Mail, { company, id }: { company: string; id: string }): Promise<string[]> {
    const [row] = await this.db.query<Row>(`select ${columns} from report_smtp`);
    if (!row) throw noSmtp();
    const { host, port, user, from, tls, password } = row;
    const pass = password ? unseal(password, this.config.secretKey).password! : '';
    const transport = createTransport({
      host,
      port,
      secure: tls === 'tls',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      ...(user !== null && { auth: { user, pass } }),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 15_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    let late: NodeJS.Timeout | undefined;
    try {
      const sent = transport.sendMail({
        ...mail,
        to: [...to],
        from: { name: company, address: from },
        messageId: `<${id}@${new URL(this.config.publicUrl).hostname}>`,
        // Nobody is there to read an answer by a machine.
        headers: { 'auto-submitted': 'auto-generated' },
      });
      const tooLate = new Promise<never>((_, reject) => {
        late = setTimeout(() => reject(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })), limitMs);
      });
      const { rejected } = await Promise.race([sent, tooLate]);
      return rejected;
    } catch (error) {
      throw new Error(reasonOf(error, host, port), { cause: error });
    } finally {
      clearTimeout(late);
      transport.close();
    }
  }
}

const shown = ({ host, port, user, from, tls, password }: Row): SmtpSettings => {
  return { host, port, user, from, tls, hasPassword: password !== null };
};

/** In words for who set it up; what a server says is cut short. */
function reasonOf(error: unknown, host: string, port: number): string {
  const { code, originalCode, response } = error as { code?: string; originalCode?: string; response?: string };
  const where = `${host}:${port}`;
  const said = response ? `: ${response.replaceAll(/\s+/g, ' ').slice(0, 200)}` : '';
  if (code === 'ETIMEDOUT') return `${where} did not answer in time`;
  if (code === 'EAUTH') return `${where} refused the user or the password${said}`;
  if (code === 'ETLS') return `${where} offers no TLS that can be trusted`;
  if (response) return `${where} refused the mail${said}`;
  return `${where} cannot be reached (${originalCode ?? code ?? 'connection lost'})`;
}
