import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import type { MessageTemplate } from '#libs/channels';
import type { TemplateButton, TemplateCategory, TemplateQuality, TemplateStatus } from '#libs/contracts';
import { ChannelEntity } from '../channels/channel.entity.js';

/** A message the provider has approved, or not: the only thing that may be sent outside the reply window. */
@Entity('templates')
@Unique('templates_channel_id_name_language_key', ['channel', 'name', 'language'])
export class TemplateEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: string;
  @ManyToOne(() => ChannelEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'templates_channel_id_fkey' })
  channel!: Relation<ChannelEntity>;
  /** `invite`: opens the conversation after a call; `survey`: asks how it went; null: for agents to send. */
  @Column({ type: 'text', nullable: true }) purpose!: 'invite' | 'survey' | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) language!: string;
  /** With {{1}} or {{first_name}} where the parameters go. */
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'text', name: 'provider_id', nullable: true }) providerId!: string | null;
  @Column({ type: 'text' }) status!: TemplateStatus;
  @Column({ type: 'text', nullable: true }) category!: TemplateCategory | null;
  @Column({ type: 'text', default: 'unknown' }) quality!: TemplateQuality;
  @Column({ type: 'text', nullable: true }) header!: string | null;
  @Column({ type: 'text', nullable: true }) footer!: string | null;
  @Column({ type: 'jsonb', default: [] }) buttons!: TemplateButton[];
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'text', nullable: true }) unsendable!: string | null;
  @Column({ type: 'timestamptz', name: 'synced_at', nullable: true }) syncedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'told_at', nullable: true }) toldAt!: Date | null;
}

/** The part of a template that goes to the provider with a send. */
export const messageTemplate = ({
  name,
  language,
  text,
  providerId,
}: Omit<TemplateEntity, 'channel'>): MessageTemplate => ({
  name,
  language,
  text,
  providerId,
});
