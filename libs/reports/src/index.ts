/** Facts folded from the log of events, and what is reported of them. */
export { FactWriter } from './facts/fact-writer.service.js';
export { digest, type Digest, FactsDiffer, rebuild } from './facts/rebuild.js';
export { BoardReader } from './live-board/board-reader.service.js';
export { ReportsModule } from './reports.module.js';
