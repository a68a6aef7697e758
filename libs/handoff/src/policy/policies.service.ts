import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { type Policy, PolicyRules } from '#libs/contracts';
import { Clock, notFound } from '#libs/platform';
import type { PublishedPolicy } from './decide.js';
import { PolicyEntity } from './policy.entity.js';

/** Versions of the rules by which calls are offered; the one published last is in force. */
@Injectable()
export class Policies {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async inForce(): Promise<PublishedPolicy | null> {
    const found = await this.versions.findOne({
      where: { publishedAt: Not(IsNull()) },
      order: { publishedAt: 'DESC' },
    });
    // What a version was saved without has its default.
    return found && { version: found.version, rules: PolicyRules.parse(found.rules) };
  }

  async list(): Promise<Policy[]> {
    const inForce = await this.inForce();
    const all = await this.versions.find({ order: { version: 'DESC' } });
    return all.map((policy) => view(policy, inForce?.version));
  }

  async create(rules: PolicyRules): Promise<Policy> {
    const rows = await this.source.query<PolicyEntity[]>(
      `insert into policies (version, rules) select coalesce(max(version), 0) + 1, $1 from policies
       returning id, version, rules, created_at as "createdAt", published_at as "publishedAt"`,
      [JSON.stringify(rules)],
    );
    return view(rows[0]!, undefined);
  }

  async publish(id: string): Promise<Policy> {
    const { affected } = await this.versions.update({ id }, { publishedAt: this.clock.now() });
    if (!affected) throw notFound('policy');
    const policy = await this.versions.findOneByOrFail({ id });
    return view(policy, policy.version);
  }

  private get versions() {
    return this.source.getRepository(PolicyEntity);
  }
}

const view = ({ id, version, rules, createdAt, publishedAt }: PolicyEntity, inForce: number | undefined): Policy => ({
  id,
  version,
  rules,
  createdAt: createdAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
  inForce: version === inForce,
});
