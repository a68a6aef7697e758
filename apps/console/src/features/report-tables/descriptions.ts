import type { moreReports } from '#libs/contracts';
import { reportNames } from '../../text/report-names.ts';
import { t } from '../../text/t.ts';

export type ReportName = keyof typeof moreReports;

interface Chart {
  /** What is drawn, of the rows of one grouping where the table has several. */
  column: string;
  by?: string;
  /** Only the rows of all. */
  funnel?: true;
}

export interface Description {
  title: string;
  lead: string;
  notes: readonly string[];
  tables: Readonly<Record<string, { title: string; chart?: Chart }>>;
}

/** How each report is shown: its tables in order, and what of them is drawn. */
export const descriptions: Record<ReportName, Description> = {
  handoffSteps: {
    title: reportNames['handoff-steps'],
    lead: t('How far offers and invites come, how many are lost at each step, and why.'),
    notes: [t('Evaporated: delivered, never a word, and no further call within seven days.')],
    tables: {
      steps: { title: t('Steps'), chart: { column: 'reached', funnel: true } },
      reasons: { title: t('Why they were lost') },
      refusals: { title: t('What providers refused') },
      fallbacks: { title: t('Delivered by the other channel') },
    },
  },
  firstResponse: {
    title: reportNames['first-response'],
    lead: t('From the customer’s first message of a cycle to the first answer of a person, and whether promises held.'),
    notes: [
      t('Business time is by the opening hours of the workspace. Answers of flows count apart: there are none yet.'),
    ],
    tables: {
      responses: { title: t('First answers'), chart: { column: 'medianSeconds', by: 'day' } },
      answeredBy: { title: t('By whom') },
    },
  },
  resolutionTime: {
    title: reportNames['resolution-time'],
    lead: t('From opening or reopening a thread until it is resolved, cycle by cycle.'),
    notes: [t('Threads that fell silent for 72 hours were resolved by nobody, so they have no time.')],
    tables: { resolutions: { title: t('Resolved'), chart: { column: 'medianSeconds', by: 'day' } } },
  },
  agentsWork: {
    title: reportNames.agents,
    lead: t('What each person had, answered and resolved, counted for who did it. By name: this is no ranking.'),
    notes: [
      t('Theirs: open threads while they were assigned to them, and for how long.'),
      t(
        'Active time: stretches of actions less than five minutes apart, and a minute for each. A console that is only open does not count.',
      ),
    ],
    tables: { people: { title: t('By person') } },
  },
  messageVolume: {
    title: reportNames.messages,
    lead: t('What came in and went out, and what it cost by the fees in force.'),
    notes: [t('A fee that nobody has entered makes a cost unknown, never nothing.')],
    tables: {
      days: { title: t('Day by day'), chart: { column: 'inbound' } },
      volume: { title: t('By channel and kind') },
      costs: { title: t('Fees') },
    },
  },
  deliveryHealth: {
    title: reportNames.delivery,
    lead: t('What each sender gets through, what fails by which error, and what to do about it.'),
    notes: [],
    tables: { senders: { title: t('By sender') }, errors: { title: t('By error') } },
  },
  surveyPaths: {
    title: reportNames.surveys,
    lead: t('What customers were asked by which way, what they answered, and why others were not asked.'),
    notes: [t('CSAT: 4 and 5 of all scores. Always read it with how many answered.')],
    tables: { paths: { title: t('By way') }, notAsked: { title: t('Not asked') } },
  },
  callbacks: {
    title: reportNames.callbacks,
    lead: t('Callers who chose to be called back: who has been helped since, and who is still waiting.'),
    notes: [
      t('Done: an agent has spoken with them since, or a thread of theirs was resolved. A call put off is not gone.'),
    ],
    tables: {
      callbacks: { title: t('Chosen and done') },
      due: { title: t('Still due, by how long ago'), chart: { column: 'due' } },
      done: { title: t('How they were done') },
    },
  },
  holdout: {
    title: reportNames.holdout,
    lead: t('Callers to whom nothing was offered, by chance, against those who had the choice.'),
    notes: [
      t('The wait is the one announced. Contacts: calls that agents answered within seven days of the first one.'),
    ],
    tables: {
      groups: { title: t('Groups'), chart: { column: 'perEpisode' } },
      incremental: { title: t('Contacts less for each offered episode, with 95 % interval') },
    },
  },
};
