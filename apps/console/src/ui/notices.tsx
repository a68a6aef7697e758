import { Notifications } from '@mantine/notifications';

/** Where notices appear. What is told before it is there waits for it. */
export function Notices() {
  return <Notifications position="top-right" />;
}
