import { ConnectionBadge } from '../features/connection/connection-badge.tsx';
import { LiveBoard } from '../features/live-board/live-board.tsx';

export const LiveBoardPage = () => <LiveBoard connection={<ConnectionBadge />} />;
