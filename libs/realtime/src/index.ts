/** The console's live side: sockets, watched threads, presence. */
export { RealtimeModule } from './realtime.module.js';
