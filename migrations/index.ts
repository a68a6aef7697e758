import { Beginning1795000000000 } from './1795000000000-beginning.js';
import { InboxCounts1795372800000 } from './1795372800000-inbox-counts.js';
import { IdentityScope1795460000000 } from './1795460000000-identity-scope.js';
import { Consent1795460100000 } from './1795460100000-consent.js';
import { OutboxPacing1795460200000 } from './1795460200000-outbox-pacing.js';
import { Templates1795460300000 } from './1795460300000-templates.js';
import { ChannelHealth1795460400000 } from './1795460400000-channel-health.js';
import { ProviderTime1795460600000 } from './1795460600000-provider-time.js';
import { MessageLists1795460690000 } from './1795460690000-message-lists.js';
import { ContactMerges1795460699000 } from './1795460699000-contact-merges.js';
import { MessageParts1795460700000 } from './1795460700000-message-parts.js';
import { UploadLinks1795500000000 } from './1795500000000-upload-links.js';
import { Photos1795500100000 } from './1795500100000-photos.js';
import { Readings1795500200000 } from './1795500200000-readings.js';
import { PhotoIntents1795500300000 } from './1795500300000-photo-intents.js';
import { Work1795600000000 } from './1795600000000-work.js';
import { Routing1795600100000 } from './1795600100000-routing.js';
import { Lifecycle1795600200000 } from './1795600200000-lifecycle.js';
import { Promises1795600210000 } from './1795600210000-promises.js';
import { ThreadLists1795600300000 } from './1795600300000-thread-lists.js';
import { ThreadTallies1795600310000 } from './1795600310000-thread-tallies.js';
import { MessageSearch1795600320000 } from './1795600320000-message-search.js';
import { SavedViews1795600330000 } from './1795600330000-saved-views.js';
import { Writing1795600500000 } from './1795600500000-writing.js';
import { ThreadsOfContact1795600600000 } from './1795600600000-threads-of-contact.js';
import { ContactNotes1795600700000 } from './1795600700000-contact-notes.js';
import { Surveys1795600710000 } from './1795600710000-surveys.js';
import { CalmThreads1795700000000 } from './1795700000000-calm-threads.js';
import { Overtaken1795720000000 } from './1795720000000-overtaken.js';
import { SurveyWays1795720010000 } from './1795720010000-survey-ways.js';
import { SignIns1795730000000 } from './1795730000000-sign-ins.js';
import { EventFacts1795740000000 } from './1795740000000-event-facts.js';
import { Reports1795750000000 } from './1795750000000-reports.js';
import { ReportRecontacts1795760000000 } from './1795760000000-report-recontacts.js';
import { ReportEpisodesTogether1795760100000 } from './1795760100000-report-episodes-together.js';
import { LateSends1795765000000 } from './1795765000000-late-sends.js';
import { MoreReports1795770000000 } from './1795770000000-more-reports.js';
import { ReportTargets1795780000000 } from './1795780000000-report-targets.js';
import { ReportSchedules1795780100000 } from './1795780100000-report-schedules.js';
import { LiveBoard1795790000000 } from './1795790000000-live-board.js';
import { AnyReport1795820000000 } from './1795820000000-any-report.js';
import { MessageQuarters1795820100000 } from './1795820100000-message-quarters.js';
import { LateThreads1795830000000 } from './1795830000000-late-threads.js';
import { AgentVoice1795830100000 } from './1795830100000-agent-voice.js';
import { ReportAccepted1795840000000 } from './1795840000000-report-accepted.js';

/** Every migration, oldest first: an explicit list, so that nothing depends on a folder scan. */
export const migrations = [
  Beginning1795000000000,
  InboxCounts1795372800000,
  IdentityScope1795460000000,
  Consent1795460100000,
  OutboxPacing1795460200000,
  Templates1795460300000,
  ChannelHealth1795460400000,
  ProviderTime1795460600000,
  MessageLists1795460690000,
  ContactMerges1795460699000,
  MessageParts1795460700000,
  UploadLinks1795500000000,
  Photos1795500100000,
  Readings1795500200000,
  PhotoIntents1795500300000,
  Work1795600000000,
  Routing1795600100000,
  Lifecycle1795600200000,
  Promises1795600210000,
  ThreadLists1795600300000,
  ThreadTallies1795600310000,
  MessageSearch1795600320000,
  SavedViews1795600330000,
  Writing1795600500000,
  ThreadsOfContact1795600600000,
  ContactNotes1795600700000,
  Surveys1795600710000,
  CalmThreads1795700000000,
  Overtaken1795720000000,
  SurveyWays1795720010000,
  SignIns1795730000000,
  EventFacts1795740000000,
  Reports1795750000000,
  ReportRecontacts1795760000000,
  ReportEpisodesTogether1795760100000,
  LateSends1795765000000,
  MoreReports1795770000000,
  ReportTargets1795780000000,
  ReportSchedules1795780100000,
  LiveBoard1795790000000,
  AnyReport1795820000000,
  MessageQuarters1795820100000,
  LateThreads1795830000000,
  AgentVoice1795830100000,
  ReportAccepted1795840000000,
];
