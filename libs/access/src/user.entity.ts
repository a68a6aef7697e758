import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Availability, Role, Sees } from '#libs/contracts';

@Entity('users')
export class UserEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: string;
  /** Lower case: people type their address as they like. */
  @Column({ type: 'text', unique: true }) email!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) role!: Role;
  @Column({ type: 'text', name: 'password_hash' }) passwordHash!: string;
  @Column({ type: 'text', array: true, default: [] }) skills!: string[];
  /** How much work fits, in weighted threads. */
  @Column({ type: 'int', default: 8 }) capacity!: number;
  /** What they chose themselves. */
  @Column({ type: 'text', default: 'online' }) availability!: Availability;
  /** all, or teams: only what is theirs, their teams' or nobody's. */
  @Column({ type: 'text', default: 'all' }) sees!: Sees;
  /** Since when they may not sign in; null: they may. */
  @Column({ type: 'timestamptz', name: 'off_at', nullable: true }) offAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
