import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';

/** The tables that the hub's ingest writes for a text message, with their keys and indexes, as entities. */

@Entity('inbox_keys')
export class InboxKey {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @CreateDateColumn({ type: 'timestamptz' }) receivedAt!: Date;
}

@Entity('contacts')
export class Contact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column({ type: 'text', nullable: true }) name!: string | null;
}

@Entity('identities')
export class Identity {
  @PrimaryColumn({ type: 'text' }) kind!: string;
  @PrimaryColumn({ type: 'text' }) value!: string;
  @ManyToOne(() => Contact, { nullable: false }) @JoinColumn() contact!: Contact;
}

@Entity('threads')
@Index(['contactId'], { unique: true, where: `status <> 'resolved'` })
@Index(['status', 'lastAt', 'id'])
export class Thread {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column({ type: 'bigint' }) contactId!: string;
  @Column({ type: 'text', default: 'open' }) status!: string;
  @Column({ type: 'text' }) address!: string;
  @Column({ type: 'int', name: 'last_seq', default: 0 }) lastSeq!: number;
  @Column({ type: 'int', default: 0 }) unreadCount!: number;
  @Column({ type: 'timestamptz', nullable: true }) windowStartedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) lastText!: string | null;
  @Column({ type: 'timestamptz' }) lastAt!: Date;
}

@Entity('messages')
export class Message {
  @PrimaryColumn({ type: 'bigint', name: 'thread_id' }) threadId!: string;
  @PrimaryColumn({ type: 'int' }) seq!: number;
  @Column({ type: 'bigint' }) contactId!: string;
  @Column({ type: 'text' }) type!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'text' }) authorName!: string;
  @Column({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column({ type: 'timestamptz' }) sentAt!: Date;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

@Entity('webhook_events')
export class WebhookEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @CreateDateColumn({ type: 'timestamptz' }) receivedAt!: Date;
  @Column({ type: 'text' }) itemKey!: string;
  @Column({ type: 'text' }) status!: string;
  @Column({ type: 'text' }) body!: string;
}

export const entities = [InboxKey, Contact, Identity, Thread, Message, WebhookEvent];
