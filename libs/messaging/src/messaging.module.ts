import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Provider as MessagingProvider } from '#libs/channels';
import { MediaStore, openMediaStore, PhotoDecoder } from '#libs/media';
import type { MediaPlace } from '#libs/platform';
import { ChannelsController } from './channels/channels.controller.js';
import { Channels } from './channels/channels.service.js';
import { PROVIDERS } from './channels/providers.token.js';
import { ContactTables } from './contacts/contact-tables.js';
import { ContactNotes } from './contacts/contact-notes.service.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { Contacts } from './contacts/contacts.service.js';
import { Merges } from './contacts/merges.service.js';
import { ConsentReplies } from './consent/consent-replies.service.js';
import { ConsentsController } from './consent/consents.controller.js';
import { Consents } from './consent/consents.service.js';
import { Feed } from './feed.js';
import { ChannelViews } from './health/channel-views.service.js';
import { HealthWatch } from './health/health-watch.service.js';
import { Noted } from './health/noted.service.js';
import { SenderNewsJobs } from './health/sender-news.service.js';
import { Inbox } from './inbox/inbox.service.js';
import { InboxWriter } from './inbox/inbox-writer.js';
import { JournalController } from './inbox/journal.controller.js';
import { Journal } from './inbox/journal.service.js';
import { Replay } from './inbox/replay.service.js';
import { WebhookGate } from './inbox/webhook-gate.js';
import { Webhooks } from './inbox/webhooks.service.js';
import { AttachmentsController } from './media/attachments.controller.js';
import { Files } from './media/files.service.js';
import { MediaFetch } from './media/media-fetch.service.js';
import { Photos } from './media/photos.service.js';
import { Uploads } from './media/uploads.service.js';
import { OutgoingFiles } from './outbox/outgoing-files.service.js';
import { OutboxSender } from './outbox/outbox-sender.service.js';
import { SendsController } from './outbox/sends.controller.js';
import { Sends } from './outbox/sends.service.js';
import { Senders } from './outbox/senders.service.js';
import { DigitProposals } from './readings/digit-proposals.service.js';
import { ReadingEvents } from './readings/reading-events.service.js';
import { ReadingQuestions } from './readings/reading-questions.service.js';
import { ReadingWriter } from './readings/reading-writer.service.js';
import { ReadingsController } from './readings/readings.controller.js';
import { Readings } from './readings/readings.service.js';
import { SurveyAnswers } from './surveys/survey-answers.service.js';
import { SurveyAsks } from './surveys/survey-asks.service.js';
import { SurveyLinks } from './surveys/survey-links.service.js';
import { SurveyPageController } from './surveys/survey-page.controller.js';
import { SurveyRules } from './surveys/survey-rules.service.js';
import { SurveySends } from './surveys/survey-sends.service.js';
import { SurveyWriter } from './surveys/survey-writer.service.js';
import { SurveysController } from './surveys/surveys.controller.js';
import { Surveys } from './surveys/surveys.service.js';
import { TemplateLists } from './templates/template-lists.service.js';
import { TemplatesController } from './templates/templates.controller.js';
import { Templates } from './templates/templates.service.js';
import { LostMessages } from './reconcile/lost-messages.service.js';
import { Reconciler } from './reconcile/reconciler.service.js';
import { UnknownSends } from './reconcile/unknown-sends.service.js';
import { BulkChanges } from './lists/bulk.service.js';
import { ListsController } from './lists/lists.controller.js';
import { SavedViews } from './lists/saved-views.service.js';
import { MessageWords } from './lists/message-words.service.js';
import { ThreadLists } from './lists/thread-lists.service.js';
import { ThreadTallies } from './lists/thread-tallies.service.js';
import { Messages } from './threads/messages.service.js';
import { ThreadsController } from './threads/threads.controller.js';
import { Threads } from './threads/threads.service.js';
import { VisibilityGuard } from './threads/visibility.guard.js';
import { Visibility } from './threads/visibility.service.js';
import { WhySent } from './threads/why-sent.service.js';
import { Deliveries } from './uploads/deliveries.service.js';
import { UploadFiles } from './uploads/upload-files.service.js';
import { UploadLinks } from './uploads/upload-links.service.js';
import { UploadPageController } from './uploads/upload-page.controller.js';
import { Assigner } from './work/assigner.service.js';
import { PeopleController } from './work/people.controller.js';
import { People } from './work/people.service.js';
import { Teams } from './work/teams.service.js';
import { Breaches } from './work/breaches.service.js';
import { Silences } from './work/silences.service.js';
import { LifecycleController } from './work/lifecycle.controller.js';
import { Lifecycle } from './work/lifecycle.service.js';
import { WorkSettingsController } from './work/work-settings.controller.js';
import { WorkSettingsStore } from './work/work-settings.service.js';
import { CannedAnswers } from './writing/canned-answers.service.js';
import { Drafts } from './writing/drafts.service.js';
import { Mentions } from './writing/mentions.service.js';
import { WritingController } from './writing/writing.controller.js';

export interface MessagingOptions {
  providers: ReadonlyMap<string, MessagingProvider>;
  media: MediaPlace;
}

@Module({})
export class MessagingModule {
  static forRoot({ providers, media }: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      controllers: [
        ListsController,
        ThreadsController,
        LifecycleController,
        WorkSettingsController,
        TemplatesController,
        ChannelsController,
        ContactsController,
        ConsentsController,
        JournalController,
        SendsController,
        AttachmentsController,
        UploadPageController,
        ReadingsController,
        PeopleController,
        WritingController,
        SurveyPageController,
        SurveysController,
      ],
      providers: [
        { provide: PROVIDERS, useValue: providers },
        { provide: MediaStore, useFactory: () => openMediaStore(media) },
        { provide: PhotoDecoder, useFactory: () => new PhotoDecoder() },
        Breaches,
        Silences,
        CannedAnswers,
        BulkChanges,
        Channels,
        ConsentReplies,
        Consents,
        Assigner,
        ChannelViews,
        ContactNotes,
        Contacts,
        DigitProposals,
        ContactTables,
        Deliveries,
        Drafts,
        Feed,
        Files,
        HealthWatch,
        Inbox,
        InboxWriter,
        Journal,
        Lifecycle,
        LostMessages,
        MediaFetch,
        Mentions,
        Merges,
        Messages,
        MessageWords,
        Noted,
        OutboxSender,
        OutgoingFiles,
        People,
        Photos,
        ReadingEvents,
        ReadingQuestions,
        ReadingWriter,
        Readings,
        Reconciler,
        Replay,
        SavedViews,
        SenderNewsJobs,
        Senders,
        Sends,
        Teams,
        SurveyAnswers,
        SurveyAsks,
        SurveyLinks,
        SurveyRules,
        SurveySends,
        SurveyWriter,
        Surveys,
        TemplateLists,
        Templates,
        ThreadLists,
        Threads,
        ThreadTallies,
        UnknownSends,
        UploadFiles,
        UploadLinks,
        Uploads,
        Visibility,
        { provide: APP_GUARD, useClass: VisibilityGuard },
        WebhookGate,
        Webhooks,
        WhySent,
        WorkSettingsStore,
      ],
      exports: [
        Channels,
        ChannelViews,
        ContactTables,
        Drafts,
        Feed,
        Inbox,
        Mentions,
        Messages,
        Noted,
        People,
        Sends,
        ThreadLists,
        Threads,
        UploadLinks,
        Visibility,
        MediaStore,
        WebhookGate,
        Lifecycle,
        WorkSettingsStore,
      ],
    };
  }
}
