import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import type { Role, Sees, User } from '#libs/contracts';
import { Clock } from '#libs/platform';
import { ApiKeyEntity } from './api-key.entity.js';
import { AttemptLimit } from './attempt-limit.js';
import { switchedOff, tooManyAttempts, wrongCredentials } from './errors.js';
import { hashPassword, verifyPassword } from './passwords.js';
import type { Principal } from './principal.js';
import { SessionEntity } from './session.entity.js';
import { UserEntity } from './user.entity.js';

/** Without those that are mistaken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const sessionMs = 12 * 3600 * 1000;
/** Four groups of four, so that it can be read out and typed: 77 bits. */
const newPassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  );
const hashToken = (token: string) => createHash('sha256').update(token).digest();
const view = ({ id, name, email, role }: UserEntity): User => ({ id, name, email, role });

interface SignedInRow {
  hash: Buffer;
  id: string;
  name: string;
  role: Role;
  sees: Sees;
  memberOf: string[];
}
/** $1 hashes of tokens, $2 now. */
const signedIn = `
select s.token_hash as hash, u.id, u.name, u.role, u.sees,
  array(select team_id::text from team_members m where m.user_id = u.id order by team_id) as "memberOf"
from sessions s join users u on u.id = s.user_id where s.token_hash = any($1) and s.expires_at > $2 and u.off_at is null`;

/** Only agents can be kept to their teams: who supervises sees everything. */
const principalOf = ({ id, name, role, sees, memberOf }: Omit<SignedInRow, 'hash'>): Principal => ({
  id: `user:${id}`,
  userId: id,
  name,
  role,
  memberOf,
  teams: role === 'agent' && sees === 'teams' ? memberOf : null,
});

/** Sign-in, sessions and API keys. */
@Injectable()
export class Access {
  private readonly attempts = new AttemptLimit(10, 60_000);
  /** Compared against where the address is unknown, so that the answer takes as long as for a known one. */
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Ten tries a minute for an address; more are refused before any hash is computed. */
  async signIn(email: string, password: string): Promise<{ token: string; user: User; expiresAt: Date }> {
    const address = email.trim().toLowerCase();
    const now = this.clock.now();
    if (!this.attempts.allow(address, now.getTime())) throw tooManyAttempts();
    const user = await this.source.getRepository(UserEntity).findOneBy({ email: address });
    this.decoy ??= hashPassword(randomBytes(16).toString('hex'));
    const matches = await verifyPassword(user?.passwordHash ?? (await this.decoy), password);
    if (!user || !matches) throw wrongCredentials();
    if (user.offAt) throw switchedOff();
    this.attempts.clear(address);
    await this.source.getRepository(SessionEntity).delete({ expiresAt: LessThan(now) });
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + sessionMs);
    await this.source
      .getRepository(SessionEntity)
      .insert({ tokenHash: hashToken(token), user: { id: user.id }, expiresAt });
    return { token, user: view(user), expiresAt };
  }

  async signOut(token: string): Promise<void> {
    await this.source.getRepository(SessionEntity).delete({ tokenHash: hashToken(token) });
  }

  /** Null where the token is unknown, expired or revoked. */
  async bySession(token: string): Promise<Principal | null> {
    return (await this.bySessions([token])).get(token) ?? null;
  }

  /** Who is behind these session tokens, with the rights they now have; a token that signs nobody in is missing. */
  async bySessions(tokens: readonly string[]): Promise<Map<string, Principal>> {
    const rows = await this.source.query<SignedInRow[]>(signedIn, [tokens.map(hashToken), this.clock.now()]);
    const found = new Map(rows.map(({ hash, ...row }) => [hash.toString('hex'), principalOf(row)]));
    return new Map(
      tokens.flatMap((token) => {
        const principal = found.get(hashToken(token).toString('hex'));
        return principal ? [[token, principal] as const] : [];
      }),
    );
  }

  async byApiKey(key: string): Promise<Principal | null> {
    const found = await this.source.getRepository(ApiKeyEntity).findOneBy({ keyHash: hashToken(key) });
    return (
      found && { id: `key:${found.id}`, userId: null, name: found.name, role: found.role, memberOf: [], teams: null }
    );
  }

  async user(id: string): Promise<User | null> {
    const user = await this.source.getRepository(UserEntity).findOneBy({ id });
    return user && view(user);
  }

  async users(): Promise<User[]> {
    return (await this.source.getRepository(UserEntity).find({ order: { name: 'ASC' } })).map(view);
  }

  /** Makes the person, or changes name, role and password of who has the address and switches them on. */
  async putUser(user: Omit<User, 'id'> & { password: string }): Promise<User> {
    const { name, role, password } = user;
    const email = user.email.toLowerCase();
    const users = this.source.getRepository(UserEntity);
    await users.upsert({ name, role, email, passwordHash: await hashPassword(password), offAt: null }, ['email']);
    return view(await users.findOneByOrFail({ email }));
  }

  /** Null where the address is somebody's already. The password is made here and kept as a hash: it is told once. */
  async createUser({ name, role, email }: Omit<User, 'id'>): Promise<{ id: string; password: string } | null> {
    const password = newPassword();
    const [made] = await this.source.query<{ id: string }[]>(
      `insert into users (name, role, email, password_hash) values ($1, $2, $3, $4)
       on conflict (email) do nothing returning id`,
      [name, role, email.toLowerCase(), await hashPassword(password)],
    );
    return made ? { id: made.id, password } : null;
  }

  /** Sessions by the old password end, but not those of who sets their own. Null where there is no such person. */
  async resetPassword(id: string, by: Principal): Promise<string | null> {
    const password = newPassword();
    const users = this.source.getRepository(UserEntity);
    const { affected } = await users.update({ id }, { passwordHash: await hashPassword(password) });
    if (by.userId !== id) await this.source.getRepository(SessionEntity).delete({ user: { id } });
    return affected ? password : null;
  }

  async createApiKey(name: string, role: User['role']): Promise<string> {
    const key = `sl_${randomBytes(24).toString('base64url')}`;
    await this.putApiKey(name, role, key);
    return key;
  }

  /** Keeps only the key's hash: what was handed in is shown to nobody again. */
  async putApiKey(name: string, role: User['role'], key: string): Promise<void> {
    await this.source.getRepository(ApiKeyEntity).upsert({ name, role, keyHash: hashToken(key) }, ['keyHash']);
  }
}
