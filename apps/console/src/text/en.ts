import { thread } from './en/thread.ts';

/** Only what has forms by number: every other English text is its own key. */
export const en: Record<string, string> = {
  ...thread,
  'At least {{count}} characters._one': 'At least {{count}} character.',
  'At least {{count}} characters._other': 'At least {{count}} characters.',
  'At least {{count}} of them._one': 'At least one of them.',
  'At least {{count}} of them._other': 'At least {{count}} of them.',
  'At most {{count}} characters._one': 'At most {{count}} character.',
  'At most {{count}} characters._other': 'At most {{count}} characters.',
  'At most {{count}} of them._one': 'At most one of them.',
  'At most {{count}} of them._other': 'At most {{count}} of them.',
  '{{count}} unread_one': '{{count}} unread',
  '{{count}} unread_other': '{{count}} unread',
  '{{count}} to decide_one': '{{count}} to decide',
  '{{count}} to decide_other': '{{count}} to decide',
  '{{count}} found_one': '{{count}} found',
  '{{count}} found_other': '{{count}} found',
  '{{count}} online_one': '{{count}} online',
  '{{count}} online_other': '{{count}} online',
  '{{count}} more channels are unwell._one': '{{count}} more channel is unwell.',
  '{{count}} more channels are unwell._other': '{{count}} more channels are unwell.',
  '{{number}} items received and not accounted for. Tell whoever runs this hub._one':
    '{{number}} item received and not accounted for. Tell whoever runs this hub.',
  '{{number}} items received and not accounted for. Tell whoever runs this hub._other':
    '{{number}} items received and not accounted for. Tell whoever runs this hub.',
  '{{number}} items more accounted for than received. Tell whoever runs this hub._one':
    '{{number}} item more accounted for than received. Tell whoever runs this hub.',
  '{{number}} items more accounted for than received. Tell whoever runs this hub._other':
    '{{number}} items more accounted for than received. Tell whoever runs this hub.',
  '{{count}} threads_one': '{{count}} thread',
  '{{count}} threads_other': '{{count}} threads',
  '{{count}} replies or notes have not reached the hub. Signing out discards them._one':
    'One reply or note has not reached the hub. Signing out discards it.',
  '{{count}} replies or notes have not reached the hub. Signing out discards them._other':
    '{{count}} replies or notes have not reached the hub. Signing out discards them.',
  '{{count}} files were left out: at most {{most}} go with one reply._one':
    '{{count}} file was left out: at most {{most}} go with one reply.',
  '{{count}} files were left out: at most {{most}} go with one reply._other':
    '{{count}} files were left out: at most {{most}} go with one reply.',
  '{{count}} segments_one': '{{count}} segment',
  '{{count}} segments_other': '{{count}} segments',
  '{{count}} canned answers_one': '{{count}} canned answer',
  '{{count}} canned answers_other': '{{count}} canned answers',
  '{{count}} colleagues_one': '{{count}} colleague',
  '{{count}} colleagues_other': '{{count}} colleagues',
  'Mentions, {{count}} unread_one': 'Mentions, {{count}} unread',
  'Mentions, {{count}} unread_other': 'Mentions, {{count}} unread',
  '{{count}} assigned_one': '{{count}} thread assigned',
  '{{count}} assigned_other': '{{count}} threads assigned',
  '{{count}} resolved_one': '{{count}} thread resolved',
  '{{count}} resolved_other': '{{count}} threads resolved',
  '{{count}} snoozed_one': '{{count}} thread snoozed',
  '{{count}} snoozed_other': '{{count}} threads snoozed',
  '{{count}} tagged_one': '{{count}} thread tagged',
  '{{count}} tagged_other': '{{count}} threads tagged',
  '{{count}} prioritised_one': 'Priority of {{count}} thread changed',
  '{{count}} prioritised_other': 'Priority of {{count}} threads changed',
  '{{count}} marked as read_one': '{{count}} thread marked as read',
  '{{count}} marked as read_other': '{{count}} threads marked as read',
  '{{count}} marked as unread_one': '{{count}} thread marked as unread',
  '{{count}} marked as unread_other': '{{count}} threads marked as unread',
  '{{count}} not: {{why}}_one': '{{count}} was not: {{why}}',
  '{{count}} not: {{why}}_other': '{{count}} were not: {{why}}',
  '{{count}} selected_one': '{{count}} selected',
  '{{count}} selected_other': '{{count}} selected',
};
