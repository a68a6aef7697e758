import { z } from 'zod';
import { ReportMoment } from './reports.js';
import { Id, idParam, route, supervisors, Time } from './route.js';

/** By what messages are charged: templates by Meta's categories, free replies in an open window, and texts by segment. */
export const FeeUnit = z.enum(['marketing', 'utility', 'authentication', 'other', 'session', 'segment']);
export type FeeUnit = z.infer<typeof FeeUnit>;

const currencies = new Set(Intl.supportedValuesOf('currency'));
/** Three capital letters of ISO 4217. */
export const Currency = z.string().refine((code) => currencies.has(code), 'must be a currency, such as EUR');

const Price = z.number().min(0).max(1_000_000);

export const Cost = z.object({
  id: Id,
  /** Holds from here on, until a later one does. */
  from: Time,
  /** A call answered by an agent; null has not been entered, and where it is needed net savings are not told. */
  voice: Price.nullable(),
  /** A thread. */
  digital: Price.nullable(),
  currency: Currency,
  fees: z.partialRecord(FeeUnit, Price),
  enteredAt: Time,
  /** Null where nobody is known. */
  enteredBy: z.string().nullable(),
});
export type Cost = z.infer<typeof Cost>;

export const NewCost = Cost.pick({ currency: true }).extend({
  voice: Price.nullable().default(null),
  digital: Price.nullable().default(null),
  /** A date begins at its midnight in the workspace's time zone. */
  from: ReportMoment,
  /** One number for every unit, or a number for each that is known. */
  fees: z.union([Price, z.partialRecord(FeeUnit, Price)]).default({}),
});

export const reportCostRoutes = {
  listCosts: route({
    method: 'GET',
    path: '/reports/costs',
    summary: 'What calls, threads and messages cost, in the order in which it holds',
    access: supervisors,
    response: z.object({ items: z.array(Cost), timeZone: z.string() }),
  }),
  putCost: route({
    method: 'PUT',
    path: '/reports/costs',
    summary:
      'Enters what things cost from a day on, or changes the entry of the same `from`; savings are restated from there',
    access: supervisors,
    body: NewCost,
    response: Cost,
    problems: ['other-currency'],
  }),
  deleteCost: route({
    method: 'DELETE',
    path: '/reports/costs/:id',
    summary: 'Removes an entry; the one before it holds instead',
    access: supervisors,
    params: idParam,
    status: 204,
    problems: ['not-found'],
  }),
};
