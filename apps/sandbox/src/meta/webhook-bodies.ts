import { profileNameOf, userIdOf } from '../ids.js';
import type { MetaSender } from '../options.js';
import { escapedJson } from '../signature.js';
import type { TemplateState } from '../templates.js';
import type { MessageRecord, PlannedStatus } from '../state/records.js';
import { failureOf } from './errors.js';

/** The body that reports a message from a handset. */
export function metaInbound(sender: MetaSender, message: MessageRecord): string {
  const waId = message.phone.slice(1);
  const userId = userIdOf(sender.wabaId, message.phone);
  return envelope(sender, {
    contacts: [{ profile: { name: profileNameOf(message.phone) }, wa_id: waId, user_id: userId }],
    messages: [
      {
        from: waId,
        from_user_id: userId,
        id: message.id,
        timestamp: seconds(message.createdAt),
        ...content(message),
      },
    ],
  });
}

/** The body that reports what became of a message to a handset. */
export function metaStatus(sender: MetaSender, message: MessageRecord, step: PlannedStatus): string {
  const waId = message.phone.slice(1);
  const userId = userIdOf(sender.wabaId, message.phone);
  const failed = step.errorCode !== undefined;
  return envelope(sender, {
    // Left out when a message failed, as Meta does.
    ...(failed
      ? {}
      : { contacts: [{ profile: { name: profileNameOf(message.phone) }, wa_id: waId, user_id: userId }] }),
    statuses: [
      {
        id: message.id,
        status: step.status,
        timestamp: seconds(step.at),
        recipient_id: waId,
        recipient_user_id: userId,
        ...(step.status === 'sent' ? { pricing: pricing(message) } : {}),
        ...(step.errorCode === undefined ? {} : { errors: [failureOf(step.errorCode)] }),
        ...(message.ref === null ? {} : { biz_opaque_callback_data: message.ref }),
      },
    ],
  });
}

/** The bodies that tell of a change of a template: one for each thing that changed. */
export function metaTemplateChanges(sender: MetaSender, before: TemplateState, after: TemplateState): string[] {
  const which = {
    message_template_id: Number(after.id),
    message_template_name: after.name,
    message_template_language: after.language,
  };
  const changes: { field: string; value: object }[] = [];
  if (before.status !== after.status) {
    const value = { event: after.status, ...which, reason: after.reason ?? 'NONE' };
    changes.push({ field: 'message_template_status_update', value });
  }
  if (before.quality !== after.quality) {
    const value = { previous_quality_score: before.quality, new_quality_score: after.quality, ...which };
    changes.push({ field: 'message_template_quality_update', value });
  }
  if (before.category !== after.category) {
    const value = { ...which, previous_category: before.category, new_category: after.category };
    changes.push({ field: 'template_category_update', value });
  }
  const time = Math.floor(Date.now() / 1000);
  return changes.map((change) =>
    escapedJson({ entry: [{ id: sender.wabaId, time, changes: [change] }], object: 'whatsapp_business_account' }),
  );
}

function envelope(sender: MetaSender, value: object): string {
  const metadata = { display_phone_number: sender.number.replace(/\D/g, ''), phone_number_id: sender.phoneNumberId };
  return escapedJson({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: sender.wabaId,
        changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field: 'messages' }],
      },
    ],
  });
}

/** One photo a message, as on WhatsApp; its text is the caption. */
function content({ text, media, tapped }: MessageRecord): object {
  if (tapped) {
    const { id, title, messageId, of } = tapped;
    const context = { id: messageId };
    if (of === 'template') return { context, type: 'button', button: { payload: id, text: title } };
    const type = `${of}_reply`;
    return { context, type: 'interactive', interactive: { type, [type]: { id, title } } };
  }
  const photo = media[0];
  if (!photo) return { text: { body: text }, type: 'text' };
  const sha256 = Buffer.from(photo.sha256, 'hex').toString('base64');
  const image = { mime_type: photo.mimeType, sha256, id: photo.id };
  return { type: 'image', image: text ? { caption: text, ...image } : image };
}

function pricing(message: MessageRecord): object {
  const free = message.template === null;
  return {
    billable: !free,
    pricing_model: 'PMP',
    category: free ? 'service' : 'utility',
    type: free ? 'free_customer_service' : 'regular',
  };
}

function seconds(at: number): string {
  return String(Math.floor(at / 1000));
}
