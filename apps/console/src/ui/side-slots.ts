import type { ComponentType } from 'react';

/** What a section beside a thread is told. */
export interface SideSlotProps {
  threadId: string;
  contactId: string;
}

export interface SideSlot {
  id: string;
  /** With a `SideSection` of its own; drawn only where there is something to draw. */
  component: ComponentType<SideSlotProps>;
}

const slots: SideSlot[] = [];

/**
 * The place of what the company's own systems know of a customer: a connector adds its section here when it is loaded, and
 * with none the details have nothing of it, not even a frame.
 */
export function addSideSlot(slot: SideSlot): void {
  if (!slots.some(({ id }) => id === slot.id)) slots.push(slot);
}

export const sideSlots = (): readonly SideSlot[] => slots;
