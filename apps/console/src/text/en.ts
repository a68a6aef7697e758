/** Only what has forms by number: every other English text is its own key. */
export const en: Record<string, string> = {
  '{{count}} unread_one': '{{count}} unread',
  '{{count}} unread_other': '{{count}} unread',
  '{{count}} to decide_one': '{{count}} to decide',
  '{{count}} to decide_other': '{{count}} to decide',
  '{{author}}: {{count}} photos_one': '{{author}}: {{count}} photo',
  '{{author}}: {{count}} photos_other': '{{author}}: {{count}} photos',
  '{{count}} earlier messages arrived_one': 'An earlier message arrived',
  '{{count}} earlier messages arrived_other': '{{count}} earlier messages arrived',
  '{{count}} new messages_one': '{{count}} new message',
  '{{count}} new messages_other': '{{count}} new messages',
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
};
