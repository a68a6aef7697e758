import type { ReportMetric, ReportWindow } from '#libs/contracts';
import { createContext, useContext } from 'react';

/** A number of the report: of which episodes it is, and in which of its groups. */
export interface Opened {
  metric: ReportMetric;
  window?: ReportWindow;
  part?: 'counted' | 'excluded';
  of?: Readonly<Record<string, string>>;
}

export const Opening = createContext<(opened: Opened) => void>(() => undefined);
export const useOpening = () => useContext(Opening);
