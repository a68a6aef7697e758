import type { InboundNotice, TemplateNews } from '../contract/index.js';
import type { Fragment } from '../loose.js';
import { fragment, word } from '../loose.js';
import type { Surroundings } from './notice.js';
import { notice } from './notice.js';
import { categoryOf, qualityOf, statusOf } from './template-words.js';
import { timeOf } from './timestamp.js';

type News = Omit<TemplateNews, 'account' | 'name' | 'language' | 'at'>;

/** What each field changes (providers.md 3.5); null: it says nothing that we keep. */
const readers: Record<string, (value: Fragment) => News | null> = {
  message_template_status_update: (value) => {
    if (word(value.event) === null) return null;
    const reason = word(value.reason);
    const more = word(fragment(value.other_info).title) ?? word(fragment(value.rejection_info).reason);
    return { status: statusOf(value.event), reason: more ?? (reason === 'NONE' ? null : reason) };
  },
  message_template_quality_update: (value) => ({ quality: qualityOf(value.new_quality_score) }),
  // Without `new_category` it announces a change that is still to come.
  template_category_update: (value) => {
    const category = categoryOf(value.new_category);
    return category && { category };
  },
};

/**
 * News of a template. It names the business account and no phone number: every channel of the account is concerned.
 * Undefined where the field is about something else.
 */
export function decodeTemplate(around: Surroundings, value: Fragment, whole: unknown): InboundNotice | undefined {
  const reader = Object.hasOwn(readers, around.field) ? readers[around.field] : undefined;
  const [name, language] = [word(value.message_template_name), word(value.message_template_language)];
  const news = reader && reader(value);
  if (!news || name === null || language === null || around.wabaId === null) return undefined;
  const at = timeOf(around.time, around.receivedAt);
  return {
    ...notice(around.field, around, whole),
    template: { account: around.wabaId, name, language, at, ...news },
  };
}
