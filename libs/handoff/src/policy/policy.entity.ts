import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PolicyRules } from '#libs/contracts';

/** One version of the rules; never changed, only followed by the next one. */
@Entity('policies')
export class PolicyEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: string;
  @Column({ type: 'int', unique: true }) version!: number;
  @Column({ type: 'jsonb' }) rules!: PolicyRules;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** The version published last is in force. */
  @Column({ type: 'timestamptz', name: 'published_at', nullable: true }) publishedAt!: Date | null;
}
