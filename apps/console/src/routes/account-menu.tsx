import { UserChoices } from '../features/auth/user-choices.tsx';
import { AvailabilityItems } from '../features/people/availability-items.tsx';
import type { Opener } from '../ui/opener.ts';

interface Props {
  opener: Opener;
  onShortcuts: () => void;
  onSignOut: () => void;
}

export function AccountMenu(props: Props) {
  return (
    <UserChoices {...props}>
      <AvailabilityItems />
    </UserChoices>
  );
}
