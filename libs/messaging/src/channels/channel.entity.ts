import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { ChannelKind, HealthCode, HealthState } from '#libs/contracts';

/** One configured sender: a WhatsApp number, an SMS number or a voice line. */
@Entity('channels')
@Unique('channels_provider_route_key_key', ['provider', 'routeKey'])
export class ChannelEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: string;
  @Column({ type: 'text' }) kind!: ChannelKind;
  @Column({ type: 'text' }) provider!: string;
  @Column({ type: 'text' }) name!: string;
  /** E.164. */
  @Column({ type: 'text' }) address!: string;
  /** The provider's name for this sender: inbound events find it by this. */
  @Column({ type: 'text', name: 'route_key' }) routeKey!: string;
  @Column({ type: 'jsonb', default: {} }) settings!: Record<string, string>;
  /** Sealed; see `secrets.ts`. */
  @Column({ type: 'bytea' }) secrets!: Buffer;
  @Column({ type: 'text', default: 'healthy' }) health!: HealthState;
  @Column({ type: 'text', name: 'health_reason', nullable: true }) healthReason!: string | null;
  @Column({ type: 'timestamptz', name: 'templates_synced_at', nullable: true }) templatesSyncedAt!: Date | null;
  /** Why the provider's list of templates could not be read the last time. */
  @Column({ type: 'text', name: 'templates_error', nullable: true }) templatesError!: string | null;
  /** When the list is read next. */
  @Column({ type: 'timestamptz', name: 'templates_due_at', default: () => 'now()' }) templatesDueAt!: Date;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'text', name: 'health_code', nullable: true }) healthCode!: HealthCode | null;
  @Column({ type: 'timestamptz', name: 'health_since', default: () => 'now()' }) healthSince!: Date;
}
