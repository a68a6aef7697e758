import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { ChannelEntity } from './channel.entity.js';

/** A message the provider has approved: the only thing that may be sent outside the reply window. */
@Entity('templates')
@Unique('templates_channel_id_name_language_key', ['channel', 'name', 'language'])
export class TemplateEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: string;
  @ManyToOne(() => ChannelEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'templates_channel_id_fkey' })
  channel!: Relation<ChannelEntity>;
  /** `invite`: opens the conversation after a call. */
  @Column({ type: 'text' }) purpose!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) language!: string;
  /** With {{1}}, {{2}} … where the parameters go. */
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'text', name: 'provider_id', nullable: true }) providerId!: string | null;
  @Column({ type: 'text' }) status!: 'approved' | 'pending' | 'rejected' | 'paused';
}
