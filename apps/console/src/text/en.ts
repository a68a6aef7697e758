/** Only what has forms by number: every other English text is its own key. */
export const en: Record<string, string> = {
  '{{count}} unread_one': '{{count}} unread',
  '{{count}} unread_other': '{{count}} unread',
  '{{count}} to decide_one': '{{count}} to decide',
  '{{count}} to decide_other': '{{count}} to decide',
  '{{count}} found_one': '{{count}} found',
  '{{count}} found_other': '{{count}} found',
  '{{count}} online_one': '{{count}} online',
  '{{count}} online_other': '{{count}} online',
};
