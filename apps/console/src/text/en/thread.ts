export const thread: Record<string, string> = {
  '{{author}}: {{count}} photos_one': '{{author}}: {{count}} photo',
  '{{author}}: {{count}} photos_other': '{{author}}: {{count}} photos',
  '{{count}} earlier messages arrived_one': 'An earlier message arrived',
  '{{count}} earlier messages arrived_other': '{{count}} earlier messages arrived',
  '{{count}} new messages_one': '{{count}} new message',
  '{{count}} new messages_other': '{{count}} new messages',
  '{{count}} unread: to the first_one': '{{count}} unread: to the first',
  '{{count}} unread: to the first_other': '{{count}} unread: to the first',
  '{{count}} attempts_one': '{{count}} attempt',
  '{{count}} attempts_other': '{{count}} attempts',
};
