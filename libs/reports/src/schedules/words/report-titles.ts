import type { ReportName } from '#libs/contracts';

/** What reports and their tables are called, as in the console. */
export const reportTitles: Readonly<Record<ReportName, { title: string; tables: Readonly<Record<string, string>> }>> = {
  'channel-shift': { title: 'Channel shift', tables: {} },
  'handoff-steps': {
    title: 'Handoffs by step',
    tables: {
      steps: 'Steps',
      reasons: 'Why they were lost',
      refusals: 'What providers refused',
      fallbacks: 'Delivered by the other channel',
    },
  },
  'first-response': {
    title: 'First response',
    tables: {
      responses: 'First answers',
      answeredBy: 'By whom',
    },
  },
  'resolution-time': {
    title: 'Resolution time',
    tables: {
      resolutions: 'Resolved',
    },
  },
  agents: {
    title: 'People’s work',
    tables: {
      people: 'By person',
    },
  },
  messages: {
    title: 'Messages and cost',
    tables: {
      days: 'Day by day',
      volume: 'By channel and kind',
      costs: 'Fees',
    },
  },
  delivery: {
    title: 'Delivery',
    tables: {
      senders: 'By sender',
      errors: 'By error',
    },
  },
  surveys: {
    title: 'Survey answers',
    tables: {
      paths: 'By way',
      notAsked: 'Not asked',
    },
  },
  callbacks: {
    title: 'Callbacks',
    tables: {
      callbacks: 'Chosen and done',
      due: 'Still due, by how long ago',
      done: 'How they were done',
    },
  },
  holdout: {
    title: 'Waiting callers',
    tables: {
      groups: 'Groups',
      incremental: 'Contacts less for each offered episode, with 95 % interval',
    },
  },
};
